/* The records of a pipeline's source, read one after the other in this process, waiting where the source has to. */
#ifndef RECORDS_H
#define RECORDS_H

#include "intake.h"

struct records {
    uv_loop_t loop;
    struct intake intake;
    bool waiting;
};

/* Makes the source. Close it in either case. OK or FATAL. */
enum leat_result records_open(struct records *records, const struct config *config, struct leat_error *error);

/* Reads the next record into a slot, which is emptied first. OK; REJECT, where the slot's record could not be read: the
 * error says why; END; FATAL. */
enum leat_result records_next(struct records *records, struct slot *slot, struct leat_error *error);

void records_close(struct records *records);

/* A slot's buffers, made and released. */
void records_slot_make(struct slot *slot);
void records_slot_free(struct slot *slot);

#endif
