/* What a worker does with one record: cut it into documents, run each through the pipeline, keep the books. */
#ifndef WORK_H
#define WORK_H

#include "frame.h"
#include "pipeline.h"

#include <sys/types.h>

struct work {
    struct pipeline pipeline;
    int guard;                /* a descriptor that no step may close; -1: none */
    ino_t guarded;            /* what it leads to */
    uint64_t *times;          /* for each step the nanoseconds spent in it are added; NULL: nobody wants to know */
    uint64_t lap;             /* when the step before ended */
    struct result result;     /* of the last record; points into what follows */
    struct step_count *steps; /* one for each step */
    char last_reason[160];    /* of the letters */
    struct leat_out letters;  /* lines of JSON */
    struct leat_out *bytes;   /* one for each sink: the encoded documents */
    struct leat_out *ends;    /* one for each sink: where each document ends, as uint32_t */
};

/* As pipeline_create. */
enum leat_result work_create(struct work *work, const struct config *config, const bool *coloured,
                             struct status *status, struct leat_error *error);
void work_destroy(struct work *work);

/* Whether the guarded descriptor is no longer what it was. */
bool work_cut_off(const struct work *work);

/* Works off one record; `work->result` is good until the next call. LEAT_OK, or LEAT_FATAL with the step named. */
enum leat_result work_record(struct work *work, const struct task *task, struct leat_error *error);

#endif
