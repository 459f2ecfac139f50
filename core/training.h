/* Training: documents with gold, handed to a plugin that learns from them. */
#ifndef TRAINING_H
#define TRAINING_H

#include "corpus.h"

struct training_count {
    size_t learned, held_out; /* documents */
    size_t lost;              /* documents that could not be had */
    uint64_t bytes;           /* of text */
};

struct training_plan {
    const struct leat_plugin *plugin; /* that has `train` */
    const void *options;              /* filled, with the one that names a model left empty */
    const struct config *data;        /* whose source and decoders give the documents to learn from */
    const struct config *dev;         /* the same for those held out; NULL: none */
    const struct config *pipeline;    /* whose stages before the plugin's annotate; NULL: those that it needs do */
    struct loader *loader;            /* in which the latter are found */
    uint64_t seed;
    unsigned epochs; /* 0: as many as the plugin thinks right */
    void *user;
    /* All documents are read, and annotated by the stages of `config`. */
    void (*begin)(void *user, const struct config *config, const struct training_count *count);
    /* An epoch is over; see leat/train.h. False: stop after it. */
    bool (*epoch)(void *user, unsigned epoch, double f1);
    void (*lose)(void *user, const struct corpus_loss *loss);
};

/* Trains, and appends the model's bytes to `model`. OK or FATAL. */
enum leat_result training_run(const struct training_plan *plan, struct leat_out *model, struct training_count *count,
                              struct leat_error *error);

/* The option of a plugin that names its model, and which training leaves empty. */
#define TRAINING_MODEL "model"

#endif
