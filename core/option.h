/* A table of options and what is made of it: the check of a JSON object, the filled struct, the help. */
#ifndef OPTION_H
#define OPTION_H

#include "buffer.h"
#include "json.h"

#include <leat/option.h>

/* What the options are filled from. */
struct option_source {
    const struct json *object;  /* NULL: every option has its default */
    const char *owner;          /* what takes them, for messages: `sink "x"` */
    const char *const *besides; /* keys of the object that are not options, NULL at the end; NULL for none */
    const char *replaced;       /* an option that gets its value from elsewhere: left cleared; NULL for none */
    const char *folder;         /* that relative paths are relative to */
};

/* A struct of `size` bytes filled from the source, in the arena, as are its strings; NULL where there are no options
 * and where anything is wrong, which `faults` tells: an unknown key, a missing one, a wrong value. `table` may be NULL.
 */
void *option_fill(const struct leat_option *table, size_t size, const struct option_source *source, struct arena *arena,
                  struct faults *faults);

/* Proves a table that fills a struct of `size` bytes: names, types, offsets, ranges, and defaults that can be read.
 * False with the reason. `table` may be NULL. */
bool option_check(const struct leat_option *table, size_t size, struct leat_error *error);

/* The option of this name; NULL where there is none. `table` may be NULL. */
const struct leat_option *option_find(const struct leat_option *table, const char *name);

/* Prints a table for people, one option after the other. */
void option_print(const struct leat_option *table, struct leat_out *out);

#endif
