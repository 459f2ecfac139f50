/* JSON, read strictly as RFC 8259 has it: with the place of every key and value, every byte accounted for, and each key
 * of an object once. */
#ifndef JSON_H
#define JSON_H

#include "fault.h"

#include <leat/document.h>

enum { JSON_DEPTH_MAX = 64 };

enum json_kind { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

/* From 1; columns count code points. */
struct json_place {
    size_t line, column;
};

/* One value. All of it belongs to the root. */
struct json {
    enum json_kind kind;
    bool truth;                /* BOOL */
    bool expanded;             /* STRING: it held variables, see expand.h */
    bool faulty;               /* it has had its fault; json_fault adds none after it */
    double number;             /* NUMBER: the nearest double; see json_integer and json_exact */
    struct leat_string string; /* STRING: the text meant, which may hold U+0000; another 0 follows it */
    struct leat_string source; /* as it is written */
    struct leat_string key;    /* in an object: the name of this member, followed by a 0 */
    struct json_place place, key_place;
    size_t index; /* in the array or object that it stands in */
    size_t count; /* ARRAY, OBJECT: how many it holds */
    struct json *parent, *first, *next;
};

/* Reads one JSON text, which must outlive the result. `file` and the number of its first line serve to name places in
 * faults. NULL where anything is wrong with it, or there is no memory: `faults` then tells all of it. */
struct json *json_parse(const char *file, size_t line, struct leat_string text, struct faults *faults);

/* Takes the root. */
void json_free(struct json *root);

/* The member of an object; NULL where there is none, and where it is not an object. */
struct json *json_member(const struct json *object, const char *key);

/* The whole number that a NUMBER is, taken from its digits and not by way of a double. False where it is none or does
 * not fit. */
bool json_integer(const struct json *value, int64_t *integer);

/* Whether `number` is what is written, as far as whole numbers go: 9007199254740993 is not, 0.1 passes. */
bool json_exact(const struct json *value);

/* Adds a fault at a value, or at its key. */
LEAT_PRINTF(3, 4)
void json_fault(struct faults *faults, const struct json *value, const char *format, ...);
LEAT_PRINTF(3, 4)
void json_fault_key(struct faults *faults, const struct json *value, const char *format, ...);

/* A value as a fault's message shows it: "three", 7, true, an array. */
struct json_found {
    char text[64];
};
struct json_found json_found(const struct json *value);

#endif
