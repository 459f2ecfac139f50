#include "target.h"

#include "replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static enum leat_result fail(const struct target *target, struct leat_error *error)
{
    return leat_fail(error, LEAT_FATAL, "%s can't be written to: %s", target->name, strerror(errno));
}

/* Other processes share standard output's flags, so O_NONBLOCK must not be set on it. Opening what it leads to once
 * more gives flags of our own. Where that is refused (sockets, somebody else's pipe) each write is asked for
 * beforehand. */
static enum leat_result open_standard_output(struct target *target, struct leat_error *error)
{
    struct stat status;
    target->name = "standard output";
    const int flags = fcntl(STDOUT_FILENO, F_GETFL);
    if (flags < 0 || fstat(STDOUT_FILENO, &status) < 0)
        return fail(target, error);
    if ((flags & O_ACCMODE) == O_RDONLY)
        return leat_fail(error, LEAT_FATAL, "standard output is not open for writing");
    target->descriptor = STDOUT_FILENO;
    if (S_ISREG(status.st_mode))
        return LEAT_OK;
    const int own = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    target->asks = own < 0;
    if (own >= 0)
        target->descriptor = own;
    return LEAT_OK;
}

static enum leat_result open_append(struct target *target, struct leat_error *error)
{
    target->kind = TARGET_APPEND;
    target->descriptor = open(target->name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    struct stat status;
    if (target->descriptor < 0 || fstat(target->descriptor, &status) < 0)
        return fail(target, error);
    target->size = (uint64_t)status.st_size;
    return LEAT_OK;
}

enum leat_result target_reopen(struct target *target, struct leat_error *error)
{
    target->descriptor = open(target->name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (target->descriptor >= 0)
        return LEAT_OK;
    return errno == ENXIO ? LEAT_AGAIN : fail(target, error);
}

static bool leads_to_standard_output(const struct stat *status)
{
    struct stat output;
    return fstat(STDOUT_FILENO, &output) == 0 && output.st_dev == status->st_dev && output.st_ino == status->st_ino;
}

/* What standard output leads to already (/dev/stdout, or the file that a shell sent it to) is not opened or replaced a
 * second time: the two would write over each other. */
enum leat_result target_open(struct target *target, const char *path, bool whole, bool copy, struct leat_error *error)
{
    *target = (struct target){.kind = TARGET_STREAM, .name = path, .descriptor = -1};
    struct stat status;
    if (strcmp(path, "-") == 0)
        return open_standard_output(target, error);
    const bool exists = stat(path, &status) == 0;
    if (!exists && errno != ENOENT)
        return fail(target, error);
    if (exists && S_ISDIR(status.st_mode))
        return leat_fail(error, LEAT_FATAL, "%s is a folder; name a file in it", path);
    if (exists && leads_to_standard_output(&status))
        return open_standard_output(target, error);
    if (exists && !S_ISREG(status.st_mode)) {
        const enum leat_result result = target_reopen(target, error);
        return result == LEAT_AGAIN && S_ISFIFO(status.st_mode) ? LEAT_OK
               : result == LEAT_AGAIN                           ? fail(target, error)
                                                                : result;
    }
    return whole ? replace_open(target, copy, error) : open_append(target, error);
}

/* Pipes, terminals and devices have nothing to sync and say so with EINVAL or ENOTSUP. */
enum leat_result target_sync(struct target *target, struct leat_error *error)
{
    if (target->descriptor < 0 || fdatasync(target->descriptor) == 0)
        return LEAT_OK;
    if (target->kind == TARGET_STREAM && (errno == EINVAL || errno == ENOTSUP || errno == EROFS))
        return LEAT_OK;
    return leat_fail(error, LEAT_FATAL, "%s can't be made durable: %s", target->name, strerror(errno));
}

void target_close(struct target *target)
{
    if (target->descriptor >= 0 && target->descriptor != STDOUT_FILENO)
        close(target->descriptor);
    if (target->temporary != NULL)
        unlink(target->temporary);
    free(target->temporary);
    free(target->path);
}
