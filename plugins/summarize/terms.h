/* The content words of a document as terms, numbered from 0 in the order in which they come. */
#ifndef TERMS_H
#define TERMS_H

#include <leat/document.h>

struct term_entry {
    uint64_t hash; /* 0: free */
    uint32_t id;
    uint32_t seen; /* the last sentence that has it, from 1 */
};

struct terms {
    struct term_entry *entries;
    size_t slots;     /* a power of two */
    uint32_t *counts; /* of each term: the sentences that have it */
    uint32_t *ids;    /* the terms of each sentence, each once */
    uint32_t count;   /* of terms */
    uint32_t used;    /* of `ids` */
};

/* Makes room for a document of so many tokens. False where there is no memory; the step then fails by itself. */
bool terms_make(struct terms *terms, struct leat_doc *doc, size_t tokens);

/* Enters words, known by their hashes (word_hash), as terms of a sentence; sentences come in their order. */
void terms_take(struct terms *terms, const uint64_t *hashes, size_t count, size_t sentence);

#endif
