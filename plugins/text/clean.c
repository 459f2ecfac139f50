#include "clean.h"

#include <leat/utf8.h>

struct leat_string clean_ends(struct leat_string bytes)
{
    const char *at = bytes.at;
    const char *end = at + bytes.length;
    if (bytes.length >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
        at += 3;
    while (end > at && clean_space(end[-1]))
        end--;
    const char *begin = at; /* of the line */
    for (; at < end && clean_space(*at); at++)
        if (*at == '\n' || *at == '\r')
            begin = at + 1;
    return (struct leat_string){begin, (size_t)(end - begin)};
}

/* The length of the run of bytes at the start that are copied as they are: ASCII but NUL and CR. */
static size_t plain_run(const char *at, size_t length)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7, returns = ones * '\r';
    size_t run = 0;
    for (uint64_t word; length - run >= sizeof word; run += sizeof word) {
        memcpy(&word, at + run, sizeof word);
        const uint64_t other = word ^ returns;
        if (((word | (word - ones) | ((other - ones) & ~other)) & tops) != 0) /* a high, a zero or a CR byte */
            break;
    }
    while (run < length && (unsigned char)at[run] < 0x80 && at[run] != '\0' && at[run] != '\r')
        run++;
    return run;
}

/* The length of the character at the start; negative where it is none, as leat_utf8_sequence has it. */
static int character(const char *at, size_t length)
{
    return *at == '\0' ? -1 : leat_utf8_sequence(at, length);
}

size_t clean_valid(struct leat_string bytes)
{
    for (size_t at = 0; at < bytes.length;) {
        at += plain_run(bytes.at + at, bytes.length - at);
        const int size = at < bytes.length ? character(bytes.at + at, bytes.length - at) : 0;
        if (size < 0)
            return at;
        at += (size_t)size;
    }
    return bytes.length;
}

size_t clean_copy(struct leat_string bytes, char *to)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    const char *begin = to;
    const char *at = bytes.at;
    const char *end = at + bytes.length;
    for (;;) {
        const size_t run = plain_run(at, (size_t)(end - at));
        memcpy(to, at, run);
        to += run;
        at += run;
        if (at == end)
            return (size_t)(to - begin);
        const int size = character(at, (size_t)(end - at));
        if (*at == '\r') {
            at += at + 1 < end && at[1] == '\n' ? 2 : 1;
            *to++ = '\n';
        } else {
            memcpy(to, size > 0 ? at : replacement, size > 0 ? (size_t)size : 3);
            to += size > 0 ? size : 3;
            at += size > 0 ? size : -size;
        }
    }
}
