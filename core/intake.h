/* The source's side: from its instance into the window. */
#ifndef INTAKE_H
#define INTAKE_H

#include "config.h"
#include "waiter.h"
#include "window.h"

/* A setup that can be traced back to the configuration, to answer the source's question for the framing. */
struct intake_setup {
    struct leat_setup shown;
    const struct config *config;
};

struct intake {
    const struct config *config;
    struct intake_setup setup;
    void *self;
    bool made, ended;
    struct waiter waiter;
};

/* Makes the source. `ready` is called when it is worth reading again after LEAT_AGAIN. */
enum leat_result intake_create(struct intake *intake, const struct config *config, uv_loop_t *loop,
                               void (*ready)(void *user), void *user, struct leat_error *error);

/* Reads the next record into an offered slot. OK; REJECT: it could not be read, and the slot holds the body of a result
 * with its dead letter; END; AGAIN, and `ready` will be called; FATAL. */
enum leat_result intake_read(struct intake *intake, struct slot *slot, struct leat_error *error);

/* The first `count` records are durable. */
void intake_ack(struct intake *intake, uint64_t count);

/* Closes the handles, then releases the source. */
void intake_close(struct intake *intake);
void intake_destroy(struct intake *intake);

#endif
