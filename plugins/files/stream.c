#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { INPUT_SIZE = 128 * 1024 };

struct stream stream_make(void)
{
    return (struct stream){.descriptor = -1};
}

/* O_NONBLOCK lets the opening of a FIFO that nobody writes to return at once; standard input's flags are shared with
 * other processes and stay as they are. */
enum leat_result stream_open(struct stream *stream, const char *path, enum packing expected, struct leat_error *error)
{
    if (stream->input == NULL && (stream->input = malloc(INPUT_SIZE)) == NULL)
        return leat_fail(error, LEAT_FATAL, "no memory to read files");
    struct stat status;
    stream->descriptor =
        strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (stream->descriptor < 0 || fstat(stream->descriptor, &status) < 0) {
        leat_fail(error, LEAT_REJECT, "can't be read: %s", strerror(errno));
        stream_close(stream);
        return LEAT_REJECT;
    }
    stream->waits = !S_ISREG(status.st_mode);
    stream->size = stream->waits ? 0 : (uint64_t)status.st_size;
    stream->expected = expected;
    stream->packing = PACKING_NONE;
    stream->detected = stream->ended = false;
    stream->position = 0;
    stream->left = (struct leat_string){stream->input, 0};
    return LEAT_OK;
}

/* read(2) that never waits. OK with 0 bytes is the end. A FIFO that no writer has opened yet is not readable, though
 * a read would answer with its end: so poll is asked first. */
static enum leat_result take(struct stream *stream, char *to, size_t room, size_t *got, struct leat_error *error)
{
    struct pollfd ask = {.fd = stream->descriptor, .events = POLLIN};
    if (stream->waits && poll(&ask, 1, 0) <= 0)
        return LEAT_AGAIN;
    const ssize_t count = TEMP_FAILURE_RETRY(read(stream->descriptor, to, room));
    if (count < 0 && errno == EAGAIN)
        return LEAT_AGAIN;
    if (count < 0)
        return leat_fail(error, LEAT_REJECT, "reading failed at byte %llu: %s", (unsigned long long)stream->position,
                         strerror(errno));
    *got = (size_t)count;
    stream->position += (uint64_t)count;
    stream->ended = count == 0;
    return LEAT_OK;
}

/* Reads more input behind what is left of it. */
static enum leat_result take_input(struct stream *stream, struct leat_error *error)
{
    memmove(stream->input, stream->left.at, stream->left.length);
    stream->left.at = stream->input;
    size_t got = 0;
    const enum leat_result result =
        take(stream, stream->input + stream->left.length, INPUT_SIZE - stream->left.length, &got, error);
    stream->left.length += got;
    return result;
}

/* Where in the file the next byte of the input stands. */
static unsigned long long place(const struct stream *stream)
{
    return stream->position - stream->left.length;
}

/* Decides by the file's first bytes. A zstd file may also begin with a skippable frame, which alone would not tell it
 * from a text. */
static enum leat_result detect(struct stream *stream, struct leat_error *error)
{
    const bool named = stream->expected != PACKING_NONE;
    while (!stream->ended && (named ? stream->left.length < PACKING_MARK : unpack_undecided(stream->left))) {
        const enum leat_result result = take_input(stream, error);
        if (result != LEAT_OK)
            return result;
    }
    const char *start = stream->left.at;
    stream->packing = unpack_detect(stream->left);
    if (stream->expected == PACKING_ZSTD && stream->left.length >= 4 && (start[0] & 0xF0) == 0x50 &&
        memcmp(start + 1, "\x2A\x4D\x18", 3) == 0)
        stream->packing = PACKING_ZSTD;
    if (named && stream->packing != stream->expected)
        return leat_fail(error, LEAT_REJECT, "the name says %s, but the content does not begin as such",
                         stream->expected == PACKING_GZIP ? "gzip" : "zstd");
    stream->detected = true;
    return stream->packing == PACKING_NONE ? LEAT_OK : unpack_start(&stream->unpack, stream->packing, error);
}

static enum leat_result read_plain(struct stream *stream, char *to, size_t room, size_t *got, struct leat_error *error)
{
    if (stream->left.length == 0) {
        const enum leat_result result = stream->ended ? LEAT_OK : take(stream, to, room, got, error);
        return result == LEAT_OK && stream->ended ? LEAT_END : result;
    }
    *got = stream->left.length < room ? stream->left.length : room;
    memcpy(to, stream->left.at, *got);
    stream->left.at += *got;
    stream->left.length -= *got;
    return LEAT_OK;
}

/* The decompressor may still hold output when its input is used up, so it is asked before more is read. */
static enum leat_result read_packed(struct stream *stream, char *to, size_t room, size_t *got, struct leat_error *error)
{
    struct leat_error reason;
    enum leat_result result = unpack_some(&stream->unpack, &stream->left, to, room, got, &reason);
    if (result != LEAT_OK)
        return leat_fail(error, result, "%s at byte %llu of the file", reason.message, place(stream));
    if (*got > 0 || stream->left.length > 0)
        return LEAT_OK;
    if (!stream->ended)
        return take_input(stream, error);
    if (unpack_complete(&stream->unpack))
        return LEAT_END;
    return leat_fail(error, LEAT_REJECT, "the %s data is cut off at byte %llu of the file",
                     stream->packing == PACKING_GZIP ? "gzip" : "zstd", place(stream));
}

enum leat_result stream_read(struct stream *stream, char *to, size_t room, size_t *got, struct leat_error *error)
{
    *got = 0;
    if (!stream->detected) {
        const enum leat_result result = detect(stream, error);
        if (result != LEAT_OK)
            return result;
    }
    return stream->packing == PACKING_NONE ? read_plain(stream, to, room, got, error)
                                           : read_packed(stream, to, room, got, error);
}

bool stream_plain(const struct stream *stream)
{
    return stream->detected && stream->packing == PACKING_NONE && !stream->waits;
}

void stream_close(struct stream *stream)
{
    if (stream->descriptor > STDIN_FILENO)
        close(stream->descriptor);
    stream->descriptor = -1;
}

void stream_free(struct stream *stream)
{
    stream_close(stream);
    unpack_free(&stream->unpack);
    free(stream->input);
}
