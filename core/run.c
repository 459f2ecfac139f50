#include "run.h"

#include "buffer.h"
#include "intake.h"
#include "outlet.h"
#include "pool.h"
#include "verdict.h"
#include "work.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>

enum {
    TICK = 20, /* milliseconds between two looks at the workers */
    TICKS_A_REPORT = 10,
    ACK_INTERVAL = 1000, /* milliseconds between two commits, for a source that wants to know */
};

struct run {
    const struct config *config;
    const struct run_manner *manner;
    struct books *books;
    struct leat_error *error;
    uv_loop_t loop;
    uv_timer_t tick;
    uv_idle_t idle; /* for the run without workers, which is never waiting for one */
    uv_signal_t interrupt, terminate;
    struct window window;
    struct intake intake;
    struct outlet outlet;
    struct pool pool;
    struct work work;      /* for the run without workers */
    struct status *status; /* likewise */
    struct result arriving;
    uint64_t acked;
    unsigned ticks;
    enum run_end end;
    bool waiting_source, waiting_sink; /* one of them answered AGAIN */
    bool draining;                     /* the source is read no further */
    bool finishing, finished;
};

static void advance(struct run *run);

/* --- stopping
 * --------------------------------------------------------------------------------------------------------- */

static void close_handle(uv_handle_t *handle)
{
    if (handle->loop != NULL && !uv_is_closing(handle))
        uv_close(handle, NULL);
}

static void finish(struct run *run, enum run_end end)
{
    if (run->finished)
        return;
    run->finished = true;
    run->end = end;
    pool_stop(&run->pool, end != RUN_FAILED);
    intake_close(&run->intake);
    outlet_close(&run->outlet);
    close_handle((uv_handle_t *)&run->tick);
    close_handle((uv_handle_t *)&run->idle);
    close_handle((uv_handle_t *)&run->interrupt);
    close_handle((uv_handle_t *)&run->terminate);
}

static void on_fatal(void *user, const char *message)
{
    struct run *run = user;
    if (!run->finished && message != run->error->message)
        leat_fail(run->error, LEAT_FATAL, "%s", message);
    finish(run, RUN_FAILED);
}

/* --- sinks -------------------------------------------------------------------------------------------------------- */

/* Hands the result at the head to the sinks. True where it is delivered and its slot free. */
static bool deliver(struct run *run, struct leat_string body)
{
    if (!frame_read_result(body, run->books->step_count, run->config->output_count, &run->arriving)) {
        on_fatal(run, "a worker sent a result that can't be read");
        return false;
    }
    const enum leat_result result = outlet_write(&run->outlet, &run->arriving, run->error);
    run->waiting_sink = result == LEAT_AGAIN;
    if (result == LEAT_FATAL)
        finish(run, RUN_FAILED);
    if (result != LEAT_OK)
        return false;
    books_enter(run->books, &run->arriving, run->config->output_count);
    window_release(&run->window);
    if (books_excessive(run->books, run->config->run.max_failures, run->error))
        finish(run, RUN_FAILED);
    return true;
}

static bool deliver_ready(struct run *run)
{
    bool any = false;
    while (!run->finished && !run->waiting_sink && !window_empty(&run->window)) {
        struct slot *slot = window_slot(&run->window, run->window.head);
        if (slot->state != SLOT_DONE || !deliver(run, (struct leat_string){slot->result.at, slot->result.length}))
            break;
        any = true;
    }
    return any;
}

/* --- source ------------------------------------------------------------------------------------------------------- */

static bool admit(struct run *run)
{
    struct slot *slot = window_offer(&run->window);
    run->error->message[0] = '\0';
    const enum leat_result result = intake_read(&run->intake, slot, run->error);
    if (result == LEAT_OK) {
        run->books->records++;
        run->books->bytes_in += slot->content.length;
        window_admit(&run->window, SLOT_QUEUED);
    } else if (result == LEAT_REJECT) {
        run->books->records++;
        window_admit(&run->window, SLOT_DONE);
    } else if (result == LEAT_FATAL) {
        finish(run, RUN_FAILED);
    }
    run->waiting_source = result == LEAT_AGAIN;
    return result == LEAT_OK || result == LEAT_REJECT;
}

/* --- work --------------------------------------------------------------------------------------------------------- */

