#include "utf8.h"

#include <leat/utf8.h>

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

/* The length of the valid sequence at the start, or 0. */
static size_t sequence(const char *bytes, size_t length)
{
    const int size = leat_utf8_sequence(bytes, length);
    return size > 0 ? (size_t)size : 0;
}

size_t utf8_valid(const char *bytes, size_t length, bool *ascii)
{
    size_t at = ascii_run(bytes, length);
    *ascii = at == length || sequence(bytes + at, length - at) == 0;
    while (at < length) {
        const size_t size = sequence(bytes + at, length - at);
        if (size == 0)
            return at;
        at += size;
        if (at < length && (unsigned char)bytes[at] < 0x80)
            at += ascii_run(bytes + at, length - at);
    }
    return at;
}
