/* Documents that carry gold, read and annotated in this process, one after the other. */
#ifndef CORPUS_H
#define CORPUS_H

#include "config.h"
#include "gold.h"
#include "pipeline.h"

/* A document that could not be had: where it stands, the step that failed, and why. */
struct corpus_loss {
    struct leat_string origin;
    uint64_t line;   /* 0 where the record is whole */
    size_t document; /* in the record, from 0 */
    const char *step, *plugin, *reason;
};

struct corpus {
    const struct config *source; /* its source and decoders are read */
    struct pipeline *pipeline;   /* of a config with the same decoders; its stages annotate */
    struct gold *gold;           /* of the layout of the pipeline's config */
    void *user;
    /* Takes each document, with its gold and annotated. OK, REJECT with a reason, or FATAL to end it all. */
    enum leat_result (*take)(void *user, struct document *document, struct leat_error *error);
    void (*lose)(void *user, const struct corpus_loss *loss);
};

/* Reads all there is. A document that a stage drops is left out. OK, or FATAL. */
enum leat_result corpus_read(const struct corpus *corpus, struct leat_error *error);

#endif
