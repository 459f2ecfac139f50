/* Where a worker is: a page of memory that it shares with the supervisor, which reads it when the worker has died or
 * takes too long. */
#ifndef STATUS_H
#define STATUS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* Steps by number, for the status page and the books. Stage i is STEP_STAGES + i; the encoder of sink j comes j behind
 * the last stage. */
enum { STEP_SOURCE, STEP_DECODE, STEP_STAGES };

enum status_state {
    STATUS_STARTING, /* making the instances; `step` says whose */
    STATUS_IDLE,     /* waiting for a record, or handing a result over */
    STATUS_BUSY,     /* in `step`, with `document` of `record` */
    STATUS_CUT_OFF,  /* the step closed the worker's descriptor; it has left */
};

struct status {
    _Atomic uint64_t record;   /* its sequence number */
    _Atomic uint64_t started;  /* when the document was begun: nanoseconds of the monotonic clock */
    _Atomic uint32_t document; /* its place in the record, from 0 */
    _Atomic uint32_t step;
    _Atomic uint32_t state;
};

/* A page that stays shared across fork. NULL where there is none to be had. */
struct status *status_create(void);
void status_destroy(struct status *status);

static inline uint64_t status_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

static inline void status_begin(struct status *status, uint64_t record, uint32_t document)
{
    atomic_store_explicit(&status->started, status_clock(), memory_order_relaxed);
    atomic_store_explicit(&status->record, record, memory_order_relaxed);
    atomic_store_explicit(&status->document, document, memory_order_relaxed);
    atomic_store_explicit(&status->step, STEP_DECODE, memory_order_relaxed);
    atomic_store_explicit(&status->state, STATUS_BUSY, memory_order_release);
}

static inline void status_step(struct status *status, uint32_t step)
{
    atomic_store_explicit(&status->step, step, memory_order_relaxed);
}

static inline void status_state(struct status *status, enum status_state state)
{
    atomic_store_explicit(&status->state, state, memory_order_release);
}

#endif
