/* Finds the names of a document by a trained model. */
#ifndef TAGGER_H
#define TAGGER_H

#include "context.h"
#include "kernel.h"
#include "lexicon.h"
#include "recall.h"

struct tagger {
    const struct kernel *kernel;
    struct model model;
    struct spellings spellings;
    struct lexicon lexicon;
    int32_t follow[TAGS][TAGS]; /* the model's, as keys: see tagger.c */
    int32_t alone[TAGS];        /* the key of a name's tag between two words that are none */
};

/* Makes a tagger of an open model, which is the tagger's from here on. False where there is no memory; free it in
 * either case. */
bool tagger_make(struct tagger *tagger, struct model model);

void tagger_free(struct tagger *tagger);

/* The sentences of one document, read once: `sentences[i].words` stand one behind the other. */
struct reading {
    struct leat_doc *doc;
    struct sentence *sentences;
    size_t count, words, longest; /* words: of all sentences; longest: of one */
};

/* The tag of every word of the document, in order. NULL where there is no memory. */
uint8_t *tagger_read(struct tagger *tagger, const struct reading *reading);

#endif
