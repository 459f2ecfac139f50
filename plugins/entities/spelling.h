/* What a word's letters tell by themselves: worked out once for each spelling, and kept from document to document.
 * What is kept shows in the time that a document takes, never in what comes out. */
#ifndef SPELLING_H
#define SPELLING_H

#include "key.h"
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
};

enum { SPELLING_BITS = 17, SPELLING_KEY = 38 };

/* Of a word with a possessive ending, all but key and shape tell of the word without it. Two words whose keys agree in
 * these bits and in those of their place are taken for one: 55 of 64, so that only words made to meet will. */
struct spelling {
    uint64_t shape : 3;          /* enum shape */
    uint64_t cut : 3;            /* the bytes of the possessive ending */
    uint64_t possessive : 1;     /* it has one; of a word in a sentence also where 's follows by itself */
    uint64_t ending : 1;         /* it is one by itself */
    uint64_t capital : 1;        /* one of its first three bytes is a capital: "iPhone" */
    uint64_t opener : 1;         /* a capital behind it is a matter of course: a colon, a quotation mark */
    uint64_t sense : 16;         /* what it tells of values: piece_sense */
    uint64_t key : SPELLING_KEY; /* the lowest bits of its bytes' key; the SPELLING_BITS highest tell its place */
    uint32_t lower;              /* a hash of its bytes, alike for capitals and small letters of ASCII */
    uint32_t lists;              /* IN_… bits */
};

/* The places for one key. */
struct spelling_set {
    _Alignas(32) struct spelling at[2];
};

struct spellings {
    struct spelling_set *sets; /* 2^SPELLING_BITS */
    const struct terms *terms; /* the caller's; NULL: no sense is told */
};

/* `terms` must live as long, or be NULL: then no sense is told. False where there is no memory. */
bool spellings_make(struct spellings *spellings, const struct terms *terms);

void spellings_free(struct spellings *spellings);

/* Works out what a word tells, in a place of its own. */
const struct spelling *spelling_make(struct spellings spellings, const char *text, struct leat_span span, uint64_t key);

static inline struct spelling_set *spelling_set(struct spellings spellings, uint64_t key)
{
    return &spellings.sets[key >> (64 - SPELLING_BITS)];
}

/* Has the machine fetch what is kept for a key that will be looked for soon. */
static inline void spelling_expect(struct spellings spellings, uint64_t key)
{
    __builtin_prefetch(spelling_set(spellings, key));
}

/* What the word at `span` tells, which has that key; good until the next. */
static inline const struct spelling *spelling_find(struct spellings spellings, const char *text, struct leat_span span,
                                                   uint64_t key)
{
    const struct spelling_set *set = spelling_set(spellings, key);
    const uint64_t lower = key & ((UINT64_C(1) << SPELLING_KEY) - 1);
    const struct spelling *place = &set->at[set->at[0].key != lower]; /* in which of the two is no guess */
    return place->key == lower ? place : spelling_make(spellings, text, span, key);
}

#endif
