/* Finds the names of a document by a trained model. */
#ifndef TAGGER_H
#define TAGGER_H

#include "batch.h"
#include "context.h"
#include "decoder.h"
#include "lexicon.h"

struct tagger {
    const struct kernel *kernel;
    struct model model;
    struct spellings spellings;
    struct lexicon lexicon;
    struct decoder decoder;
};

/* Makes a tagger of an open model, which is the tagger's from here on, and of the terms of values, which stay the
 * caller's and may be NULL. False where there is no memory; free it in either case. */
bool tagger_make(struct tagger *tagger, struct model model, const struct terms *terms);

void tagger_free(struct tagger *tagger);

/* The sentences of one document, read once: `sentences[i].words` stand one behind the other. */
struct reading {
    struct leat_doc *doc;
    struct sentence *sentences;
    size_t count, words; /* words: of all sentences */
    struct cases cases;  /* what they tell of case */
};

/* The tag of every word of the document, in order. NULL where there is no memory. */
uint8_t *tagger_read(struct tagger *tagger, const struct reading *reading);

#endif
