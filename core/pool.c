#include "pool.h"

#include "buffer.h"
#include "process.h"
#include "worker.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    READ_ROOM = 256 << 10,
    ENOUGH_BYTES = 256 << 10, /* that a worker has before it: so it never waits for the supervisor */
    ENOUGH_RECORDS = 64,
};

struct worker {
    struct pool *pool;
    pid_t pid;
    uv_pipe_t pipe;
    struct status *status;
    struct leat_out in;
    size_t records, bytes; /* sent and not finished */
    uint64_t heard;        /* when something last passed between us */
    uint64_t inherited;    /* bytes that it held when it was ready: the supervisor's, and what its plugins load */
    bool running, ready;
    bool ended;   /* as pool_watch saw */
    bool stopped; /* by us, for `cause` */
    enum loss_cause cause;
    uint64_t late_record; /* what it was stopped over, where that was the deadline */
    uint32_t late_document;
    struct loss loss;
};

/* A frame on its way to a worker. libuv may report its end after the answer has come, so it is not part of the slot. */
struct sending {
    uv_write_t request;
    struct pool *pool;
    struct leat_out head;
    struct sending *next;
};

static bool start(struct worker *worker, struct leat_error *error);

/* --- the end of a worker ------------------------------------------------------------------------------------------ */

/* The worker writes its page itself, and a step may have written over it: what can be known otherwise is. */
static enum status_state state_of(const struct worker *worker)
{
    const uint32_t state = worker->status->state;
    if (!worker->ready)
        return STATUS_STARTING;
    return state == STATUS_BUSY || state == STATUS_CUT_OFF ? (enum status_state)state : STATUS_IDLE;
}

static void judge(struct worker *worker, int wait_status)
{
    const struct status *status = worker->status;
    struct loss *loss = &worker->loss;
    *loss = (struct loss){.worker = (size_t)(worker - worker->pool->workers),
                          .state = state_of(worker),
                          .seasoned = worker->pool->seasoned,
                          .record = status->record,
                          .document = status->document,
                          .step = status->step,
                          .cause = worker->cause};
    if (WIFSIGNALED(wait_status))
        loss->signal = WTERMSIG(wait_status);
    else
        loss->status = WEXITSTATUS(wait_status);
    const bool went_on = loss->record != worker->late_record || loss->document != worker->late_document;
    if (worker->cause == LOSS_DEADLINE && loss->state == STATUS_BUSY && went_on)
        loss->cause = LOSS_KILLED; /* the late one got done in the last moment, and this one had no fault in it */
    if (worker->stopped)
        return;
    if (loss->state == STATUS_CUT_OFF)
        loss->cause = LOSS_CUT_OFF;
    else if (loss->signal == SIGKILL)
        loss->cause = LOSS_KILLED;
    else
        loss->cause = loss->signal != 0 ? LOSS_CRASH : LOSS_EXIT;
}

static void on_closed(uv_handle_t *handle)
{
    struct worker *worker = handle->data;
    struct pool *pool = worker->pool;
    struct leat_error error;
    worker->running = worker->ready = false;
    worker->records = worker->bytes = 0;
    if (pool->stopping)
        return;
    pool->events->lost(pool->user, &worker->loss);
    if (!pool->stopping && !start(worker, &error))
        pool->events->fatal(pool->user, error.message);
}

/* Everything that it sent has been read. What it was sent is called off by closing the pipe, before on_closed. */
static void finish(struct worker *worker)
{
    if (uv_is_closing((uv_handle_t *)&worker->pipe))
        return;
    if (!worker->stopped && !worker->pool->stopping && !process_ends_within(worker->pid, 100)) {
        worker->stopped = true;
        worker->cause = LOSS_CUT_OFF;
    }
    kill(worker->pid, SIGKILL);
    judge(worker, process_reap(worker->pid));
    worker->running = false; /* its number may soon be another's */
    uv_close((uv_handle_t *)&worker->pipe, on_closed);
}

/* Its socket closes with it, so that its end comes through there. */
static void stop(struct worker *worker, enum loss_cause cause)
{
    if (worker->stopped)
        return;
    worker->stopped = true;
    worker->cause = cause;
    kill(worker->pid, SIGKILL);
}

/* --- what it sends ------------------------------------------------------------------------------------------------ */

static void take_frame(struct worker *worker, enum frame_kind kind, struct leat_string body)
{
    struct pool *pool = worker->pool;
    char message[sizeof(struct leat_error)];
    switch (kind) {
    case FRAME_READY:
        worker->ready = pool->seasoned = true;
        worker->inherited = process_memory(worker->pid);
        pool->events->ready(pool->user);
        break;
    case FRAME_RESULT:
        if (!pool->events->result(pool->user, (size_t)(worker - pool->workers), body))
            stop(worker, LOSS_PROTOCOL);
        break;
    case FRAME_FATAL:
        snprintf(message, sizeof message, "%.*s", (int)(body.length < sizeof message ? body.length : sizeof message),
                 body.at);
        pool->events->fatal(pool->user, message);
        break;
    default:
        stop(worker, LOSS_PROTOCOL);
    }
}

