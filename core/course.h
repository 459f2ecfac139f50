/* The course of one document: decoded, annotated, encoded for every sink; or dropped, or dead. */
#ifndef COURSE_H
#define COURSE_H

#include "revive.h"
#include "work.h"

/* The document at hand: where it comes from, and where it is. */
struct piece {
    const struct task *task;
    const struct leat_record *record; /* the task's, or one line of it */
    const struct revived *letter;     /* that it is read from; NULL: from the record, by the decoder */
    size_t decoder;
    uint32_t index;    /* in the task, for the status page and the skips */
    uint32_t document; /* in the record, for the decoder */
    uint32_t step;
    bool endless; /* the decoder has given more documents than a record can hold */
    bool rest;    /* it could not be decoded, and what stands behind it in the record is dead with it */
};

/* Runs one document and enters it in the books of `work`. END where the record holds no further one; FATAL with the
 * step named; otherwise the result of the step that ended it. */
enum leat_result course_run(struct work *work, struct piece *piece, struct leat_error *error);

/* Whether a document is not to be decoded (again). */
bool course_condemned(const struct piece *piece);

/* Enters a dead letter that could not be brought back: it stays among the dead letters as it was. */
void course_return(struct work *work, struct leat_string letter);

/* Enters a line among dead letters that is none: it becomes one, of the step "replay". */
void course_bury(struct work *work, const struct piece *piece, const char *reason);

#endif
