#include "write.h"

#include "plain.h"
#include "read.h"

#include <float.h>
#include <stdlib.h>

/* --- strings ------------------------------------------------------------------------------------------------------ */

enum { BLOCK = 4096 };

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
    return to + JSON_ESCAPE_MAX;
}

/* Writes less than 16 bytes. Where all stand for themselves, two halves are copied, which may overlap. */
static inline char *put_short(char *to, const char *at, size_t length)
{
    if (length >= 8) {
        uint64_t first, last;
        memcpy(&first, at, 8);
        memcpy(&last, at + length - 8, 8);
        if (plain_words(first, last)) {
            memcpy(to, &first, 8);
            memcpy(to + length - 8, &last, 8);
            return to + length;
        }
    } else if (length >= 4) {
        uint32_t first, last;
        memcpy(&first, at, 4);
        memcpy(&last, at + length - 4, 4);
        const uint64_t both = (uint64_t)first << 32 | last;
        if (plain_words(both, both)) {
            memcpy(to, &first, 4);
            memcpy(to + length - 4, &last, 4);
            return to + length;
        }
    }
    for (size_t i = 0; i < length; i++) {
        if (plain_ends(at[i], false))
            to = put_escape(to, at[i]);
        else
            *to++ = at[i];
    }
    return to;
}

/* Writes a string to `to`, which has room for all of it escaped. Whole steps are copied before they are looked at: what
 * is behind the run is written over. */
static char *put_block(char *to, const char *at, const char *end)
{
    while (end - at >= PLAIN_STEP) {
        const uint64_t mask = plain_mask(at, false);
        memcpy(to, at, PLAIN_STEP);
        if (mask == 0) { /* foretold, so that the next step need not wait for what this one finds */
            to += PLAIN_STEP;
            at += PLAIN_STEP;
        } else {
            const size_t run = plain_first(mask);
            to = put_escape(to + run, at[run]);
            at += run + 1;
        }
    }
    return put_short(to, at, (size_t)(end - at));
}

/* In blocks, so that no more room than they need is asked for in a long text. */
static void put_blocks(struct leat_out *out, struct leat_string string)
{
    for (size_t done = 0; done < string.length;) {
        const size_t size = string.length - done < BLOCK ? string.length - done : BLOCK;
        char *to = leat_out_reserve(out, size * JSON_ESCAPE_MAX);
        if (to == NULL)
            return;
        out->length += (size_t)(put_block(to, string.at + done, string.at + done + size) - to);
        done += size;
    }
}

char *json_write_string(char *to, struct leat_string string)
{
    *to++ = '"';
    if (string.length > 0)
        to = put_block(to, string.at, string.at + string.length);
    *to++ = '"';
    return to;
}

void json_put_string(struct leat_out *out, struct leat_string string)
{
    if (string.length > BLOCK) {
        leat_out_text(out, "\"");
        put_blocks(out, string);
        leat_out_text(out, "\"");
        return;
    }
    char *to = leat_out_reserve(out, json_string_max(string.length));
    if (to != NULL)
        out->length += (size_t)(json_write_string(to, string) - to);
}

void json_put_key(struct leat_out *out, struct leat_string prefix, struct leat_string name)
{
    if (prefix.length == 0) {
        json_put_string(out, name);
    } else {
        leat_out_text(out, "\"");
        leat_out_append(out, prefix);
        put_blocks(out, name);
        leat_out_text(out, "\"");
    }
    leat_out_text(out, ":");
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

const char json_pairs[200] = {"0001020304050607080910111213141516171819202122232425262728293031323334353637383940"
                              "4142434445464748495051525354555657585960616263646566676869707172737475767778798081"
                              "828384858687888990919293949596979899"};

char *json_put_integer(char *to, uint64_t integer)
{
    if (integer >= 100) {
        to = json_put_integer(to, integer / 100);
        return json_put_pair(to, (unsigned)(integer % 100));
    }
    if (integer >= 10)
        return json_put_pair(to, (unsigned)integer);
    *to = (char)('0' + integer);
    return to + 1;
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