static void on_read(uv_stream_t *stream, ssize_t got, const uv_buf_t *buffer)
{
    (void)buffer;
    struct worker *worker = stream->data;
    struct pool *pool = worker->pool;
    if (got < 0) {
        finish(worker);
        return;
    }
    worker->in.length += (size_t)got;
    worker->heard = status_clock();
    enum frame_kind kind;
    struct leat_string body;
    size_t taken = 0, size = 0;
    while (!pool->stopping && worker->cause != LOSS_PROTOCOL &&
           frame_next((struct leat_string){worker->in.at + taken, worker->in.length - taken}, &kind, &body, &size)) {
        taken += size;
        take_frame(worker, kind, body);
    }
    buffer_consume(&worker->in, taken);
    /* The rest of a large frame comes without growing again; where it finds no room, nothing can follow it. */
    if (!pool->stopping && size > worker->in.length && !leat_out_reserve(&worker->in, size - worker->in.length))
        stop(worker, LOSS_PROTOCOL);
}

static void on_allocate(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer)
{
    (void)suggested;
    struct worker *worker = handle->data;
    char *to = leat_out_reserve(&worker->in, READ_ROOM);
    const size_t room = worker->in.capacity - worker->in.length;
    *buffer = to == NULL ? uv_buf_init(NULL, 0) : uv_buf_init(to, room < INT_MAX ? (unsigned)room : INT_MAX);
}

/* --- the start of a worker ---------------------------------------------------------------------------------------- */

static bool start(struct worker *worker, struct leat_error *error)
{
    struct pool *pool = worker->pool;
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        leat_fail(error, LEAT_FATAL, "can't make a socket pair for a worker: %s", strerror(errno));
        return false;
    }
    *worker->status = (struct status){.started = status_clock()};
    buffer_reset(&worker->in, 4 * (size_t)READ_ROOM);
    worker->stopped = worker->ready = worker->ended = false;
    worker->cause = LOSS_CRASH;
    fflush(NULL); /* or the worker, if a step of its calls exit, would write it once more */
    worker->pid = fork();
    if (worker->pid == 0) {
        for (size_t i = 0; i < pool->count; i++) /* what one worker does must not reach the others' pages */
            if (&pool->workers[i] != worker)
                status_destroy(pool->workers[i].status);
        worker_run(ends[1], pool->config, pool->coloured, worker->status);
    }
    close(ends[1]);
    if (worker->pid < 0) {
        close(ends[0]);
        leat_fail(error, LEAT_FATAL, "can't start a worker: %s", strerror(errno));
        return false;
    }
    uv_pipe_init(pool->loop, &worker->pipe, 0);
    uv_pipe_open(&worker->pipe, ends[0]);
    worker->pipe.data = worker;
    worker->running = true;
    uv_read_start((uv_stream_t *)&worker->pipe, on_allocate, on_read);
    return true;
}

enum leat_result pool_create(struct pool *pool, size_t count, const struct config *config, const bool *coloured,
                             uv_loop_t *loop, const struct pool_events *events, void *user, struct leat_error *error)
{
    *pool = (struct pool){
        .config = config, .coloured = coloured, .loop = loop, .count = count, .events = events, .user = user};
    pool->workers = calloc(count, sizeof *pool->workers);
    if (pool->workers == NULL) {
        pool->count = 0;
        return leat_fail(error, LEAT_FATAL, "there is no memory for %zu workers", count);
    }
    for (size_t i = 0; i < count; i++) {
        struct worker *worker = &pool->workers[i];
        worker->pool = pool;
        worker->in = buffer_make();
        worker->status = status_create();
        if (worker->status == NULL)
            return leat_fail(error, LEAT_FATAL, "there is no memory for %zu workers", count);
        if (!start(worker, error))
            return LEAT_FATAL;
    }
    return LEAT_OK;
}

/* --- feeding and watching ----------------------------------------------------------------------------------------- */

size_t pool_choose(const struct pool *pool)
{
    size_t best = pool->count;
    for (size_t i = 0; i < pool->count; i++) {
        const struct worker *worker = &pool->workers[i];
        if (!worker->ready || worker->stopped || uv_is_closing((const uv_handle_t *)&worker->pipe))
            continue;
        if (worker->records >= ENOUGH_RECORDS || (worker->bytes >= ENOUGH_BYTES && worker->records >= 2))
            continue;
        if (best == pool->count || worker->bytes < pool->workers[best].bytes)
            best = i;
    }
    return best;
}

static struct sending *take_sending(struct pool *pool)
{
    struct sending *sending = pool->spare;
    if (sending == NULL) {
        sending = calloc(1, sizeof *sending);
        if (sending == NULL)
            return NULL;
        sending->pool = pool;
        sending->head = buffer_make();
    } else {
        pool->spare = sending->next;
    }
    buffer_reset(&sending->head, READ_ROOM);
    return sending;
}

static void give_back(struct sending *sending)
{
    sending->next = sending->pool->spare;
    sending->pool->spare = sending;
}

static void on_written(uv_write_t *request, int status)
{
    (void)status; /* where it failed, the worker is gone, and reading says so */
    give_back(request->data);
}

