#include "waiter.h"

#include <sys/epoll.h>
#include <unistd.h>

bool waiter_create(struct waiter *waiter, uv_loop_t *loop, void (*ready)(void *user), void *user)
{
    *waiter = (struct waiter){.epoll = epoll_create1(EPOLL_CLOEXEC), .watched = -1, .ready = ready, .user = user};
    if (waiter->epoll < 0)
        return false;
    if (uv_poll_init(loop, &waiter->poll, waiter->epoll) != 0) {
        close(waiter->epoll);
        waiter->epoll = -1;
        return false;
    }
    uv_timer_init(loop, &waiter->timer);
    waiter->timer.data = waiter->poll.data = waiter;
    return true;
}

static void stop(struct waiter *waiter)
{
    if (waiter->watched >= 0)
        epoll_ctl(waiter->epoll, EPOLL_CTL_DEL, waiter->watched, NULL);
    waiter->watched = -1;
    waiter->waiting = false;
    uv_poll_stop(&waiter->poll);
    uv_timer_stop(&waiter->timer);
}

static void fire(struct waiter *waiter)
{
    stop(waiter);
    waiter->ready(waiter->user);
}

static void on_poll(uv_poll_t *poll, int status, int events)
{
    (void)status;
    (void)events;
    fire(poll->data);
}

static void on_timer(uv_timer_t *timer)
{
    fire(timer->data);
}

void waiter_start(struct waiter *waiter, const struct leat_wait *wait)
{
    if (waiter->waiting)
        return;
    waiter->waiting = true;
    uint64_t milliseconds = wait->milliseconds;
    bool polled = false;
    if (wait->descriptor >= 0) {
        struct epoll_event event = {.events = wait->writable ? EPOLLOUT : EPOLLIN};
        polled = epoll_ctl(waiter->epoll, EPOLL_CTL_ADD, wait->descriptor, &event) == 0;
        if (polled) {
            waiter->watched = wait->descriptor;
            uv_poll_start(&waiter->poll, UV_READABLE, on_poll);
        }
    }
    if (!polled && milliseconds == 0)
        milliseconds = 1; /* a descriptor that can't be polled, such as a plain file's, is always ready */
    if (milliseconds > 0)
        uv_timer_start(&waiter->timer, on_timer, milliseconds, 0);
}

static void on_close(uv_handle_t *handle)
{
    struct waiter *waiter = handle->data;
    close(waiter->epoll);
    waiter->epoll = -1;
}

void waiter_close(struct waiter *waiter)
{
    if (waiter->epoll < 0 || uv_is_closing((uv_handle_t *)&waiter->poll))
        return;
    stop(waiter);
    uv_close((uv_handle_t *)&waiter->timer, NULL);
    uv_close((uv_handle_t *)&waiter->poll, on_close);
}
