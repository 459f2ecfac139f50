/* Where dead letters are kept: a file of whole lines, or standard error. */
#ifndef LETTERBOX_H
#define LETTERBOX_H

#include <leat/plugin.h>

struct letterbox {
    const char *path; /* NULL: standard error; "-": standard output */
    int descriptor;   /* -1: not open */
    bool fresh;       /* there was no such file before */
    bool plain;       /* a plain file, which never makes anybody wait */
    size_t written;   /* bytes of the letters at hand */
};

/* Opens the file, to append; `path` must outlive it. A line that an earlier run left unfinished is ended. */
enum leat_result letterbox_open(struct letterbox *box, const char *path, struct leat_error *error);

/* Appends letters. OK; AGAIN: wait until the descriptor can be written to, then call with the same letters; FATAL: then
 * no part of them is left in a plain file. */
enum leat_result letterbox_write(struct letterbox *box, struct leat_string letters, struct leat_error *error);

/* Makes them durable. */
enum leat_result letterbox_commit(struct letterbox *box, struct leat_error *error);

/* Closes it; a file of its own making that stayed empty is removed. */
void letterbox_close(struct letterbox *box);

#endif