void pool_send(struct pool *pool, size_t worker, struct slot *slot)
{
    static const char padding[8];
    struct worker *to = &pool->workers[worker];
    struct sending *sending = take_sending(pool);
    const size_t length = sending == NULL ? 0 : frame_task(&sending->head, &slot->task);
    if (sending == NULL || sending->head.failed) {
        if (sending != NULL)
            give_back(sending);
        pool->events->fatal(pool->user, "there is no memory to send a record to a worker");
        return;
    }
    const uv_buf_t pieces[] = {uv_buf_init(sending->head.at, (unsigned)sending->head.length),
                               uv_buf_init(slot->content.at, (unsigned)slot->content.length),
                               uv_buf_init((char *)padding, FRAME_PADDING(length))};
    slot->state = SLOT_SENT;
    slot->worker = worker;
    to->heard = status_clock();
    to->records++;
    to->bytes += slot->content.length;
    sending->request.data = sending;
    uv_write(&sending->request, (uv_stream_t *)&to->pipe, pieces, 3, on_written);
}

void pool_finish(struct pool *pool, size_t worker, size_t bytes)
{
    pool->workers[worker].records--;
    pool->workers[worker].bytes -= bytes;
}

static bool late(const struct worker *worker, uint64_t now)
{
    const struct run_options *run = &worker->pool->config->run;
    const uint64_t limit = worker->ready ? run->deadline : run->start_deadline, started = worker->status->started;
    return limit > 0 && state_of(worker) != STATUS_IDLE && now > started && now - started > limit;
}

/* With records in hand a worker is at work, or about to hand a result over. */
static bool silent(const struct worker *worker, uint64_t now)
{
    const uint64_t slack = UINT64_C(1000000000), deadline = worker->pool->config->run.deadline;
    return deadline > 0 && state_of(worker) == STATUS_IDLE && worker->records > 0 && now > worker->heard &&
           now - worker->heard > deadline + slack;
}

static void watch(struct worker *worker, uint64_t now)
{
    const uint64_t memory = worker->pool->config->run.memory;
    /* What a step of its forked may hold the socket open; what it sent itself is read between two looks. */
    if (worker->ended)
        finish(worker);
    else if (process_has_ended(worker->pid))
        worker->ended = true;
    else if (late(worker, now)) {
        worker->late_record = worker->status->record;
        worker->late_document = worker->status->document;
        stop(worker, LOSS_DEADLINE);
    } else if (silent(worker, now))
        stop(worker, LOSS_SILENT);
    else if (memory > 0 && worker->ready && process_memory(worker->pid) > memory + worker->inherited)
        stop(worker, LOSS_MEMORY);
}

/* Where this process did not run (it was stopped, or a sink held it up) the workers may not have run either, and what
 * they sent is still to be read: that time does not count. */
static uint64_t time_out(struct pool *pool, uint64_t now)
{
    const uint64_t usual = 200 * UINT64_C(1000000), gap = pool->watched == 0 ? 0 : now - pool->watched;
    pool->watched = now;
    return gap > usual ? gap : 0;
}

void pool_watch(struct pool *pool)
{
    const uint64_t now = status_clock(), out = time_out(pool, now);
    for (size_t i = 0; i < pool->count; i++) {
        struct worker *worker = &pool->workers[i];
        if (!worker->running || uv_is_closing((uv_handle_t *)&worker->pipe))
            continue;
        worker->status->started += out;
        worker->heard += out;
        watch(worker, now);
    }
}

/* Whether it ends by itself before `until`. */
static bool leaves(const struct worker *worker, uint64_t until)
{
    const uint64_t now = status_clock();
    return process_ends_within(worker->pid, now < until ? (int)((until - now) / 1000000) : 0);
}

void pool_stop(struct pool *pool, bool patiently)
{
    const uint64_t until = status_clock() + 2 * UINT64_C(1000000000); /* for all of them together */
    pool->stopping = true;
    for (size_t i = 0; patiently && i < pool->count; i++) {
        struct worker *worker = &pool->workers[i];
        if (worker->running && !uv_is_closing((uv_handle_t *)&worker->pipe))
            uv_close((uv_handle_t *)&worker->pipe, on_closed); /* the worker reads the end of its tasks */
    }
    for (size_t i = 0; i < pool->count; i++) {
        struct worker *worker = &pool->workers[i];
        if (!worker->running)
            continue;
        if (!patiently || !leaves(worker, until))
            kill(worker->pid, SIGKILL);
        process_reap(worker->pid);
        if (!uv_is_closing((uv_handle_t *)&worker->pipe))
            uv_close((uv_handle_t *)&worker->pipe, on_closed);
    }
}

void pool_destroy(struct pool *pool)
{
    for (size_t i = 0; pool->workers != NULL && i < pool->count; i++) {
        buffer_free(&pool->workers[i].in);
        status_destroy(pool->workers[i].status);
    }
    while (pool->spare != NULL) {
        struct sending *sending = pool->spare;
        pool->spare = sending->next;
        buffer_free(&sending->head);
        free(sending);
    }
    free(pool->workers);
    pool->workers = NULL;
    pool->count = 0;
}
