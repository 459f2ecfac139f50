/* What is known of single English words: the list is gen/english.txt, from which gen/english.c makes the table. */
#ifndef TOKENIZE_ENGLISH_WORDS_H
#define TOKENIZE_ENGLISH_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The classes of gen/english.txt. A word may be in several. */
enum english_class {
    ENGLISH_TITLE = 1 << 0,     /* an abbreviation that something always follows: Mr. */
    ENGLISH_NUMBER = 1 << 1,    /* an abbreviation before a number alone: No. 5 */
    ENGLISH_SHORT = 1 << 2,     /* an abbreviation that may end a sentence: Inc. */
    ENGLISH_STARTER = 1 << 3,   /* a word that, with a capital, begins a sentence far more often than a name */
    ENGLISH_ADDRESS = 1 << 4,   /* the last part of a host's or file's name: com */
    ENGLISH_PREFIX = 1 << 5,    /* what Universal Dependencies leave joined before a hyphen: non- */
    ENGLISH_CLIPPED = 1 << 6,   /* written with an apostrophe at its head: 'em */
    ENGLISH_SPEECH = 1 << 7,    /* a verb behind what somebody said: "Why?" Smith asked */
    ENGLISH_NAME = 1 << 8,      /* a name that ends with an exclamation mark: Yahoo! */
    ENGLISH_SURE = 1 << 9,      /* a word that, with a capital, begins a sentence and no name */
    ENGLISH_ORDINARY = 1 << 10, /* a word that is hardly ever a name, but seldom begins sentences */
    ENGLISH_LONGEST = 14,       /* bytes of the longest word */
};

enum { ENGLISH_SLOTS = 4096 };

struct english_word {
    char text[ENGLISH_LONGEST];
    uint16_t length; /* 0: a free slot */
    uint16_t classes;
};

/* Open addressing from english_slot on, one slot after the other. */
extern const struct english_word english_table[ENGLISH_SLOTS];

/* The english_tag of the word in each slot, 0 where there is none: small enough to stay in the nearest cache, and they
 * settle nearly every look-up of a word that is not in the table. */
extern const uint8_t english_tags[ENGLISH_SLOTS];

/* FNV-1a, a byte at a time, the same for both cases of a letter. */
enum { ENGLISH_HASH_PRIME = 16777619 };
static const uint32_t english_hash_seed = 0x811C9DC5;

static inline uint32_t english_hash_byte(uint32_t hash, unsigned char byte)
{
    return (hash ^ (byte | 0x20u)) * ENGLISH_HASH_PRIME;
}

static inline uint32_t english_hash(const char *word, size_t length)
{
    uint32_t hash = english_hash_seed;
    for (size_t i = 0; i < length; i++)
        hash = english_hash_byte(hash, (unsigned char)word[i]);
    return hash;
}

static inline size_t english_slot(uint32_t hash)
{
    return (hash ^ hash >> 15) % ENGLISH_SLOTS;
}

static inline uint8_t english_tag(uint32_t hash)
{
    return (uint8_t)(hash >> 24 | 1);
}

/* The classes of a word, 0 where it has none. A word listed with a capital is known with a capital only; the other
 * letters may be in either case. */
unsigned english_classes(const char *word, size_t length);

/* The same, where english_hash(word, length) is known. */
unsigned english_classes_hashed(uint32_t hash, const char *word, size_t length);

/* Bit k % 32 of element i % 32 * 32 + j % 32: a word of class ENGLISH_STARTER may begin with the bytes i, j, k. */
extern const uint32_t english_starts[32 * 32];

/* Whether the word of which these are the first three bytes, or one shorter with what follows it, may be one of class
 * ENGLISH_STARTER: this settles it for nearly all that are not. */
static inline bool english_may_start(const char *bytes)
{
    return (english_starts[(bytes[0] & 31) * 32 + (bytes[1] & 31)] >> (bytes[2] & 31) & 1) != 0;
}

#endif
