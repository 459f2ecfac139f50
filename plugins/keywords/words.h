/* Words as numbers: without regard to the capitals of ASCII, and without a plural s. */
#ifndef WORDS_H
#define WORDS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t word_mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 32);
}

/* Up to eight bytes as a number, capitals made small. */
static inline uint64_t word_bytes(const char *at, size_t length)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < length; i++)
        bytes |= (uint64_t)(unsigned char)at[i] << (8 * i);
    return bytes | (~bytes & UINT64_C(0x8080808080808080)) >> 2;
}

/* Where the word ends without the s of a plural: "ports", but not "bus", "loss" or "is". */
static inline size_t word_stem(const char *at, size_t length)
{
    if (length < 5 || at[length - 1] != 's' || memchr("sui'", at[length - 2], 4) != NULL)
        return length;
    return length - 1;
}

/* Never 0. The same on every machine. */
static inline uint64_t word_hash(const char *at, size_t length)
{
    uint64_t hash = length = word_stem(at, length);
    for (; length > 8; at += 8, length -= 8)
        hash = word_mix(hash, word_bytes(at, 8));
    return word_mix(hash, word_bytes(at, length)) | 1;
}

#endif
