/* The worker processes: started, fed, watched, stopped and replaced. */
#ifndef POOL_H
#define POOL_H

#include "config.h"
#include "status.h"
#include "window.h"

#include <uv.h>

/* How a worker ended. */
struct loss {
    size_t worker;
    enum status_state state; /* where it was: see status.h */
    uint64_t record;         /* while it was busy */
    uint32_t document, step;
    enum loss_cause {
        LOSS_CRASH,    /* a signal of its own: `signal` */
        LOSS_KILLED,   /* SIGKILL, from somebody else */
        LOSS_EXIT,     /* it left by itself: `status` */
        LOSS_CUT_OFF,  /* a step closed its socket */
        LOSS_DEADLINE, /* it took too long and was stopped */
        LOSS_MEMORY,   /* it held too much and was stopped */
        LOSS_SILENT,   /* it had records in hand, did nothing, and was stopped */
        LOSS_PROTOCOL, /* what it sent made no sense; it was stopped */
    } cause;
    int signal, status;
    bool seasoned; /* workers of this run have started well before */
};

/* What the pool tells its owner. None of these may call back into the pool but pool_send and pool_stop. */
struct pool_events {
    bool (*result)(void *user, size_t worker, struct leat_string body); /* false: it makes no sense */
    void (*ready)(void *user);                                          /* a worker can take tasks */
    void (*fatal)(void *user, const char *message);    /* a worker says that the pipeline can't go on */
    void (*lost)(void *user, const struct loss *loss); /* a worker ended; another one is being started */
};

struct worker;
struct sending;

struct pool {
    const struct config *config;
    const bool *coloured;
    uv_loop_t *loop;
    struct worker *workers;
    size_t count;
    struct sending *spare; /* requests to be used again */
    const struct pool_events *events;
    void *user;
    bool stopping;
    bool seasoned;    /* some worker has been ready */
    uint64_t watched; /* when pool_watch was last called */
};

/* Starts `count` workers. */
enum leat_result pool_create(struct pool *pool, size_t count, const struct config *config, const bool *coloured,
                             uv_loop_t *loop, const struct pool_events *events, void *user, struct leat_error *error);

/* The worker that should get the next record; pool->count where all have enough to do. */
size_t pool_choose(const struct pool *pool);

/* Sends a slot's task. The slot must stay as it is until the result comes or the worker is lost. */
void pool_send(struct pool *pool, size_t worker, struct slot *slot);

/* A worker is done with a record of `bytes` bytes. */
void pool_finish(struct pool *pool, size_t worker, size_t bytes);

/* Stops workers that are past the deadline or the memory limit, or keep silent; to be called every few milliseconds. */
void pool_watch(struct pool *pool);

/* Ends all workers and closes their handles: at once, or `patiently`, so that they can release their instances. */
void pool_stop(struct pool *pool, bool patiently);

/* After the loop has run. */
void pool_destroy(struct pool *pool);

#endif
