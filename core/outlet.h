/* The sinks' side: results, in order, to every sink and to the dead letters. */
#ifndef OUTLET_H
#define OUTLET_H

#include "config.h"
#include "frame.h"
#include "letterbox.h"
#include "waiter.h"

struct outlet {
    const struct config *config;
    struct leat_setup *setups;
    void **sinks;
    bool *terminals; /* whether each sink writes to a terminal */
    bool *coloured;  /* and whether its encoder may use colour there */
    size_t made;     /* sinks */
    struct letterbox letters;
    size_t turn;         /* how many sinks have all of the result at hand, or have committed */
    uint64_t *delivered; /* documents that each sink took */
    struct waiter waiter;
};

/* Makes the sinks and opens the dead letters. `append`: the run adds to what an earlier one wrote. `ready` is called
 * when it is worth going on after LEAT_AGAIN. */
enum leat_result outlet_create(struct outlet *outlet, const struct config *config, bool append, uv_loop_t *loop,
                               void (*ready)(void *user), void *user, struct leat_error *error);

/* Hands one result to every sink, then its letters to the dead letters. OK; AGAIN, and `ready` will be called: then
 * call with the same result; FATAL. */
enum leat_result outlet_write(struct outlet *outlet, const struct result *result, struct leat_error *error);

/* Makes durable what was written; `last` at the end of a run. OK; AGAIN (not `last`: a sink can't yet; else as above);
 * FATAL. */
enum leat_result outlet_commit(struct outlet *outlet, bool last, struct leat_error *error);

/* Whether every sink took `written` documents; if not, the error says which did not. */
bool outlet_agrees(const struct outlet *outlet, uint64_t written, struct leat_error *error);

/* Closes the handles, then releases the sinks. */
void outlet_close(struct outlet *outlet);
void outlet_destroy(struct outlet *outlet);

#endif
