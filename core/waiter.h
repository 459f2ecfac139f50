/* Waits, in the loop, for what a source or a sink asked to wait for. */
#ifndef WAITER_H
#define WAITER_H

#include <leat/plugin.h>

#include <uv.h>

struct waiter {
    uv_poll_t poll;
    uv_timer_t timer;
    int epoll;   /* libuv would make the descriptor itself non-blocking, for whoever shares it: it polls this one */
    int watched; /* in `epoll`; -1: none */
    bool waiting;
    void (*ready)(void *user);
    void *user;
};

/* False where the system has no more descriptors. */
bool waiter_create(struct waiter *waiter, uv_loop_t *loop, void (*ready)(void *user), void *user);

/* Calls `ready` once, when it is time. Does nothing while it is waiting already. */
void waiter_start(struct waiter *waiter, const struct leat_wait *wait);

/* Stops, and closes its handles; they are done with when the loop has run. */
void waiter_close(struct waiter *waiter);

#endif
