#include "write.h"

#include "plain.h"
#include "read.h"

#include <float.h>
#include <stdlib.h>

/* --- strings ------------------------------------------------------------------------------------------------------ */

enum { ESCAPE_MAX = 6, BLOCK = 4096 };

/* Writes the escape for a byte that can't stand for itself; to[0] to to[5] are there. */
static char *put_escape(char *to, char byte)
{
    static const char digits[] = "0123456789abcdef";
    static const char *const escapes[] = {['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f",
                                          ['\r'] = "\\r", ['"'] = "\\\"", ['\\'] = "\\\\"};
    const char *escape = escapes[(unsigned char)byte];
    if (escape != NULL) {
        memcpy(to, escape, 2);
        return to + 2;
    }
    memcpy(to, "\\u00", 4);
    to[4] = digits[(unsigned char)byte >> 4];
    to[5] = digits[(unsigned char)byte & 0x0F];
    return to + ESCAPE_MAX;
}

/* Writes up to BLOCK bytes; `to` has room for all of them escaped. */
static char *put_block(char *to, const char *at, const char *end)
{
    while (end - at >= PLAIN_STEP) {
        const uint32_t mask = plain_mask(at, false);
        const int run = mask == 0 ? PLAIN_STEP : __builtin_ctz(mask);
        memcpy(to, at, PLAIN_STEP); /* more than the run, perhaps: it is written over */
        to += run;
        at += run;
        if (mask != 0)
            to = put_escape(to, *at++);
    }
    for (; at < end; at++) {
        if (plain_ends(*at, false))
            to = put_escape(to, *at);
        else
            *to++ = *at;
    }
    return to;
}

/* What stands between the quotes. */
static void put_characters(struct leat_out *out, struct leat_string string)
{
    for (size_t done = 0;
         done < string.length;) { /* in blocks, so that no more room than they need is asked for in a long text */
        const size_t size = string.length - done < BLOCK ? string.length - done : BLOCK;
        char *to = leat_out_reserve(out, size * ESCAPE_MAX);
        if (to == NULL)
            return;
        out->length += (size_t)(put_block(to, string.at + done, string.at + done + size) - to);
        done += size;
    }
}

void json_put_string(struct leat_out *out, struct leat_string string)
{
    leat_out_text(out, "\"");
    put_characters(out, string);
    leat_out_text(out, "\"");
}

void json_put_key(struct leat_out *out, const char *prefix, struct leat_string name)
{
    leat_out_text(out, "\"");
    leat_out_text(out, prefix);
    put_characters(out, name);
    leat_out_text(out, "\":");
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

char *json_put_integer(char *to, uint64_t integer)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                                "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                                "8081828384858687888990919293949596979899";
    size_t length = 1;
    for (uint64_t limit = 10; integer >= limit && length < JSON_INTEGER_MAX; limit *= 10)
        length++;
    char *at = to + length;
    for (; integer >= 100; integer /= 100)
        memcpy(at -= 2, pairs + integer % 100 * 2, 2);
    if (integer >= 10)
        memcpy(to, pairs + integer * 2, 2);
    else
        *to = (char)('0' + integer);
    return to + length;
}

/* Writes a number between 1e-5 and 1e15 that few decimals describe exactly; NULL where it is none. The quotient of two
 * exact numbers is the double nearest to it, and so is what a reader makes of the decimals. */
static char *put_decimal(char *to, double number)
{
    uint64_t power = 1;
    for (int decimals = 0; decimals <= 15 && number * (double)power < 9e15; decimals++, power *= 10) {
        const uint64_t scaled = (uint64_t)(number * (double)power + 0.5);
        if ((double)scaled / (double)power != number)
            continue;
        to = json_put_integer(to, scaled / power);
        if (decimals == 0)
            return to;
        *to = '.';
        uint64_t rest = scaled % power;
        for (int i = decimals; i > 0; i--, rest /= 10)
            to[i] = (char)('0' + rest % 10);
        return to + 1 + decimals;
    }
    return NULL;
}

/* The same by the C library, whose decimal point depends on the locale and may be several bytes. */
static char *put_any(char *to, double number)
{
    char digits[48];
    int precision = number < DBL_MIN ? 1 : 15; /* all others keep 15 digits, so that %.15g finds any shorter form */
    do
        snprintf(digits, sizeof digits, "%.*g", precision, number);
    while (strtod(digits, NULL) != number && ++precision <= 17);
    for (const char *at = digits; *at != '\0'; at++) {
        if (strchr("0123456789+-e", *at) != NULL)
            *to++ = *at;
        else if (to[-1] != '.')
            *to++ = '.';
    }
    return to;
}

void json_put_number(struct leat_out *out, double number)
{
    char *begin = leat_out_reserve(out, 64);
    if (begin == NULL)
        return;
    char *to = begin;
    const double size = fabs(number);
    if (signbit(number))
        *to++ = '-';
    char *end = size == 0 || (size >= 1e-5 && size < 1e15) ? put_decimal(to, size) : NULL;
    out->length += (size_t)((end != NULL ? end : put_any(to, size)) - begin);
}

/* --- values ------------------------------------------------------------------------------------------------------- */

/* JSON as it stands, but on one line: outside of strings, where alone they can be, line ends become spaces. */
static bool put_json(struct leat_out *out, struct leat_string raw)
{
    struct leat_string value;
    struct json_reader reader = json_reader_make(raw);
    if (!json_take_value(&reader, &value) || !json_end(&reader))
        return false;
    char *to = leat_out_reserve(out, value.length);
    if (to == NULL)
        return true;
    for (size_t i = 0; i < value.length; i++)
        to[i] = value.at[i] == '\n' || value.at[i] == '\r' ? ' ' : value.at[i];
    out->length += value.length;
    return true;
}

bool json_put_value(struct leat_out *out, const struct leat_value *value)
{
    switch (value->kind) {
    case LEAT_VALUE_STRING:
        json_put_string(out, value->string);
        return true;
    case LEAT_VALUE_NUMBER:
        json_put_number(out, value->number);
        return true;
    default:
        return put_json(out, value->string);
    }
}
