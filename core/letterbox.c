#include "letterbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

static enum leat_result fail(const struct letterbox *box, struct leat_error *error)
{
    return leat_fail(error, LEAT_FATAL, "can't write dead letters to %s: %s",
                     box->path == NULL ? "standard error" : box->path, strerror(errno));
}

static bool ends_in_a_line(const char *path, off_t size)
{
    char last = '\n';
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        (void)!pread(file, &last, 1, size - 1);
        close(file);
    }
    return last == '\n';
}

enum leat_result letterbox_open(struct letterbox *box, const char *path, struct leat_error *error)
{
    struct stat now = {0};
    *box = (struct letterbox){.path = path, .descriptor = STDERR_FILENO};
    if (path != NULL && strcmp(path, "-") == 0) {
        box->descriptor = STDOUT_FILENO;
    } else if (path != NULL) {
        box->fresh = access(path, F_OK) != 0;
        /* Not to wait for somebody who reads a pipe; a plain file does not mind. */
        box->descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);
        if (box->descriptor < 0)
            return leat_fail(error, LEAT_FATAL, "run.dead_letters: can't write to %s: %s", path,
                             errno == ENXIO ? "nobody reads this pipe" : strerror(errno));
    }
    if (fstat(box->descriptor, &now) == 0)
        box->plain = S_ISREG(now.st_mode);
    if (path != NULL && box->descriptor > STDERR_FILENO && box->plain && now.st_size > 0 &&
        !ends_in_a_line(path, now.st_size) && write(box->descriptor, "\n", 1) < 0)
        return fail(box, error);
    return LEAT_OK;
}

/* A part of what a pipe or a terminal can take without making anybody wait. 0: nothing now. */
static ssize_t write_some(const struct letterbox *box, struct leat_string bytes)
{
    struct pollfd ready = {.fd = box->descriptor, .events = POLLOUT};
    if (box->plain)
        return write(box->descriptor, bytes.at, bytes.length);
    if (poll(&ready, 1, 0) == 0)
        return 0;
    const ssize_t written = write(box->descriptor, bytes.at, bytes.length < PIPE_BUF ? bytes.length : PIPE_BUF);
    return written < 0 && errno == EAGAIN ? 0 : written;
}

enum leat_result letterbox_write(struct letterbox *box, struct leat_string letters, struct leat_error *error)
{
    const off_t before = box->plain ? lseek(box->descriptor, 0, SEEK_END) : -1;
    while (box->written < letters.length) {
        const ssize_t written =
            write_some(box, (struct leat_string){letters.at + box->written, letters.length - box->written});
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            const enum leat_result result = fail(box, error);
            if (before >= 0)
                (void)!ftruncate(box->descriptor, before); /* half a letter would spoil the next */
            return result;
        }
        if (written == 0)
            return LEAT_AGAIN;
        box->written += (size_t)written;
    }
    box->written = 0;
    return LEAT_OK;
}

enum leat_result letterbox_commit(struct letterbox *box, struct leat_error *error)
{
    if (box->path != NULL && box->plain && fsync(box->descriptor) != 0)
        return fail(box, error);
    return LEAT_OK;
}

void letterbox_close(struct letterbox *box)
{
    if (box->descriptor <= STDERR_FILENO)
        return;
    if (box->fresh && box->plain && lseek(box->descriptor, 0, SEEK_END) == 0)
        unlink(box->path);
    close(box->descriptor);
    box->descriptor = -1;
}
