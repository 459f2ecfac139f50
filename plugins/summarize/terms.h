/* The content words of a document, numbered, and which sentence has which. */
#ifndef TERMS_H
#define TERMS_H

#include <leat/plugin.h>

enum { STOP_SLOTS = 1024 };

/* Words that say nothing about the subject, by the hash of their small letters; 0 is a free slot. */
struct stop_words {
    uint64_t slots[STOP_SLOTS];
};

void stop_words_fill(struct stop_words *words);

/* Sentence i has the terms ids[ends[i - 1]] … ids[ends[i] - 1] (ends[-1] being 0), each once. */
struct terms {
    uint32_t *ids, *ends;
    uint32_t *counts; /* of term 0, 1, …: the sentences that have it */
    size_t count;
};

/* Reads the document's words. False where there is no memory; the step then fails by itself. */
bool terms_read(struct terms *terms, const struct stop_words *stops, struct leat_doc *doc, struct leat_layer tokens,
                struct leat_layer sentences);

static inline uint32_t terms_begin(const struct terms *terms, size_t sentence)
{
    return sentence > 0 ? terms->ends[sentence - 1] : 0;
}

#endif
