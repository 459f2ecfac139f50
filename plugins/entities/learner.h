/* An averaged structured perceptron (Collins 2002) over a corpus, with a margin and with features left out at random.
 *
 * Sets of documents are marked by different guides. So each feature has a weight that all sets share and one that only
 * its own set has (Daumé 2007); what comes out is the shared weight and a part of the guide's own. */
#ifndef LEARNER_H
#define LEARNER_H

#include "corpus.h"

struct learner {
    const struct corpus *corpus;
    uint32_t row_count;     /* of shared rows; behind them stand the sets' own */
    float (*weights)[TAGS]; /* [row] */
    float (*sums)[TAGS];    /* [row]: the changes of the weights, each times the step that made it */
    float follow[TAGS][TAGS], follow_sums[TAGS][TAGS];
    float step;
    uint64_t random;
    uint32_t set;         /* of the article at hand */
    struct recall recall; /* of it */
    /* room for the longest stretch */
    float (*scores)[TAGS];
    uint8_t (*back)[TAGS];
    uint8_t *guess, *right; /* tags */
    uint32_t *rows;         /* the features of each target that are not left out … */
    size_t *first;          /* … and where they begin */
    uint32_t (*recalled)[RECALL_ROWS];
    uint8_t *recalled_count;
    struct opinion *opinions;
};

/* False where there is no memory; release it in either case. `corpus` must outlive it; its traces are changed. */
bool learner_make(struct learner *learner, struct corpus *corpus, uint32_t row_count, uint64_t seed);

void learner_free(struct learner *learner);

/* Goes through `count` articles once, in an order of its own, in which it leaves them. `second`: each is read twice,
 * the second time with what its traces tell. */
void learner_epoch(struct learner *learner, uint32_t *articles, size_t count, bool second);

/* Puts what was learned in place of the weights: their average over all steps. Learning is over then. */
void learner_average(struct learner *learner);

/* Tags an article by the averaged weights, into its traces. */
void learner_tag(struct learner *learner, const struct article *article);

#endif
