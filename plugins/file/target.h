/* Where the sink's bytes go: an open descriptor, and what is to be done with it at the end. */
#ifndef TARGET_H
#define TARGET_H

#include <leat/plugin.h>

enum target_kind {
    TARGET_STREAM, /* standard output, a FIFO, a device: what is written can't be taken back */
    TARGET_APPEND, /* a file that is added to */
    TARGET_WHOLE,  /* a temporary file, which takes the place of another at the end */
};

struct target {
    enum target_kind kind;
    const char *name; /* what messages call it */
    int descriptor;   /* -1: a FIFO that nobody reads yet */
    bool asks;        /* write only when poll finds room, and no more than PIPE_BUF bytes: it might wait otherwise */
    uint64_t size;    /* TARGET_APPEND: of the file when it was opened */
    char *path;       /* TARGET_WHOLE: the file to be replaced; symbolic links are followed */
    char *temporary;  /* TARGET_WHOLE: the file beside it; NULL where there is none (any more) */
};

/* Opens the target that `path` names; it must outlive the target. `whole`: a file is replaced at the end, by one that
 * begins as its copy where `copy` says so; otherwise it is added to. FATAL with the reason where that can't be done; in
 * either case close it. */
enum leat_result target_open(struct target *target, const char *path, bool whole, bool copy, struct leat_error *error);

/* Opens a FIFO that had no reader. AGAIN where it still has none. */
enum leat_result target_reopen(struct target *target, struct leat_error *error);

/* Makes durable what was written; of TARGET_WHOLE that is not yet its place. */
enum leat_result target_sync(struct target *target, struct leat_error *error);

/* Closes it, and removes the temporary file if there still is one. */
void target_close(struct target *target);

#endif
