#include "lists.h"

#include "hash.h"

uint32_t lists_find(uint64_t hash)
{
    const size_t mask = ((size_t)1 << lists_bits) - 1;
    size_t slot = hash_slot(hash, lists_bits);
    while (lists_table[slot].lists != 0 && lists_table[slot].hash != hash)
        slot = (slot + 1) & mask;
    return lists_table[slot].lists;
}
