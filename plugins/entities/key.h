/* The key by which a word is known: 64 bits that are made in one multiplication for each eight bytes. Made anew in each
 * run and written nowhere. */
#ifndef KEY_H
#define KEY_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { KEY_ROOM = 16 }; /* where so many bytes may be read, most words need no guess at a branch */

static inline uint64_t key_mix(uint64_t key)
{
    return (key ^ key >> 32) * UINT64_C(0x9e3779b97f4a7c15);
}

static inline uint64_t key_bytes(const void *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/* The key of a word, never 0. `room` bytes may be read, `length` or more. */
static inline uint64_t key_make(const char *at, size_t length, size_t room)
{
    static const unsigned char masks[2 * KEY_ROOM] = {255, 255, 255, 255, 255, 255, 255, 255,
                                                      255, 255, 255, 255, 255, 255, 255, 255};
    const unsigned char *mask = masks + KEY_ROOM - (length < KEY_ROOM ? length : KEY_ROOM);
    const char *first = at;
    char copy[KEY_ROOM];
    if (room < KEY_ROOM) {
        memset(copy, 0, sizeof copy);
        memcpy(copy, at, length);
        first = copy;
    }
    uint64_t key = (key_bytes(first) & key_bytes(mask)) * UINT64_C(0x9e3779b97f4a7c15);
    key = key_mix(key ^ ((key_bytes(first + 8) & key_bytes(mask + 8)) + length * 0x2545f491));
    for (size_t i = KEY_ROOM; i < length; i += 8)
        key = key_mix(key ^ key_bytes(at + (i + 8 < length ? i : length - 8)));
    return key | 1;
}

#endif
