/* Sink: a file, written whole or added to, standard output, a FIFO or a device. */
#include <leat/plugin.h>

#include "replace.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

enum mode { MODE_WHOLE, MODE_APPEND };

static const char *const modes[] = {"whole", "append", NULL};

struct options {
    const char *path;
    int mode;
};

struct file {
    struct target target;
    size_t taken;     /* bytes of the present batch that are written */
    uint64_t written; /* bytes of all whole batches */
};

static void destroy(void *self)
{
    struct file *file = self;
    target_close(&file->target);
    free(file);
}

static enum leat_result create(const struct leat_setup *setup, const void *given, void **self, struct leat_error *error)
{
    const struct options *options = given;
    struct file *file = calloc(1, sizeof *file);
    if (file == NULL)
        return leat_fail(error, LEAT_FATAL, "no memory");
    const enum leat_result result =
        target_open(&file->target, options->path, options->mode == MODE_WHOLE, setup->append, error);
    if (result == LEAT_OK)
        *self = file;
    else
        destroy(file);
    return result;
}

/* An appended file is cut back to its last whole batch: half a document at its end would spoil the next run's. */
static enum leat_result fail_append(struct file *file, const char *reason, struct leat_error *error)
{
    const struct target *target = &file->target;
    const uint64_t whole = target->size + file->written;
    if (file->taken > 0 && ftruncate(target->descriptor, (off_t)whole) < 0)
        return leat_fail(error, LEAT_FATAL,
                         "%s: %s; whole documents end at byte %llu, and what follows can't be cut off", target->name,
                         reason, (unsigned long long)whole);
    return leat_fail(error, LEAT_FATAL, "%s: %s; it keeps %llu bytes of this run, all of them whole documents",
                     target->name, reason, (unsigned long long)file->written);
}

static enum leat_result fail_write(struct file *file, int reason, struct leat_error *error)
{
    const unsigned long long written = file->written + file->taken;
    if (reason == EPIPE)
        return leat_fail(error, LEAT_FATAL, "the reader of %s went away after %llu bytes", file->target.name, written);
    const char *why = strerror(reason);
    switch (file->target.kind) {
    case TARGET_APPEND:
        return fail_append(file, why, error);
    case TARGET_WHOLE:
        return leat_fail(error, LEAT_FATAL,
                         "%s: %s after %llu bytes; nothing of them is kept, the name stands as it was",
                         file->target.name, why, written);
    case TARGET_STREAM:
        break;
    }
    return leat_fail(error, LEAT_FATAL, "%s: %s after %llu bytes", file->target.name, why, written);
}

/* Where a write might wait, poll says whether there is room, which is then enough for PIPE_BUF bytes. */
static enum leat_result write_some(struct file *file, struct leat_string rest, struct leat_error *error)
{
    struct target *target = &file->target;
    if (target->descriptor < 0) {
        const enum leat_result result = target_reopen(target, error);
        if (result != LEAT_OK)
            return result;
    }
    struct pollfd ask = {.fd = target->descriptor, .events = POLLOUT};
    if (target->asks && poll(&ask, 1, 0) <= 0)
        return LEAT_AGAIN;
    const size_t size = target->asks && rest.length > PIPE_BUF ? PIPE_BUF : rest.length;
    const ssize_t count = TEMP_FAILURE_RETRY(write(target->descriptor, rest.at, size));
    if (count < 0)
        return errno == EAGAIN ? LEAT_AGAIN : fail_write(file, errno, error);
    file->taken += (size_t)count;
    return LEAT_OK;
}

static enum leat_result write_batch(void *self, const struct leat_batch *batch, struct leat_error *error)
{
    struct file *file = self;
    while (file->taken < batch->bytes.length) {
        const struct leat_string rest = {batch->bytes.at + file->taken, batch->bytes.length - file->taken};
        const enum leat_result result = write_some(file, rest, error);
        if (result != LEAT_OK)
            return result;
    }
    file->written += batch->bytes.length;
    file->taken = 0;
    return LEAT_OK;
}

static enum leat_result commit(void *self, bool last, struct leat_error *error)
{
    struct file *file = self;
    if (file->target.kind != TARGET_WHOLE)
        return target_sync(&file->target, error);
    return last ? replace_finish(&file->target, error) : LEAT_AGAIN;
}

static bool terminal(void *self)
{
    const struct file *file = self;
    return file->target.descriptor >= 0 && isatty(file->target.descriptor);
}

/* Nothing tells when a FIFO gets its first reader. */
static void wait_for(void *self, struct leat_wait *wait)
{
    enum { RETRY_MILLISECONDS = 50 };
    const struct file *file = self;
    *wait = (struct leat_wait){.descriptor = file->target.descriptor, .writable = true};
    if (wait->descriptor < 0)
        wait->milliseconds = RETRY_MILLISECONDS;
}

static const struct leat_option options[] = {
    LEAT_OPTION_REQUIRED_PATH(struct options, path, "the file, FIFO or device; - is standard output"),
    LEAT_OPTION_ENUM(struct options, mode, "whole", modes,
                     "replace the file at the end, or add to it as the run goes on"),
    LEAT_OPTIONS_END,
};

LEAT_PLUGIN(.name = "file", .kind = LEAT_SINK, .version = "1.0.0", .licence = "MIT",
            .summary = "writes to a file or standard output",
            .example = "{\"plugin\": \"file\", \"path\": \"out.jsonl\", \"encode\": {\"plugin\": \"jsonl\"}}",
            .options = options, .options_size = sizeof(struct options), .create = create, .destroy = destroy,
            .write = write_batch, .commit = commit, .terminal = terminal, .wait = wait_for)
