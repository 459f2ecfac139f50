/* What the document tells of its words, whatever their case: kept by a hash of each word's small letters. Words that
 * share a place are taken for one. */
#ifndef CASES_H
#define CASES_H

#include <stddef.h>
#include <stdint.h>

enum {
    CASE_SMALL = 1,  /* it stands somewhere in small letters */
    CASE_INSIDE = 2, /* it stands somewhere with a capital where none need be */
};

struct cases {
    uint8_t *at;    /* 2^bits places; cleared by the caller */
    unsigned shift; /* 64 - bits; see cases_bits */
};

/* The bits for a text of `length` bytes. */
static inline unsigned cases_bits(size_t length)
{
    unsigned bits = 12;
    while (bits < 22 && ((size_t)1 << bits) < length)
        bits++;
    return bits;
}

/* The place of a word with that hash: CASE_… bits. */
static inline uint8_t *cases_at(const struct cases *cases, uint32_t lower)
{
    return &cases->at[(lower * UINT64_C(0x9e3779b97f4a7c15)) >> cases->shift];
}

#endif