static void work_inline(struct run *run, struct slot *slot)
{
    if (work_record(&run->work, &slot->task, run->error) != LEAT_OK) {
        finish(run, RUN_FAILED);
        return;
    }
    const size_t sinks = run->config->output_count;
    frame_result(&slot->result, &run->work.result, run->books->step_count, sinks);
    for (size_t i = 0; i < sinks; i++)
        leat_out_append(&slot->result, run->work.result.batches[i].bytes);
    slot->state = SLOT_DONE;
    if (slot->result.failed) {
        on_fatal(run, "there is no memory for a result");
        return;
    }
    buffer_consume(&slot->result, sizeof(struct frame_head));
    run->window.bytes += slot->result.length;
    run->window.waiting += slot->result.length;
}

/* Gives queued records to whoever can take one. */
static bool dispatch(struct run *run)
{
    struct slot *slot = window_queued(&run->window);
    if (slot == NULL || run->finished)
        return false;
    if (run->pool.count == 0) {
        work_inline(run, slot);
        return true;
    }
    const size_t worker = pool_choose(&run->pool);
    if (worker == run->pool.count)
        return false;
    pool_send(&run->pool, worker, slot);
    return true;
}

static bool on_result(void *user, size_t worker, struct leat_string body)
{
    struct run *run = user;
    struct result result = {.batches = run->arriving.batches};
    const bool read = frame_read_result(body, run->books->step_count, run->config->output_count, &result);
    struct slot *slot = read ? window_slot(&run->window, result.sequence) : NULL;
    if (slot == NULL || slot->state != SLOT_SENT || slot->worker != worker || slot->task.sequence != result.sequence)
        return false;
    pool_finish(&run->pool, worker, slot->content.length);
    const bool at_head = result.sequence == run->window.head && !run->waiting_sink;
    if (!(at_head && deliver(run, body)) && !run->finished && !window_keep(&run->window, slot, body))
        on_fatal(run, "there is no memory for a result");
    advance(run);
    return true;
}

static void on_ready(void *user)
{
    advance(user);
}

static void on_lost(void *user, const struct loss *loss)
{
    struct run *run = user;
    run->books->restarts++;
    run->books->overruns += loss->cause == LOSS_MEMORY;
    if (!verdict_judge(&run->window, loss, run->config, run->error)) {
        finish(run, RUN_FAILED);
        return;
    }
    for (uint64_t sequence = run->window.head; sequence < run->window.tail; sequence++) {
        struct slot *slot = window_slot(&run->window, sequence);
        if (slot->state == SLOT_SENT && slot->worker == loss->worker)
            window_requeue(&run->window, slot);
    }
    advance(run);
}

/* --- the heart ---------------------------------------------------------------------------------------------------- */

static bool may_read(const struct run *run)
{
    return !run->finished && !run->draining && !run->waiting_source && !run->intake.ended && !window_full(&run->window);
}

static void commit(struct run *run)
{
    if (!run->finishing && (!outlet_agrees(&run->outlet, run->books->written, run->error) ||
                            !books_balance(run->books, run->error))) { /* before anything is put in place */
        finish(run, RUN_FAILED);
        return;
    }
    run->finishing = true;
    const enum leat_result result = outlet_commit(&run->outlet, true, run->error);
    if (result == LEAT_FATAL)
        finish(run, RUN_FAILED);
    if (result != LEAT_OK)
        return;
    intake_ack(&run->intake, run->window.head);
    finish(run, run->intake.ended ? RUN_DONE : RUN_INTERRUPTED);
}

/* Does all that can be done without waiting. Without workers it does one record, so that the loop sees signals. */
static void advance(struct run *run)
{
    bool more = true;
    while (more && !run->finished) {
        more = deliver_ready(run);
        if (may_read(run))
            more |= admit(run);
        more |= dispatch(run);
        if (run->pool.count == 0)
            break;
    }
    const bool read_all = run->intake.ended || run->draining;
    if (!run->finished && read_all && window_empty(&run->window))
        commit(run);
    if (!run->finished && !more)
        uv_idle_stop(&run->idle);
}

static void on_idle(uv_idle_t *idle)
{
    advance(idle->data);
}

/* The source or a sink is worth another try. */
static void on_source(void *user)
{
    struct run *run = user;
    run->waiting_source = false;
    if (run->pool.count == 0)
        uv_idle_start(&run->idle, on_idle);
    advance(run);
}

static void on_sink(void *user)
{
    struct run *run = user;
    run->waiting_sink = false;
    if (run->pool.count == 0)
        uv_idle_start(&run->idle, on_idle);
    advance(run);
}

/* Between two results: with one half handed over the sinks must not be asked to commit. */
static void commit_some(struct run *run)
{
    if (run->config->source.plugin->ack == NULL || run->waiting_sink || run->finishing ||
        run->acked == run->window.head)
        return;
    const enum leat_result result = outlet_commit(&run->outlet, false, run->error);
    if (result == LEAT_FATAL)
        finish(run, RUN_FAILED);
    if (result != LEAT_OK)
        return;
    run->acked = run->window.head;
    intake_ack(&run->intake, run->acked);
}

