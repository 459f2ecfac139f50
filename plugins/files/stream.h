/* One file as a stream of bytes, with its compression undone. */
#ifndef STREAM_H
#define STREAM_H

#include "unpack.h"

/* All zero before the first use, but for the descriptor, which is -1 while no file is open. */
struct stream {
    int descriptor;
    bool waits;        /* a read might have to wait: a pipe, a terminal, a device */
    bool detected;     /* it is known whether the file is compressed */
    bool ended;        /* there is nothing more to read from the descriptor */
    uint64_t size;     /* of a regular file when it was opened, as it stands there; else 0 */
    uint64_t position; /* bytes read from the descriptor */
    enum packing expected, packing;
    struct unpack unpack;
    char *input;             /* holds what was read and is not passed on yet; NULL until the first file */
    struct leat_string left; /* that part of it */
};

struct stream stream_make(void);

/* Opens `path` ("-": standard input). `expected` is what the name says of its compression: a file that is not what its
 * name says is rejected, one that is compressed without saying so is taken. REJECT where it can't be opened. */
enum leat_result stream_open(struct stream *stream, const char *path, enum packing expected, struct leat_error *error);

/* The next bytes, up to `room` of them, at `to`: OK with `*got`, which may be 0; END; AGAIN where the descriptor has
 * none now; REJECT at damage, which ends the stream; `*got` bytes before it are good. */
enum leat_result stream_read(struct stream *stream, char *to, size_t room, size_t *got, struct leat_error *error);

/* Whether the size of the content is the file's. */
bool stream_plain(const struct stream *stream);

void stream_close(struct stream *stream);

/* Releases what is kept from one file to the next. */
void stream_free(struct stream *stream);

#endif
