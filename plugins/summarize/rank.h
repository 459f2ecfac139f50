/* Which sentences make the summary. */
#ifndef RANK_H
#define RANK_H

#include "terms.h"

struct choice {
    uint32_t sentence;
    double score; /* between 0 and 1; 1 is the document's best sentence */
};

/* Scores every sentence by where it stands and by how many others share its words, times its fitness, into `scores`.
 * 0 for those that are not fit. */
void rank_score(const struct terms *terms, const double *fitness, size_t sentences, double *scores);

/* The `wanted` best, in the order of the text, into `chosen`, which has room for rank_pool(wanted). Of sentences that
 * say the same, one is taken. Returns how many there are: fewer where fewer are fit. `covered` is a flag for every
 * term, all false. */
size_t rank_choose(const struct terms *terms, const double *scores, size_t sentences, size_t wanted,
                   struct choice *chosen, bool *covered);

/* Of how many candidates that many are chosen. */
static inline size_t rank_pool(size_t wanted)
{
    return 4 * wanted + 32;
}

#endif