/* Progress drawn between the documents of a terminal would be no help to anybody. */
static bool may_report(const struct run *run)
{
    for (size_t i = 0; i < run->config->output_count; i++)
        if (run->outlet.terminals[i])
            return false;
    return !run->finished && run->manner->progress != NULL;
}

static void on_tick(uv_timer_t *timer)
{
    struct run *run = timer->data;
    run->ticks++;
    if (run->pool.count > 0)
        pool_watch(&run->pool);
    if (run->ticks % (ACK_INTERVAL / TICK) == 0)
        commit_some(run);
    if (run->ticks % TICKS_A_REPORT == 0 && may_report(run))
        run->manner->progress(run->manner->user, run->books);
}

static void on_signal(uv_signal_t *handle, int number)
{
    struct run *run = handle->data;
    if (run->draining) {
        leat_fail(run->error, LEAT_FATAL, "stopped at once by a second signal (%d)", number);
        finish(run, RUN_FAILED);
        return;
    }
    run->draining = true;
    advance(run);
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static enum leat_result create_workers(struct run *run)
{
    static const struct pool_events events = {
        .result = on_result, .ready = on_ready, .fatal = on_fatal, .lost = on_lost};
    const struct config *config = run->config;
    const size_t count = config->run.workers < 0 ? (size_t)uv_available_parallelism() : (size_t)config->run.workers;
    if (count > 0)
        return pool_create(&run->pool, count, config, run->outlet.coloured, &run->loop, &events, run, run->error);
    run->status = status_create();
    if (run->status == NULL)
        return leat_fail(run->error, LEAT_FATAL, "there is no memory for the pipeline");
    return work_create(&run->work, config, run->outlet.coloured, run->status, run->error);
}

static enum leat_result create(struct run *run)
{
    const struct config *config = run->config;
    const size_t steps = pipeline_steps(config);
    uv_timer_init(&run->loop, &run->tick);
    uv_idle_init(&run->loop, &run->idle);
    uv_signal_init(&run->loop, &run->interrupt);
    uv_signal_init(&run->loop, &run->terminate);
    run->tick.data = run->idle.data = run->interrupt.data = run->terminate.data = run;
    run->arriving.batches = calloc(config->output_count, sizeof *run->arriving.batches);
    if (run->arriving.batches == NULL || !books_create(run->books, steps) ||
        !window_create(&run->window, (size_t)config->run.window, config->run.window_bytes))
        return leat_fail(run->error, LEAT_FATAL, "there is no memory for a window of %" PRId64 " records",
                         config->run.window);
    if (intake_create(&run->intake, config, &run->loop, on_source, run, run->error) != LEAT_OK ||
        outlet_create(&run->outlet, config, run->manner->append, &run->loop, on_sink, run, run->error) != LEAT_OK)
        return LEAT_FATAL;
    return create_workers(run);
}

static void start(struct run *run)
{
    uv_timer_start(&run->tick, on_tick, TICK, TICK);
    if (run->manner->signals) {
        uv_signal_start(&run->interrupt, on_signal, SIGINT);
        uv_signal_start(&run->terminate, on_signal, SIGTERM);
    }
    if (run->pool.count == 0)
        uv_idle_start(&run->idle, on_idle);
    advance(run);
}

static void destroy(struct run *run)
{
    work_destroy(&run->work);
    status_destroy(run->status);
    pool_destroy(&run->pool);
    outlet_destroy(&run->outlet);
    intake_destroy(&run->intake);
    window_destroy(&run->window);
    free(run->arriving.batches);
    uv_loop_close(&run->loop);
}

enum run_end run_pipeline(const struct config *config, const struct run_manner *manner, struct books *books,
                          struct leat_error *error)
{
    struct run run = {.config = config,
                      .manner = manner,
                      .books = books,
                      .error = error,
                      .intake = {.waiter = {.epoll = -1}},
                      .outlet = {.letters = {.descriptor = -1}, .waiter = {.epoll = -1}}};
    *books = (struct books){0};
    if (uv_loop_init(&run.loop) != 0) {
        leat_fail(error, LEAT_FATAL, "can't make an event loop");
        return RUN_FAILED;
    }
    if (create(&run) == LEAT_OK)
        start(&run);
    else
        finish(&run, RUN_FAILED);
    uv_run(&run.loop, UV_RUN_DEFAULT);
    destroy(&run);
    return run.end;
}
