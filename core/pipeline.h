/* One set of instances of a configured pipeline, through which one document runs at a time. */
#ifndef PIPELINE_H
#define PIPELINE_H

#include "config.h"
#include "revive.h"
#include "status.h"

struct pipeline {
    const struct config *config;
    struct status *status;
    struct document *document;             /* the one at hand, used again and again */
    struct leat_setup *setups;             /* one for each step */
    void **decoders, **stages, **encoders; /* each instance's self */
    size_t made;                           /* how many instances there are: decoders, then stages, then encoders */
};

/* Makes the instances. `coloured[j]` tells whether sink j shows colours (on a terminal). While it goes on, `status`
 * shows the step that is being made. The config and the status outlive the pipeline. On LEAT_FATAL the error names the
 * step. */
enum leat_result pipeline_create(struct pipeline *pipeline, const struct config *config, const bool *coloured,
                                 struct status *status, struct leat_error *error);

void pipeline_destroy(struct pipeline *pipeline);

/* Decodes document `index` of a record into `pipeline->document`. OK, DROP, REJECT, FATAL or END. */
enum leat_result pipeline_decode(struct pipeline *pipeline, size_t decoder, const struct leat_record *record,
                                 size_t index, struct leat_error *error);

/* Fills `pipeline->document` from the dead letter of a decoded document. OK or REJECT. */
enum leat_result pipeline_revive(struct pipeline *pipeline, const struct revived *letter, struct leat_error *error);

/* Runs the document through one stage. OK, DROP, REJECT or FATAL. */
enum leat_result pipeline_stage(struct pipeline *pipeline, size_t stage, struct leat_error *error);

/* Appends the document, encoded for sink `output`. OK, REJECT or FATAL; then `out` is as it was. */
enum leat_result pipeline_encode(struct pipeline *pipeline, size_t output, struct leat_out *out,
                                 struct leat_error *error);

/* The id of a document whose decoder sets none: the file's name without its suffixes, and the line, or from the second
 * document of a whole record on its number. May hold bytes that are not UTF-8, as file names may. */
struct pipeline_id {
    char text[512];
};
struct leat_string pipeline_id(const struct leat_record *record, size_t index, struct pipeline_id *id);

/* How many steps there are: source, decode, stages, encoders. */
size_t pipeline_steps(const struct config *config);

/* A step by its number. `decoder` picks among several decoders; decoder_count where it is not known yet. */
struct step pipeline_step(const struct config *config, size_t step, size_t decoder);

#endif
