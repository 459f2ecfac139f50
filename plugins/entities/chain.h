/* A row of words as a linear-chain conditional random field over their tags (Lafferty, McCallum and Pereira 2001): how
 * likely each tag is, and which legal row of tags is the likeliest. */
#ifndef CHAIN_H
#define CHAIN_H

#include "tag.h"

struct chain {
    double (*forces)[TAGS];    /* [word]: the exponentials of the scores, each word's to a scale of its own */
    double follow[TAGS][TAGS]; /* the exponentials of the scores of a tag behind another; 0 where that is not legal */
    double (*expected)[TAGS];  /* [word]: see chain_expect */
    double pairs[TAGS][TAGS];  /* the same for a tag behind another */
    double (*before)[TAGS], (*behind)[TAGS]; /* what leads to each tag of a word from the left and from the right */
    uint8_t (*from)[TAGS];
};

/* Room for rows of up to `longest` words. False where there is no memory; free it in either case. */
bool chain_make(struct chain *chain, size_t longest);

void chain_free(struct chain *chain);

/* Sets `forces`, to which `more` is added in the score of every tag that is not `allowed` (as bits). */
void chain_set_word(struct chain *chain, size_t word, const float scores[TAGS], unsigned allowed, float more);

void chain_set_follow(struct chain *chain, const float follow[TAGS][TAGS]);

/* Adds `amount` times the probability of each tag of `count` words to `expected`, and to `pairs` that of each tag
 * behind another, also at both ends. False, with nothing of use, where no row of tags has any probability. */
bool chain_expect(struct chain *chain, size_t count, double amount);

/* The best legal row of tags by Viterbi's algorithm. */
void chain_best(struct chain *chain, size_t count, const float (*scores)[TAGS], const float follow[TAGS][TAGS],
                uint8_t *tags);

#endif
