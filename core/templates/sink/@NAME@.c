/* Writes each document behind a line with its number and size, to a file or to standard output. */
#include <leat/plugin.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/uio.h>
#include <unistd.h>

struct settings {
    const char *path;
};

static const struct leat_option options[] = {
    LEAT_OPTION_PATH(struct settings, path, "-", "the file to append to; - is standard output"),
    LEAT_OPTIONS_END,
};

struct writer {
    int descriptor;
    uint64_t number; /* of documents written */
    size_t index;    /* of the document to be written next, in the batch */
    size_t done;     /* bytes of that document, with its heading, that are written already */
};

static enum leat_result create(const struct leat_setup *setup, const void *filled, void **self,
                               struct leat_error *error)
{
    const struct settings *settings = filled;
    (void)setup;
    struct writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL)
        return leat_fail(error, LEAT_FATAL, "out of memory");
    writer->descriptor = strcmp(settings->path, "-") == 0
                             ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0)
                             : open(settings->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (writer->descriptor < 0) {
        free(writer);
        return leat_fail(error, LEAT_FATAL, "can't write to %s: %s", settings->path, strerror(errno));
    }
    *self = writer;
    return LEAT_OK;
}

static void destroy(void *self)
{
    struct writer *writer = self;
    close(writer->descriptor);
    free(writer);
}

/* Writes what is left of a document. False where it could not all be written; errno tells why. */
static bool write_document(struct writer *writer, struct leat_string document)
{
    char heading[64];
    const size_t length = (size_t)snprintf(heading, sizeof heading, "--- %llu, %zu bytes\n",
                                           (unsigned long long)writer->number + 1, document.length);
    while (writer->done < length + document.length) {
        const size_t head = writer->done < length ? writer->done : length, body = writer->done - head;
        const struct iovec parts[] = {{heading + head, length - head},
                                      {(char *)document.at + body, document.length - body}};
        const ssize_t written = writev(writer->descriptor, parts, 2);
        if (written < 0 && errno != EINTR)
            return false;
        writer->done += written > 0 ? (size_t)written : 0;
    }
    writer->done = 0;
    writer->number++;
    return true;
}

static enum leat_result write_batch(void *self, const struct leat_batch *batch, struct leat_error *error)
{
    struct writer *writer = self;
    for (; writer->index < batch->count; writer->index++) {
        const uint32_t begin = writer->index > 0 ? batch->ends[writer->index - 1] : 0;
        const struct leat_string document = {batch->bytes.at + begin, batch->ends[writer->index] - begin};
        if (!write_document(writer, document))
            return errno == EAGAIN ? LEAT_AGAIN : leat_fail(error, LEAT_FATAL, "can't write: %s", strerror(errno));
    }
    writer->index = 0;
    return LEAT_OK;
}

static void wait_for(void *self, struct leat_wait *wait)
{
    const struct writer *writer = self;
    *wait = (struct leat_wait){.descriptor = writer->descriptor, .writable = true};
}

/* EINVAL: a pipe or a terminal has nothing to sync. */
static enum leat_result commit(void *self, bool last, struct leat_error *error)
{
    struct writer *writer = self;
    (void)last;
    if (fdatasync(writer->descriptor) == 0 || errno == EINVAL || errno == EROFS)
        return LEAT_OK;
    return leat_fail(error, LEAT_FATAL, "can't make the output durable: %s", strerror(errno));
}

LEAT_PLUGIN(.name = "@NAME@", .kind = LEAT_SINK, .version = "0.1.0", .licence = "MIT",
            .summary = "writes each document behind a line with its number",
            .example = "{\"plugin\": \"@NAME@\", \"path\": \"numbered.txt\"}", .options = options,
            .options_size = sizeof(struct settings), .create = create, .destroy = destroy, .write = write_batch,
            .commit = commit, .wait = wait_for)
