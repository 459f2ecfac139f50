#include "lists.h"

#include "hash.h"

#include <stdbool.h>

static bool has(const uint64_t *filter, size_t bit)
{
    return (filter[bit / 64] >> bit % 64 & 1) != 0;
}

static uint32_t find(uint64_t hash)
{
    const size_t mask = ((size_t)1 << lists_bits) - 1;
    size_t slot = hash_slot(hash, lists_bits);
    while (lists_table[slot].lists != 0 && lists_table[slot].hash != hash)
        slot = (slot + 1) & mask;
    return lists_table[slot].lists;
}

uint32_t lists_find(uint64_t hash)
{
    return has(lists_filter, hash_slot(hash, lists_bits + LISTS_FILTER)) ? find(hash) : 0;
}

uint32_t lists_find_phrase(uint64_t hash)
{
    return has(lists_phrases, hash_slot(hash, LISTS_PHRASES)) ? find(hash) : 0;
}
