#include "escape.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What stands for what behind a backslash, but for u; 0 where there is no such escape. */
static const char meant[256] = {
    ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t'};

/* The value of the four hexadecimal digits that stand there, or -1. */
static int hex4(const char *at, const char *end)
{
    int value = 0;
    if (end - at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        const char digit = at[i];
        const char lower = (char)(digit | 0x20);
        if (digit >= '0' && digit <= '9')
            value = value * 16 + digit - '0';
        else if (lower >= 'a' && lower <= 'f')
            value = value * 16 + lower - 'a' + 10;
        else
            return -1;
    }
    return value;
}

static bool high_surrogate(int unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

static bool low_surrogate(int unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

const char *escape_check(const char **place, const char *end)
{
    const char *at = *place;
    const char kind = at + 1 < end ? at[1] : '\0';
    if (kind != 'u') {
        if (meant[(unsigned char)kind] == '\0')
            return "there is no such escape in JSON; a backslash itself is written \\\\";
        *place = at + 2;
        return NULL;
    }
    const int unit = hex4(at + 2, end);
    if (unit < 0)
        return "four hexadecimal digits are expected behind \\u";
    if (!high_surrogate(unit) && !low_surrogate(unit)) {
        *place = at + 6;
        return NULL;
    }
    if (low_surrogate(unit) || end - at < 8 || at[6] != '\\' || at[7] != 'u' || !low_surrogate(hex4(at + 8, end)))
        return "half of a surrogate pair stands alone, which is no character";
    *place = at + 12;
    return NULL;
}

static size_t put_code_point(char *to, uint32_t point)
{
    unsigned char *at = (unsigned char *)to;
    if (point < 0x80) {
        at[0] = (unsigned char)point;
        return 1;
    }
    if (point < 0x800) {
        at[0] = (unsigned char)(0xC0 | point >> 6);
        at[1] = (unsigned char)(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        at[0] = (unsigned char)(0xE0 | point >> 12);
        at[1] = (unsigned char)(0x80 | (point >> 6 & 0x3F));
        at[2] = (unsigned char)(0x80 | (point & 0x3F));
        return 3;
    }
    at[0] = (unsigned char)(0xF0 | point >> 18);
    at[1] = (unsigned char)(0x80 | (point >> 12 & 0x3F));
    at[2] = (unsigned char)(0x80 | (point >> 6 & 0x3F));
    at[3] = (unsigned char)(0x80 | (point & 0x3F));
    return 4;
}

const char *escape_put(const char *at, char **to)
{
    if (at[1] != 'u') {
        *(*to)++ = meant[(unsigned char)at[1]];
        return at + 2;
    }
    const uint32_t unit = (uint32_t)hex4(at + 2, at + 6);
    if (!high_surrogate((int)unit)) {
        *to += put_code_point(*to, unit);
        return at + 6;
    }
    *to += put_code_point(*to, 0x10000 + ((unit - 0xD800) << 10) + (uint32_t)hex4(at + 8, at + 12) - 0xDC00);
    return at + 12;
}
