/* A whole run: source to sinks, through the workers, to a balanced end. */
#ifndef RUN_H
#define RUN_H

#include "books.h"
#include "config.h"

enum run_end {
    RUN_DONE,        /* all that the source had is in the sinks or the dead letters */
    RUN_INTERRUPTED, /* a signal: so is all that was read until then */
    RUN_FAILED,      /* the error says why; sinks that replace a file have not done so */
};

/* How the run is to be held. */
struct run_manner {
    bool signals; /* SIGINT and SIGTERM end the run, after what was read; a second one ends it at once */
    bool append;  /* sinks add to what an earlier run wrote */
    void (*progress)(void *user, const struct books *books); /* a few times a second, unless a sink writes to a
                                                                terminal; may be NULL */
    void *user;
};

/* Runs the pipeline. `books` is made, and released by the caller with books_destroy whatever the end. The
 * caller ignores SIGPIPE: a worker may die while it is written to. */
enum run_end run_pipeline(const struct config *config, const struct run_manner *manner, struct books *books,
                          struct leat_error *error);

#endif
