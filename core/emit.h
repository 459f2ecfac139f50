/* JSON, written with two spaces of indent for each level. */
#ifndef EMIT_H
#define EMIT_H

#include "buffer.h"

struct emit {
    struct leat_out *out;
    size_t depth;
    bool filled; /* the object or array that is open holds something already */
};

/* Each of these writes one value: `key` is its name where it stands in an object, NULL in an array and at the top.
 * `bracket` is '{' or '['. A string that is NULL is written as null. */
void emit_open(struct emit *emit, const char *key, char bracket);
void emit_close(struct emit *emit, char bracket);
void emit_text(struct emit *emit, const char *key, const char *text);
void emit_bool(struct emit *emit, const char *key, bool truth);
void emit_number(struct emit *emit, const char *key, double number);
void emit_raw(struct emit *emit, const char *key, const char *value);

/* Appends a string in quotes, with the escapes that RFC 8259 asks for. */
void emit_quote(struct leat_out *out, struct leat_string text);

#endif
