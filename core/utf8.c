#include "utf8.h"

#include <string.h>

static const uint64_t HIGH_BITS = UINT64_C(0x8080808080808080);

/* The length of the ASCII run at the start. Words are looked at together, four at first: runs are mostly long, or end
 * at one quotation mark and go on. */
static size_t ascii_run(const char *bytes, size_t length)
{
    size_t at = 0;
    for (; length - at >= 32; at += 32) {
        uint64_t words[4];
        memcpy(words, bytes + at, sizeof words);
        if (((words[0] | words[1] | words[2] | words[3]) & HIGH_BITS) != 0)
            break;
    }
    for (; length - at >= 8; at += 8) {
        uint64_t word;
        memcpy(&word, bytes + at, sizeof word);
        if ((word & HIGH_BITS) != 0)
            break;
    }
    while (at < length && (unsigned char)bytes[at] < 0x80)
        at++;
    return at;
}

/* The length of the valid sequence of more than one byte at the start, or 0. The bounds of the second byte are those
 * of table 3-7 of the Unicode Standard. */
static size_t sequence(const unsigned char *bytes, size_t length)
{
    const unsigned char lead = bytes[0];
    const size_t size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (size == 0 || size > length)
        return 0;
    const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (bytes[1] < low || bytes[1] > high)
        return 0;
    for (size_t i = 2; i < size; i++)
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    return size;
}

size_t utf8_valid(const char *bytes, size_t length, bool *ascii)
{
    size_t at = ascii_run(bytes, length);
    *ascii = at == length || sequence((const unsigned char *)bytes + at, length - at) == 0;
    while (at < length) {
        const size_t size = sequence((const unsigned char *)bytes + at, length - at);
        if (size == 0)
            return at;
        at += size;
        if (at < length && (unsigned char)bytes[at] < 0x80)
            at += ascii_run(bytes + at, length - at);
    }
    return at;
}
