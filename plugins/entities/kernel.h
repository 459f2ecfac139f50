/* The two innermost loops of the tagger, each as plain C and with the wider vectors that a machine may have. All ways
 * give the same bytes. */
#ifndef KERNEL_H
#define KERNEL_H

#include "tag.h"

/* A key is a score times 2^KEY_SHIFT and, in its lowest bits, a tag: the greatest key is the best score, and tells
 * whose it is. KEY_NEVER is below any score, and has room below it for another. */
enum { KEY_SHIFT = 4, KEY_TAG = TAGS - 1, KEY_NEVER = -(1 << 26) };

/* What following tags add to a row of words, beside which stand words that are no names. */
struct ways {
    int32_t follow[TAGS][TAGS]; /* [before][tag]: the key of `before` for `tag` behind it */
    int32_t first[TAGS];        /* for the first tag: no key, but the score of one */
    int32_t end[TAGS];          /* the key of the last tag */
    int32_t alone[TAGS];        /* of the only tag: its key, but with KEY_TAG - tag, so that of equals the first wins */
};

struct kernel {
    /* Adds the `count` rows of `weights` that `rows` names to `sum`: at most some hundred, so that nothing overflows.
     */
    void (*add_rows)(int16_t sum[TAGS], const int8_t (*weights)[TAGS], const uint32_t *rows, size_t count);

    /* Viterbi's algorithm for a row of `count` words, one at least, with their scores: the tag of the last; of all but
     * the first, `back` tells for each tag from which one before it comes. */
    unsigned (*read_row)(const struct ways *ways, const int16_t (*scores)[TAGS], uint8_t (*back)[TAGS], size_t count);
};

/* The kernel for this machine; `plain`: that of plain C. */
const struct kernel *kernel_choose(bool plain);

#endif
