/* A run of ASCII letters, read eight bytes at a time. */
#ifndef LETTERS_H
#define LETTERS_H

#include <stddef.h>
#include <stdint.h>

enum { LETTERS_MOST = 16 };

#define LETTERS_EACH UINT64_C(0x0101010101010101) /* 1 in every byte */

struct letters {
    uint64_t first,
        others;     /* the first eight and those behind them, in small letters, from the lowest byte up; then 0 */
    unsigned count; /* at most LETTERS_MOST; there may be more where it is that */
};

/* Eight bytes, the first of them lowest. */
static inline uint64_t letters_load(const char *at)
{
    const unsigned char *byte = (const unsigned char *)at;
    return (uint64_t)byte[0] | (uint64_t)byte[1] << 8 | (uint64_t)byte[2] << 16 | (uint64_t)byte[3] << 24 |
           (uint64_t)byte[4] << 32 | (uint64_t)byte[5] << 40 | (uint64_t)byte[6] << 48 | (uint64_t)byte[7] << 56;
}

/* How many of eight bytes are letters, up to the first that is none. */
static inline unsigned letters_count(uint64_t bytes)
{
    const uint64_t high = 0x80 * LETTERS_EACH, small = (bytes & ~high) | 0x20 * LETTERS_EACH;
    const uint64_t from_a = small + (0x80 - 'a') * LETTERS_EACH, past_z = small + (0x7F - 'z') * LETTERS_EACH;
    const uint64_t others = (bytes | ~from_a | past_z) & high; /* each sum stays in its byte */
    return others != 0 ? (unsigned)__builtin_ctzll(others) / 8 : 8;
}

/* The first `count` of eight letters in small ones; the others 0. */
static inline uint64_t letters_keep(uint64_t bytes, unsigned count)
{
    return (bytes | 0x20 * LETTERS_EACH) & (count < 8 ? (UINT64_C(1) << 8 * count) - 1 : UINT64_MAX);
}

/* Reads the run at `at`, which has `most` bytes; LETTERS_MOST of them must be readable whatever `most` says. */
static inline struct letters letters_read(const char *at, size_t most)
{
    const uint64_t first = letters_load(at);
    unsigned count = letters_count(first);
    count = count < most ? count : (unsigned)most;
    if (count < 8)
        return (struct letters){.first = letters_keep(first, count), .count = count};
    const uint64_t others = letters_load(at + 8);
    unsigned more = letters_count(others);
    more = more < most - 8 ? more : (unsigned)(most - 8);
    return (struct letters){letters_keep(first, 8), letters_keep(others, more), 8 + more};
}

#endif
