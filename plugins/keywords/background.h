/* How rare a word is in news at large. The table is made from background.txt while building. */
#ifndef BACKGROUND_H
#define BACKGROUND_H

#include <stddef.h>
#include <stdint.h>

enum {
    BACKGROUND_BITS = 15,
    RARITY_STOP = 0, /* a word that is never part of a keyword */
    RARITY_MAX = 21, /* a word that the table does not have */
};

struct background_entry {
    uint32_t tag; /* 0: free */
    uint8_t rarity;
};

extern const struct background_entry background_table[1 << BACKGROUND_BITS];

static inline size_t background_slot(uint64_t hash)
{
    return (size_t)(hash >> 12) & ((1 << BACKGROUND_BITS) - 1);
}

static inline uint32_t background_tag(uint64_t hash)
{
    return (uint32_t)(hash >> 32) | 1;
}

/* The rarity of a word by its hash: twice the binary logarithm of how many documents there are for each that has it. */
static inline unsigned background_rarity(uint64_t hash)
{
    size_t slot = background_slot(hash);
    while (background_table[slot].tag != 0 && background_table[slot].tag != background_tag(hash))
        slot = (slot + 1) & ((1 << BACKGROUND_BITS) - 1);
    return background_table[slot].tag != 0 ? background_table[slot].rarity : RARITY_MAX;
}

#endif
