/* Writes JSON to the end of a leat_out. Where there is no memory, `out` has failed and nothing is written. */
#ifndef WRITE_H
#define WRITE_H

#include <leat/plugin.h>

/* A string in quotes, from valid UTF-8. */
void json_put_string(struct leat_out *out, struct leat_string string);

enum { JSON_ESCAPE_MAX = 6 }; /* bytes of the longest escape */

/* What a string of so many bytes may take, with its quotes. */
static inline size_t json_string_max(size_t length)
{
    return length * JSON_ESCAPE_MAX + 2;
}

/* The same as json_put_string to `to`, which has room for json_string_max bytes; returns its end. */
char *json_write_string(char *to, struct leat_string string);

/* The name of a member and its colon; `prefix` stands before the name, within the quotes. */
void json_put_key(struct leat_out *out, struct leat_string prefix, struct leat_string name);

/* The shortest decimal form that reads back as the same double, whatever the locale. `number` is finite. */
void json_put_number(struct leat_out *out, double number);

/* A value of a document, on one line. False where one of kind LEAT_VALUE_JSON is not JSON. */
bool json_put_value(struct leat_out *out, const struct leat_value *value);

enum { JSON_INTEGER_MAX = 20 }; /* bytes of the longest integer */

/* Writes an integer to `to`, which has room for JSON_INTEGER_MAX bytes, and returns its end. */
char *json_put_integer(char *to, uint64_t integer);

extern const char json_pairs[200]; /* two digits for each number below 100 */

static inline char *json_put_pair(char *to, unsigned pair)
{
    memcpy(to, json_pairs + 2 * (size_t)pair, 2);
    return to + 2;
}

/* The same as json_put_integer, quicker for the three or four digits that most offsets have: as many as the one before,
 * so that the branches are foretold. */
static inline char *json_put_offset(char *to, uint32_t offset)
{
    if (offset < 100 || offset > 9999)
        return json_put_integer(to, offset);
    const uint32_t high = offset / 100;
    if (high >= 10)
        to = json_put_pair(to, high);
    else
        *to++ = (char)('0' + high);
    return json_put_pair(to, offset - high * 100);
}

#endif
