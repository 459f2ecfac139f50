/* One option's value: its type, and how it is read from JSON into a plugin's struct. */
#ifndef OPTION_VALUE_H
#define OPTION_VALUE_H

#include "json.h"

#include <leat/option.h>

/* Where values are read to. */
struct option_reader {
    const char *folder;  /* that relative paths are relative to */
    struct arena *arena; /* that strings and lists are copied to */
    struct faults *faults;
};

/* Reads `value` to the member at `to`; a fault where it is not what the option wants. */
void option_value_read(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                       void *to);

/* What the option wants: `an integer from 1 to 100 or "all"`. Cut to the room there is. */
struct option_wants {
    char text[256];
};
struct option_wants option_value_wants(const struct leat_option *option);

/* "int", "size", …; NULL for a type that does not exist. */
const char *option_value_type(enum leat_option_type type);

/* Bytes of the member that a value of this type fills. */
size_t option_value_bytes(enum leat_option_type type);

/* Whether null may stand for "none": the type is a string or path, and null is the default. */
bool option_value_nullable(const struct leat_option *option);

#endif
