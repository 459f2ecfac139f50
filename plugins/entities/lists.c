#include "lists.h"

#include "hash.h"

uint32_t lists_find(uint64_t hash)
{
    const size_t bit = hash_slot(hash, lists_bits + LISTS_FILTER);
    if ((lists_filter[bit / 64] >> bit % 64 & 1) == 0)
        return 0;
    const size_t mask = ((size_t)1 << lists_bits) - 1;
    size_t slot = bit >> LISTS_FILTER;
    while (lists_table[slot].lists != 0 && lists_table[slot].hash != hash)
        slot = (slot + 1) & mask;
    return lists_table[slot].lists;
}
