/* The records in flight, in the order in which the source gave them. Full, it stops the source: that is the only
 * backpressure there is. */
#ifndef WINDOW_H
#define WINDOW_H

#include "frame.h"

enum slot_state {
    SLOT_FREE,
    SLOT_QUEUED, /* waits for a worker */
    SLOT_SENT,   /* a worker has it */
    SLOT_DONE,   /* its result waits for its turn */
};

/* One record from its reading until its result is with the sinks. Its buffers are used again by later records. */
struct slot {
    enum slot_state state;
    struct task task; /* its strings point into `content` and `names` */
    struct leat_out content, names;
    struct leat_out result; /* the body of the result's frame, where it had to be kept */
    struct skip *skips;
    size_t skip_capacity;
    size_t worker;                                    /* that has it */
    uint32_t suspect, suspect_step, suspect_attempts; /* the document on which a worker last died, and how often */
    uint32_t deaths;                                  /* of workers that had it, since its last skip was found */
};

struct window {
    struct slot *slots;
    size_t capacity;
    size_t max_bytes, bytes; /* of contents and of results that wait */
    size_t waiting;          /* of those, bytes of results that wait */
    size_t kept;             /* bytes of each buffer of a slot that are kept from one record to the next */
    uint64_t head;           /* sequence of the next record to be delivered */
    uint64_t tail;           /* sequence that the next record from the source gets */
    uint64_t unsent;         /* no record before this one is queued */
    uint32_t idle_deaths;    /* of workers with no document in hand, since a record was last delivered */
};

/* False where there is no memory. */
bool window_create(struct window *window, size_t records, size_t max_bytes);
void window_destroy(struct window *window);

static inline bool window_full(const struct window *window)
{
    return window->tail - window->head == window->capacity || window->bytes >= window->max_bytes;
}

static inline bool window_empty(const struct window *window)
{
    return window->tail == window->head;
}

static inline struct slot *window_slot(struct window *window, uint64_t sequence)
{
    return &window->slots[sequence % window->capacity];
}

/* The free slot for the next record; the window must not be full. It is empty, and stays free until it is admitted. */
struct slot *window_offer(struct window *window);

/* The offered slot holds a record now. */
void window_admit(struct window *window, enum slot_state state);

/* The first record that waits for a worker; NULL where none does, or where the results of those behind the head would
 * wait with too many others. */
struct slot *window_queued(struct window *window);

/* A record that a worker had must be worked off again. */
void window_requeue(struct window *window, struct slot *slot);

/* Keeps the body of a result until it is its turn. False where there is no memory. */
bool window_keep(struct window *window, struct slot *slot, struct leat_string body);

/* The record at the head is delivered. */
void window_release(struct window *window);

#endif
