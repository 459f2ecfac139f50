/* The books of a run: how many documents came to each step and what became of them. */
#ifndef BOOKS_H
#define BOOKS_H

#include "frame.h"

#include <leat/option.h>

struct step_books {
    uint64_t in, dropped, dead;
};

struct books {
    struct step_books *steps; /* the source, decoding, each stage, each encoder */
    size_t step_count;
    uint64_t records;                      /* that the source gave */
    uint64_t read, written, dropped, dead; /* documents */
    uint64_t bytes_in, bytes_out;
    uint64_t restarts; /* of workers */
    uint64_t overruns; /* of those, stopped for their memory */
};

/* False where there is no memory. */
bool books_create(struct books *books, size_t step_count);
void books_destroy(struct books *books);

/* Enters what became of one record. */
void books_enter(struct books *books, const struct result *result, size_t sinks);

/* Whether more documents failed than the limit (0: none) allows; then the error says so. A share counts once there are
 * a hundred documents. */
bool books_excessive(const struct books *books, struct leat_amount limit, struct leat_error *error);

/* Whether every document that came to a step is accounted for behind it, and read = written + dropped + dead; if not,
 * the error says where not. */
bool books_balance(const struct books *books, struct leat_error *error);

#endif
