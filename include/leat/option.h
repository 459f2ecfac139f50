/* A plugin's options as data. Part of the Leat plugin contract; see leat/plugin.h.
 *
 * From this one table the host checks the JSON of a pipeline file, fills the plugin's own struct, prints the help of
 * `leat plugins NAME` and makes the JSON Schema. Each macro takes the struct, its member, the default and a line of
 * help, and does not compile where the member has another type than the option. */
#ifndef LEAT_OPTION_H
#define LEAT_OPTION_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum leat_option_type {
    LEAT_TYPE_END,
    LEAT_TYPE_BOOL,     /* bool */
    LEAT_TYPE_INT,      /* int64_t, between min and max */
    LEAT_TYPE_NUMBER,   /* double, between min and max */
    LEAT_TYPE_STRING,   /* const char *, terminated */
    LEAT_TYPE_ENUM,     /* int: the place of the value in `choices` */
    LEAT_TYPE_SIZE,     /* uint64_t, in bytes; "64MB", "1GiB" or a number; between min and max */
    LEAT_TYPE_DURATION, /* uint64_t, in nanoseconds; "10s", "1.5ms", "2h"; a bare number means seconds */
    LEAT_TYPE_PATH,     /* const char *; a relative one is made relative to the pipeline file; "-" stays */
    LEAT_TYPE_LIST,     /* struct leat_list of strings */
    LEAT_TYPE_PATHS,    /* struct leat_list of paths; one string stands for a list of one */
    LEAT_TYPE_MAP,      /* struct leat_map: a JSON object whose values are strings */
    LEAT_TYPE_AMOUNT,   /* struct leat_amount: a number from 0, or a share such as "5%" */
};

struct leat_list {
    const char *const *at;
    size_t count;
};

struct leat_pair {
    const char *key, *value;
};

struct leat_map {
    const struct leat_pair *at;
    size_t count;
};

struct leat_amount {
    double value;
    bool percent; /* then value is between 0 and 100 */
};

struct leat_option {
    enum leat_option_type type;
    const char *name;
    size_t offset;              /* of the member in the plugin's struct */
    const char *fallback;       /* the default, written as JSON; NULL: the option must be given */
    double min, max;            /* for INT, NUMBER and SIZE, both included */
    const char *const *choices; /* for ENUM: the names, then NULL; for INT: words that may stand for a number, or NULL:
                                   the first is read as -1, the second as -2, … whatever min says */
    const char *help;           /* one line, lower case, no full stop */
};

/* The offset of a member that must have the C type `ctype`. */
#define LEAT_MEMBER(record, member, ctype) _Generic(((record *)0)->member, ctype : offsetof(record, member))

#define LEAT_OPTION_OF(option_type, record, member, ctype, json, low, high, names, text)                          \
    {                                                                                                             \
        .type = (option_type), .name = #member, .offset = LEAT_MEMBER(record, member, ctype), .fallback = (json), \
        .min = (low), .max = (high), .choices = (names), .help = (text)                                           \
    }

/* `fallback` is a literal: false, 3, 0.5, "text" and so on. LEAT_OPTION_REQUIRED_… take none. */
#define LEAT_OPTION_BOOL(record, member, fallback, help) \
    LEAT_OPTION_OF(LEAT_TYPE_BOOL, record, member, bool, #fallback, 0, 0, NULL, help)
#define LEAT_OPTION_INT(record, member, fallback, min, max, help) \
    LEAT_OPTION_OF(LEAT_TYPE_INT, record, member, int64_t, #fallback, min, max, NULL, help)
/* An integer, or one of some words: LEAT_OPTION_INT_OR(struct s, workers, "auto", 0, 64, words, "…"). */
#define LEAT_OPTION_INT_OR(record, member, fallback, min, max, words, help) \
    LEAT_OPTION_OF(LEAT_TYPE_INT, record, member, int64_t, #fallback, min, max, words, help)
#define LEAT_OPTION_NUMBER(record, member, fallback, min, max, help) \
    LEAT_OPTION_OF(LEAT_TYPE_NUMBER, record, member, double, #fallback, min, max, NULL, help)
#define LEAT_OPTION_STRING(record, member, fallback, help) \
    LEAT_OPTION_OF(LEAT_TYPE_STRING, record, member, const char *, #fallback, 0, 0, NULL, help)
#define LEAT_OPTION_ENUM(record, member, fallback, choices, help) \
    LEAT_OPTION_OF(LEAT_TYPE_ENUM, record, member, int, #fallback, 0, 0, choices, help)
#define LEAT_OPTION_SIZE(record, member, fallback, min, max, help) \
    LEAT_OPTION_OF(LEAT_TYPE_SIZE, record, member, uint64_t, #fallback, min, max, NULL, help)
#define LEAT_OPTION_DURATION(record, member, fallback, help) \
    LEAT_OPTION_OF(LEAT_TYPE_DURATION, record, member, uint64_t, #fallback, 0, 0, NULL, help)
#define LEAT_OPTION_PATH(record, member, fallback, help) \
    LEAT_OPTION_OF(LEAT_TYPE_PATH, record, member, const char *, #fallback, 0, 0, NULL, help)
#define LEAT_OPTION_AMOUNT(record, member, fallback, help) \
    LEAT_OPTION_OF(LEAT_TYPE_AMOUNT, record, member, struct leat_amount, #fallback, 0, 0, NULL, help)
/* Lists and maps take their default as the text of a JSON array or object: "[\"id\"]", "[]", "{}". */
#define LEAT_OPTION_LIST(record, member, fallback, help) \
    LEAT_OPTION_OF(LEAT_TYPE_LIST, record, member, struct leat_list, fallback, 0, 0, NULL, help)
#define LEAT_OPTION_PATHS(record, member, fallback, help) \
    LEAT_OPTION_OF(LEAT_TYPE_PATHS, record, member, struct leat_list, fallback, 0, 0, NULL, help)
#define LEAT_OPTION_MAP(record, member, fallback, help) \
    LEAT_OPTION_OF(LEAT_TYPE_MAP, record, member, struct leat_map, fallback, 0, 0, NULL, help)

#define LEAT_OPTION_REQUIRED_STRING(record, member, help) \
    LEAT_OPTION_OF(LEAT_TYPE_STRING, record, member, const char *, NULL, 0, 0, NULL, help)
#define LEAT_OPTION_REQUIRED_PATH(record, member, help) \
    LEAT_OPTION_OF(LEAT_TYPE_PATH, record, member, const char *, NULL, 0, 0, NULL, help)
#define LEAT_OPTION_REQUIRED_PATHS(record, member, help) \
    LEAT_OPTION_OF(LEAT_TYPE_PATHS, record, member, struct leat_list, NULL, 0, 0, NULL, help)

/* Any of the above without an upper limit: LEAT_OPTION_INT(struct s, n, 3, 1, LEAT_UNLIMITED, "…"). */
#define LEAT_UNLIMITED INFINITY

#define LEAT_OPTIONS_END      \
    {                         \
        .type = LEAT_TYPE_END \
    }

#endif
