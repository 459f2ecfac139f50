/* UTF-8 as Unicode defines it: no overlong form, no surrogate, nothing above U+10FFFF. */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How many bytes from the start are valid: `length` where all are, else the offset of the first sequence that is not.
 * `*ascii` tells whether all of those are below 0x80. */
size_t utf8_valid(const char *bytes, size_t length, bool *ascii);

/* Whether offset `at` of a valid text stands between two characters. */
static inline bool utf8_boundary(const char *text, size_t length, size_t at)
{
    return at == length || (at < length && ((unsigned char)text[at] & 0xC0) != 0x80);
}

#endif
