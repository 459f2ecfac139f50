#include "read.h"

#include "escape.h"
#include "plain.h"

#include <leat/utf8.h>

#include <math.h>
#include <stdlib.h>

struct json_reader json_reader_make(struct leat_string text)
{
    return (struct json_reader){.start = text.at, .at = text.at, .end = text.at + text.length};
}

static bool fail(struct json_reader *reader, const char *at, const char *fault)
{
    reader->at = at;
    reader->fault = fault;
    return false;
}

static void skip_space(struct json_reader *reader)
{
    const char *at = reader->at;
    while (at < reader->end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
        at++;
    reader->at = at;
}

/* Whether this byte comes next, behind white space. */
static bool comes(struct json_reader *reader, char byte)
{
    skip_space(reader);
    return reader->at < reader->end && *reader->at == byte;
}

static bool take(struct json_reader *reader, char byte, const char *fault)
{
    if (!comes(reader, byte))
        return fail(reader, reader->at, fault);
    reader->at++;
    return true;
}

enum json_kind json_peek(struct json_reader *reader)
{
    skip_space(reader);
    if (reader->at == reader->end)
        return JSON_NONE;
    switch (*reader->at) {
    case '{':
        return JSON_OBJECT;
    case '[':
        return JSON_ARRAY;
    case '"':
        return JSON_STRING;
    case 't':
    case 'f':
        return JSON_BOOL;
    case 'n':
        return JSON_NULL;
    default:
        return *reader->at == '-' || (*reader->at >= '0' && *reader->at <= '9') ? JSON_NUMBER : JSON_NONE;
    }
}

const char *json_kind_name(enum json_kind kind)
{
    static const char *const names[] = {"nothing",  "an object",     "an array", "a string",
                                        "a number", "true or false", "null"};
    return names[kind];
}

/* --- strings ------------------------------------------------------------------------------------------------------ */

/* Takes characters above U+007F as long as they follow on each other. */
static bool take_wide(struct json_reader *reader)
{
    while (reader->at < reader->end && (unsigned char)*reader->at > 0x7F) {
        const int size = leat_utf8_sequence(reader->at, (size_t)(reader->end - reader->at));
        if (size < 0)
            return fail(reader, reader->at, "this is not UTF-8");
        reader->at += size;
    }
    return true;
}

/* Takes what stands in a string, up to the quote that ends it. Copies it to `*to`, which then stands behind the copy,
 * unless `to` is NULL: it is never ahead of reader->at, so that there is room for a step wherever one can be read. */
static inline bool take_characters(struct json_reader *reader, bool *escaped, char **to)
{
    const char *const begin = reader->at, *const end = reader->end;
    for (;;) {
        const size_t left = (size_t)(end - reader->at);
        const size_t run = to != NULL ? plain_copy(*to, reader->at, left) : plain_run(reader->at, left, true);
        const char *const at = reader->at += run;
        if (to != NULL)
            *to += run;
        if (at == end)
            return fail(reader, begin - 1, "the string that begins here has no end");
        if (*at == '"')
            return true;
        if (*at == '\\') {
            *escaped = true;
            const char *fault = escape_check(&reader->at, end);
            if (fault != NULL)
                return fail(reader, at, fault);
            if (to != NULL)
                escape_put(at, to);
        } else if ((unsigned char)*at < 0x20) {
            return fail(reader, at, "a control character stands in a string; it must be escaped");
        } else if (!take_wide(reader)) {
            return false;
        } else if (to != NULL) {
            memcpy(*to, at, (size_t)(reader->at - at));
            *to += reader->at - at;
        }
    }
}

bool json_take_string(struct json_reader *reader, struct json_string *string)
{
    if (!take(reader, '"', "a string is expected"))
        return false;
    const char *begin = reader->at;
    string->escaped = false;
    if (!take_characters(reader, &string->escaped, NULL))
        return false;
    string->raw = (struct leat_string){begin, (size_t)(reader->at - begin)};
    reader->at++;
    return true;
}

bool json_copy_string(struct json_reader *reader, char *to, size_t *length)
{
    char *next = to;
    bool escaped;
    if (!take(reader, '"', "a string is expected") || !take_characters(reader, &escaped, &next))
        return false;
    *length = (size_t)(next - to);
    reader->at++;
    return true;
}

size_t json_unescape(struct json_string string, char *to)
{
    size_t length = 0;
    struct json_reader reader = json_reader_make((struct leat_string){string.raw.at - 1, string.raw.length + 2});
    (void)json_copy_string(&reader, to, &length);
    return length;
}

/* --- numbers and words -------------------------------------------------------------------------------------------- */

/* Moves over digits and tells whether there were any. */
static bool take_digits(struct json_reader *reader)
{
    const char *begin = reader->at;
    while (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9')
        reader->at++;
    return reader->at > begin;
}

/* Moves over one of two bytes, where one of them comes next. */
static bool take_either(struct json_reader *reader, char one, char other)
{
    const bool there = reader->at < reader->end && (*reader->at == one || *reader->at == other);
    reader->at += there;
    return there;
}

/* Whether a number with an exponent is one that a double holds. */
static bool is_finite(const char *begin, const char *end)
{
    char text[JSON_NUMBER_SIZE + 1];
    memcpy(text, begin, (size_t)(end - begin));
    text[end - begin] = '\0';
    return isfinite(strtod(text, NULL));
}

static bool take_number(struct json_reader *reader)
{
    const char *begin = reader->at;
    bool exponent = false;
    (void)take_either(reader, '-', '-');
    const char *digits = reader->at;
    if (!take_digits(reader))
        return fail(reader, reader->at, "a digit is expected");
    if (*digits == '0' && reader->at - digits > 1)
        return fail(reader, digits, "a number must not begin with 0");
    if (take_either(reader, '.', '.') && !take_digits(reader))
        return fail(reader, reader->at, "a digit is expected behind the decimal point");
    if (take_either(reader, 'e', 'E')) {
        exponent = true;
        (void)take_either(reader, '+', '-');
        if (!take_digits(reader))
            return fail(reader, reader->at, "a digit is expected in the exponent");
    }
    if (reader->at - begin > JSON_NUMBER_SIZE)
        return fail(reader, begin, "a number may have 63 characters at most");
    if (exponent && !is_finite(begin, reader->at))
        return fail(reader, begin, "a number this large can't be kept");
    return true;
}

static bool take_word(struct json_reader *reader, const char *word)
{
    const size_t length = strlen(word);
    if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, word, length) != 0)
        return fail(reader, reader->at, "a value is expected: an object, array, string, number, true, false or null");
    reader->at += length;
    return true;
}

