/* The words of a document that can be part of a name, and the best tags for those that stand side by side, by Viterbi's
 * algorithm. */
#ifndef DECODER_H
#define DECODER_H

#include "kernel.h"
#include "recall.h"

/* A word that can be part of a name. */
struct spot {
    uint32_t word; /* in the document */
    bool begins;   /* no target stands beside it on the left */
    bool again;    /* of one that begins: it and those behind it are read a second time */
};

/* The targets of a document, as arrays side by side. */
struct targets {
    struct spot *at;
    struct trace *traces;
    int16_t (*scores)[TAGS];
    uint8_t (*back)[TAGS];
    size_t count;
};

/* The end of the row of targets that begins with `from`. */
static inline size_t targets_end(const struct targets *targets, size_t from)
{
    size_t to = from + 1;
    while (to < targets->count && !targets->at[to].begins)
        to++;
    return to;
}

struct decoder {
    const struct kernel *kernel;
    struct ways ways; /* the model's */
};

void decoder_make(struct decoder *decoder, const struct kernel *kernel, const struct model *model);

/* Gives targets [from, to), which stand side by side, their tags by their scores. */
void decoder_read(const struct decoder *decoder, struct targets *targets, size_t from, size_t to);

#endif
