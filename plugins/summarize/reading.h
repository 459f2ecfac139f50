/* One reading of a document: what each sentence looks like, and which content words it has. */
#ifndef READING_H
#define READING_H

#include "lead.h"
#include "words.h"

enum {
    LOOKS_CLOSED = 1,    /* ends with a mark that closes a sentence */
    LOOKS_SMALL = 2,     /* begins with a small letter */
    LOOKS_LEANING = 4,   /* begins with "He", "But", … */
    LOOKS_NOTICE = 8,    /* begins with "Click", "Copyright", … */
    LOOKS_LABEL = 16,    /* a colon among the first tokens */
    LOOKS_ADDRESS = 32,  /* an address of the web or of mail */
    LOOKS_SPEECH = 64,   /* a word such as "said" */
    LOOKS_QUOTING = 128, /* has a quotation */
    LOOKS_CUT = 256,     /* has a part of a quotation that goes beyond the sentence */
    LOOKS_BYLINE = 512,  /* begins with "By" */
    LOOKS_DENIAL = 2048, /* a word such as "not" */
    LOOKS_CREDIT = 1024, /* "… contributed to this report" */
};

/* What one sentence looks like. */
struct looks {
    uint32_t words, small; /* small: words that begin with a small letter, or in a script without capitals */
    uint32_t figures;      /* words that begin with a digit */
    uint32_t names;        /* annotations of the layer "entity" */
    unsigned marks;        /* LOOKS_… */
};

/* Sentence i has the terms ids[ends[i - 1]] … ids[ends[i] - 1] (ends[-1] being 0), each once. A term is a content word,
 * numbered from 0. */
struct reading {
    struct looks *looks; /* for each sentence */
    uint32_t *ids, *ends;
    uint32_t *counts; /* of each term: the sentences that have it */
    size_t terms, sentences;
    size_t words; /* of the document */
};

/* Reads the document. False where there is no memory; the step then fails by itself. */
bool reading_make(struct reading *reading, const struct word_list *list, const struct lead_list *leads,
                  struct leat_doc *doc, struct leat_layer sentences);

static inline uint32_t reading_begin(const struct reading *reading, size_t sentence)
{
    return sentence > 0 ? reading->ends[sentence - 1] : 0;
}

/* How many sentences have the term, none counted beyond `most`: as a number to reckon with. */
static inline uint32_t reading_count(const struct reading *reading, uint32_t term, uint32_t most)
{
    return reading->counts[term] < most ? reading->counts[term] : most;
}

#endif
