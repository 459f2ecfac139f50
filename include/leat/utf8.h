/* UTF-8, one sequence at a time, for plugins that read raw bytes. Text of a document needs no check: it is valid. */
#ifndef LEAT_UTF8_H
#define LEAT_UTF8_H

#include <stddef.h>

/* The length of the well-formed sequence at the start of `bytes` (no overlong form, no surrogate, nothing above
 * U+10FFFF); where there is none, minus the length of the maximal subpart, which is what one U+FFFD stands for (the
 * Unicode Standard, section 3.9, table 3-7). `length` is at least 1. */
static inline int leat_utf8_sequence(const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    const unsigned char lead = at[0];
    if (lead < 0x80)
        return 1;
    const int size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (size == 0 || length < 2 || at[1] < low || at[1] > high)
        return -1;
    for (int i = 2; i < size; i++)
        if ((size_t)i >= length || (at[i] & 0xC0) != 0x80)
            return -i;
    return size;
}

#endif
