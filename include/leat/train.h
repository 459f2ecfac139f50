/* What a plugin that learns is given to learn from. Part of the Leat plugin contract; see leat/plugin.h. */
#ifndef LEAT_TRAIN_H
#define LEAT_TRAIN_H

#include <leat/document.h>

/* Documents to learn from. Each has the layers that the plugin needs, made by other plugins as in a run, those that it
 * uses where the user's pipeline makes them, and the gold layers, whose names begin with "gold:" and go on with the
 * name of the layer that the plugin is to make itself, such as "gold:entity". A gold annotation may begin or end inside
 * a token; its feature "source" is the label that its source had, where the data tells it. The gold layer of what a
 * document does not mark is empty. Gold that is text, such as a summary by hand, stands in the metadata. */
struct leat_training {
    const struct leat_host *host;
    uint64_t seed;
    unsigned epochs; /* asked for; 0: as many as the plugin thinks right */
    size_t count;    /* of documents; those to learn from come first, then those held out for measuring */
    size_t held_out; /* how many are held out, at the end */
    void *user;      /* the host's */
    /* The document in place `index`, good until the next call. Nothing can be added to it; it gives working memory, so
     * that a plugin can try on it what it has learned. NULL where there is no memory. */
    struct leat_doc *(*document)(const struct leat_training *training, size_t index);
    /* Tells that `epoch` (from 1) is over: how well it does on what is held out, as F1 between 0 and 1, or a negative
     * number where that was not measured. False: the user wants it to stop; then end with what has been learned. */
    bool (*report)(const struct leat_training *training, unsigned epoch, double f1);
};

/* The document in place `index`; see above. */
static inline struct leat_doc *leat_training_document(const struct leat_training *training, size_t index)
{
    return training->document(training, index);
}

static inline bool leat_training_report(const struct leat_training *training, unsigned epoch, double f1)
{
    return training->report(training, epoch, f1);
}

#endif
