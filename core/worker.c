#include "worker.h"

#include "buffer.h"
#include "work.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { READ_ROOM = 256 << 10, KEPT_ROOM = 4 << 20 };

/* Signals meant for the run reach the whole process group; the supervisor alone answers them. */
static void reset_signals(void)
{
    for (int signal_number = 1; signal_number < SIGRTMIN; signal_number++)
        signal(signal_number, SIG_DFL);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/* Moves the socket to a high number, where a step that closes or opens descriptors by mistake does not meet it, and
 * closes all else but the standard three. */
static int keep_only(int socket)
{
    struct rlimit limit = {.rlim_cur = 1024};
    getrlimit(RLIMIT_NOFILE, &limit);
    const int top = limit.rlim_cur < 1024 ? (int)limit.rlim_cur - 1 : 1023;
    const int high = fcntl(socket, F_DUPFD_CLOEXEC, top);
    const int kept = high >= 0 ? high : socket;
    if (kept > 3)
        close_range(3, (unsigned)kept - 1, 0);
    close_range((unsigned)kept + 1, ~0U, 0);
    const int nothing = open("/dev/null", O_RDONLY);
    if (nothing > 0) {
        dup2(nothing, STDIN_FILENO);
        close(nothing);
    }
    dup2(STDERR_FILENO, STDOUT_FILENO);
    setvbuf(stdout, NULL, _IOLBF, 0); /* what a step prints is seen though it crashes behind it */
    return kept;
}

/* Writes all of the pieces. False where the supervisor has gone. */
static bool write_all(int socket, struct iovec *pieces, size_t count)
{
    while (count > 0) {
        ssize_t written = writev(socket, pieces, count < 64 ? (int)count : 64);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        for (; count > 0 && (size_t)written >= pieces->iov_len; pieces++, count--)
            written -= (ssize_t)pieces->iov_len;
        if (count > 0) {
            pieces->iov_base = (char *)pieces->iov_base + written;
            pieces->iov_len -= (size_t)written;
        }
    }
    return true;
}

static bool send_message(int socket, enum frame_kind kind, const char *message)
{
    struct leat_out frame = buffer_make();
    frame_message(&frame, kind, message);
    const bool sent = !frame.failed && write_all(socket, &(struct iovec){frame.at, frame.length}, 1);
    buffer_free(&frame);
    return sent;
}

/* Sends the last result; the documents go out from where they were encoded. `pieces` has room for each sink and two. */
static bool send_result(int socket, const struct work *work, struct leat_out *head, struct iovec *pieces)
{
    static const char padding[8];
    const size_t sinks = work->pipeline.config->output_count;
    buffer_reset(head, KEPT_ROOM);
    const size_t length = frame_result(head, &work->result, pipeline_steps(work->pipeline.config), sinks);
    if (head->failed)
        return false;
    pieces[0] = (struct iovec){head->at, head->length};
    for (size_t i = 0; i < sinks; i++)
        pieces[i + 1] = (struct iovec){work->bytes[i].at, work->bytes[i].length};
    pieces[sinks + 1] = (struct iovec){(char *)padding, FRAME_PADDING(length)};
    return write_all(socket, pieces, sinks + 2);
}

/* Reads until a whole frame is there. False at the end of the stream. */
static bool receive(int socket, struct leat_out *in, size_t *taken, struct leat_string *body)
{
    for (;;) {
        enum frame_kind kind;
        size_t size;
        const struct leat_string rest = {in->at + *taken, in->length - *taken};
        if (frame_next(rest, &kind, body, &size)) {
            *taken += size;
            return kind == FRAME_RECORD;
        }
        buffer_consume(in, *taken);
        *taken = 0;
        const size_t room = size > in->length + READ_ROOM ? size - in->length : READ_ROOM;
        char *to = leat_out_reserve(in, room);
        if (to == NULL)
            return false;
        const ssize_t got = read(socket, to, in->capacity - in->length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        in->length += (size_t)got;
    }
}

static void serve(int socket, struct work *work)
{
    struct leat_out in = buffer_make(), head = buffer_make();
    struct iovec *pieces = calloc(work->pipeline.config->output_count + 2, sizeof *pieces);
    struct leat_string body;
    size_t taken = 0;
    while (pieces != NULL && receive(socket, &in, &taken, &body)) {
        struct task task;
        struct leat_error error;
        if (!frame_read_task(body, &task))
            break;
        if (work_record(work, &task, &error) != LEAT_OK) {
            send_message(socket, FRAME_FATAL, error.message);
            break;
        }
        if (!send_result(socket, work, &head, pieces))
            break;
    }
    if (work_cut_off(work)) /* a step closed it, or put something else in its place */
        status_state(work->pipeline.status, STATUS_CUT_OFF);
    free(pieces);
    buffer_free(&head);
    buffer_free(&in);
}

_Noreturn void worker_run(int socket, const struct config *config, const bool *coloured, struct status *status)
{
    reset_signals();
    const int kept = keep_only(socket);
    struct work work;
    struct leat_error error;
    if (work_create(&work, config, coloured, status, &error) != LEAT_OK) {
        send_message(kept, FRAME_FATAL, error.message);
        _exit(EXIT_FAILURE);
    }
    struct stat guarded = {0};
    fstat(kept, &guarded);
    work.guard = kept;
    work.guarded = guarded.st_ino;
    status_state(status, STATUS_IDLE);
    if (send_message(kept, FRAME_READY, ""))
        serve(kept, &work);
    work_destroy(&work);
    _exit(EXIT_SUCCESS);
}
