/* The two innermost loops of the tagger, each as plain C and with the wider vectors that a machine may have. All ways
 * give the same bytes. */
#ifndef KERNEL_H
#define KERNEL_H

#include "tag.h"

/* A key is a score times 2^KEY_SHIFT and, in its lowest bits, a tag: the greatest key is the best score, and tells
 * whose it is. KEY_NEVER is below any score, and has room below it for another. */
enum { KEY_SHIFT = 4, KEY_TAG = TAGS - 1, KEY_NEVER = -(1 << 26) };

struct kernel {
    /* Adds the `count` rows of `weights` that `rows` names to `sum`: at most some hundred, so that nothing overflows.
     */
    void (*add_rows)(int16_t sum[TAGS], const int8_t (*weights)[TAGS], const uint32_t *rows, size_t count);

    /* One step of Viterbi's algorithm: from `last`, the best scores (as keys without their tags) to reach each tag of
     * the word before, to those of this word, the best of which becomes 0; `back` tells from which tag each comes.
     * `follow[before][tag]` is the key of `before` that `tag` adds behind it. */
    void (*advance)(const int32_t follow[TAGS][TAGS], int32_t last[TAGS], const int16_t score[TAGS],
                    uint8_t back[TAGS]);
};

/* The kernel for this machine; `plain`: that of plain C. */
const struct kernel *kernel_choose(bool plain);

#endif
