/* What a word's letters tell by themselves: worked out once for each spelling, and kept from document to document.
 * What is kept shows in the time that a document takes, never in what comes out. */
#ifndef SPELLING_H
#define SPELLING_H

#include "hash.h"
#include "lists.h"
#include "terms.h"

#include <leat/plugin.h>

enum shape {
    SHAPE_OTHER,   /* punctuation, symbols, scripts without capitals */
    SHAPE_LOWER,   /* begins with a small letter */
    SHAPE_CAPITAL, /* begins with a capital */
    SHAPE_UPPER,   /* is two or more capitals, perhaps with stops: "APEC", "U.S." */
    SHAPE_INITIAL, /* is one capital, perhaps with a stop: "W." */
    SHAPE_NUMBER,  /* begins with a digit */
    SHAPES,
};

/* Of a word with a possessive ending, all but key and shape tell of the word without it. */
struct spelling {
    _Alignas(32) uint64_t key; /* of its bytes: spelling_key */
    uint32_t lower;            /* a hash of its bytes, alike for capitals and small letters of ASCII */
    uint32_t lists;            /* IN_… bits */
    uint8_t shape;             /* enum shape */
    uint8_t cut;               /* the bytes of the possessive ending */
    bool capital;              /* one of its first three bytes is a capital: "iPhone" */
    bool opener;               /* a capital behind it is a matter of course: a colon, a quotation mark */
    struct sense sense;        /* what it tells of values */
};

enum { SPELLING_BITS = 16 };

struct spellings {
    struct spelling *at; /* 2^SPELLING_BITS; two that stand side by side are the places for one key */
    const struct terms *terms;
};

/* `terms` must live as long, or be NULL: then no sense is told. False where there is no memory. */
bool spellings_make(struct spellings *spellings, const struct terms *terms);

void spellings_free(struct spellings *spellings);

/* Works out what a word tells, in a place of its own where `spellings` is not NULL, else in `other`; returns which. */
const struct spelling *spelling_make(const struct spellings *spellings, struct leat_string word, uint64_t key,
                                     struct spelling *other);

/* The first eight bytes of a word as a number; what lies behind the word counts as 0. `room` bytes may be read. */
static inline uint64_t spelling_bytes(const char *at, size_t length, size_t room)
{
    uint64_t bytes = 0;
    if (room < sizeof bytes) {
        for (size_t i = 0; i < length; i++)
            bytes |= (uint64_t)(unsigned char)at[i] << 8 * i;
        return bytes;
    }
    memcpy(&bytes, at, sizeof bytes);
    return length < sizeof bytes ? bytes & ~(~UINT64_C(0) << 8 * length) : bytes;
}

static inline uint64_t spelling_mix(uint64_t key)
{
    return (key ^ key >> 32) * UINT64_C(0x9e3779b97f4a7c15);
}

/* By this a spelling is known: 64 bits, never 0, that are made in one multiplication for each eight bytes. `first` are
 * the first eight, as spelling_bytes has them. */
static inline uint64_t spelling_key_on(uint64_t first, const char *at, size_t length, size_t room)
{
    uint64_t key = spelling_mix(first + length * UINT64_C(0xa0761d6478bd642f));
    for (size_t i = sizeof key; i < length; i += sizeof key)
        key = spelling_mix(key ^ spelling_bytes(at + i, length - i, room - i));
    return key != 0 ? key : 1;
}

static inline uint64_t spelling_key(const char *at, size_t length, size_t room)
{
    return spelling_key_on(spelling_bytes(at, length, room), at, length, room);
}

static inline struct spelling *spelling_places(const struct spellings *spellings, uint64_t key)
{
    return &spellings->at[key >> (64 - SPELLING_BITS) & ~UINT64_C(1)];
}

/* Has the machine fetch what is kept for a key that will be looked for soon. */
static inline void spelling_expect(const struct spellings *spellings, uint64_t key)
{
    if (spellings != NULL)
        __builtin_prefetch(spelling_places(spellings, key));
}

/* What a word tells, good until the next. `spellings` may be NULL: then it stands in `other`. */
static inline const struct spelling *spelling_find(const struct spellings *spellings, struct leat_string word,
                                                   uint64_t key, struct spelling *other)
{
    if (spellings != NULL) {
        const struct spelling *place = spelling_places(spellings, key);
        place += place->key != key; /* in which of the two it stands is no guess */
        if (place->key == key)
            return place;
    }
    return spelling_make(spellings, word, key, other);
}

#endif
