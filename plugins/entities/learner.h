/* Learns the weights of a linear chain from a corpus, by gradient steps on the likelihood of what gold allows, with a
 * margin (Gimpel and Smith 2010), with steps that shrink weight by weight (Duchi, Hazan and Singer 2011), and with
 * features left out at random.
 *
 * Sets of documents are marked by different guides. So each feature has a weight that all sets share and one that only
 * its own set has (Daumé 2007); what comes out is the shared weight and a part of the guide's own. */
#ifndef LEARNER_H
#define LEARNER_H

#include "chain.h"
#include "corpus.h"

/* What is learned. */
struct weights {
    float (*rows)[TAGS];      /* of each feature, for each tag */
    float follow[TAGS][TAGS]; /* of a tag behind another */
};

struct learner {
    const struct corpus *corpus;
    uint32_t row_count;     /* of shared rows; behind them stand the sets' own */
    struct weights now;     /* the weights of all rows */
    struct weights squares; /* the sums of the squares of their gradients */
    uint64_t chance;
    uint32_t set;         /* of the article at hand */
    struct recall recall; /* of it */
    struct chain chain;
    /* room for the longest stretch */
    float (*scores)[TAGS];
    uint8_t *tags;
    uint32_t *rows;  /* the features of each target that are not left out */
    float *stand_in; /* how many each of these stands for, with those that are left out */
    size_t *first;   /* where they begin */
    uint32_t (*recalled)[RECALL_ROWS];
    uint8_t *recalled_count;
    struct opinion *opinions;
};

/* False where there is no memory; release it in either case. `corpus` must outlive it. */
bool learner_make(struct learner *learner, const struct corpus *corpus, uint32_t row_count, uint64_t seed);

void learner_free(struct learner *learner);

/* Goes through `count` articles once, in an order of its own, in which it leaves them. `second`: each is read twice,
 * the second time with what its traces tell. */
void learner_epoch(struct learner *learner, uint32_t *articles, size_t count, bool second);

/* Sets the weights that were learned so far, of `row_count` rows. */
void learner_tell(const struct learner *learner, struct weights *learned);

/* Tags an article in a first reading, by weights that were learned, into its traces. */
void learner_tag(struct learner *learner, const struct weights *weights, const struct article *article);

#endif