/* --- whole values ------------------------------------------------------------------------------------------------- */

/* The objects and arrays that are open; bit i of `objects` tells which of both level i is. */
struct nest {
    size_t depth;
    uint64_t objects;
};

static bool in_object(const struct nest *nest)
{
    return (nest->objects >> (nest->depth - 1) & 1) != 0;
}

static bool take_name(struct json_reader *reader, struct json_string *name)
{
    if (!comes(reader, '"'))
        return fail(reader, reader->at, "a member's name in double quotes is expected");
    return json_take_string(reader, name) && take(reader, ':', "a colon is expected behind the member's name");
}

/* Takes the bracket that opens an object or array, and what stands before its first value. `*whole`: it is empty, and
 * closed again. */
static bool open_nest(struct json_reader *reader, struct nest *nest, bool object, bool *whole)
{
    struct json_string name;
    if (nest->depth == JSON_DEPTH)
        return fail(reader, reader->at, "objects and arrays stand more than 62 deep in each other");
    reader->at++;
    *whole = comes(reader, object ? '}' : ']');
    if (*whole) {
        reader->at++;
        return true;
    }
    const uint64_t bit = UINT64_C(1) << nest->depth;
    nest->objects = object ? nest->objects | bit : nest->objects & ~bit;
    nest->depth++;
    return !object || take_name(reader, &name);
}

/* Takes a value, or of an object or array the beginning. */
static bool begin_value(struct json_reader *reader, struct nest *nest, bool *whole)
{
    struct json_string string;
    const enum json_kind kind = json_peek(reader);
    *whole = true;
    switch (kind) {
    case JSON_OBJECT:
    case JSON_ARRAY:
        return open_nest(reader, nest, kind == JSON_OBJECT, whole);
    case JSON_STRING:
        return json_take_string(reader, &string);
    case JSON_NUMBER:
        return take_number(reader);
    case JSON_BOOL:
        return take_word(reader, *reader->at == 't' ? "true" : "false");
    default:
        return take_word(reader, "null");
    }
}

/* Behind a value: takes the brackets that close, up to where the next value must begin. */
static bool end_values(struct json_reader *reader, struct nest *nest)
{
    struct json_string name;
    while (nest->depth > 0) {
        const bool object = in_object(nest);
        if (comes(reader, ',')) {
            reader->at++;
            return !object || take_name(reader, &name);
        }
        if (!take(reader, object ? '}' : ']', object ? "a comma or } is expected" : "a comma or ] is expected"))
            return false;
        nest->depth--;
    }
    return true;
}

bool json_take_value(struct json_reader *reader, struct leat_string *raw)
{
    struct nest nest = {0, 0};
    skip_space(reader);
    const char *begin = reader->at;
    do {
        bool whole;
        if (!begin_value(reader, &nest, &whole) || (whole && !end_values(reader, &nest)))
            return false;
    } while (nest.depth > 0);
    *raw = (struct leat_string){begin, (size_t)(reader->at - begin)};
    return true;
}

bool json_enter_object(struct json_reader *reader)
{
    reader->fresh = true;
    return take(reader, '{', "an object is expected");
}

bool json_next_member(struct json_reader *reader, struct json_string *name)
{
    const bool fresh = reader->fresh;
    reader->fresh = false;
    if (comes(reader, '}')) {
        reader->at++;
        return false;
    }
    return (fresh || take(reader, ',', "a comma or } is expected")) && take_name(reader, name);
}

bool json_end(struct json_reader *reader)
{
    skip_space(reader);
    return reader->at == reader->end || fail(reader, reader->at, "something stands behind the end of the value");
}
