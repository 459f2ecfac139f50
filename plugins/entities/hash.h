/* The hash by which words and phrases are known: FNV-1a of 64 bits, read on from where it stands, so that a phrase is
 * hashed word by word. Shared with the generator of the lists. */
#ifndef HASH_H
#define HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_START UINT64_C(0xcbf29ce484222325)

static inline uint64_t hash_byte(uint64_t hash, unsigned char byte)
{
    return (hash ^ byte) * UINT64_C(0x100000001b3);
}

static inline uint64_t hash_bytes(uint64_t hash, const char *at, size_t length)
{
    for (size_t i = 0; i < length; i++)
        hash = hash_byte(hash, (unsigned char)at[i]);
    return hash;
}

/* As hash_bytes of the word with every ASCII letter but its first made small: "LONDON" as "London". */
static inline uint64_t hash_title(uint64_t hash, const char *at, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)at[i];
        hash = hash_byte(hash, i > 0 && byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
    }
    return hash;
}

/* A slot in a table of 2^bits slots, 1 <= bits <= 63. */
static inline size_t hash_slot(uint64_t hash, unsigned bits)
{
    return (size_t)((hash * UINT64_C(0x9e3779b97f4a7c15)) >> (64 - bits));
}

#endif
