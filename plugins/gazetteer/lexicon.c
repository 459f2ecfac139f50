#include "lexicon.h"

enum { BITS_LEAST = 10, BITS_MOST = 30, RULE_SHIFT = 30 };

#define NEXT_MASK ((UINT32_C(1) << RULE_SHIFT) - 1)

bool lexicon_make(struct lexicon *lexicon)
{
    *lexicon = (struct lexicon){.bits = BITS_LEAST};
    lexicon->slots = calloc((size_t)1 << BITS_LEAST, sizeof *lexicon->slots);
    lexicon->filter = calloc((size_t)1 << FILTER_BITS >> 3, 1);
    return lexicon->slots != NULL && lexicon->filter != NULL;
}

void lexicon_free(struct lexicon *lexicon)
{
    free(lexicon->slots);
    free(lexicon->entries);
    free(lexicon->filter);
}

/* The slot of the path whose hash begins so, or the free one where it belongs. */
static struct lexicon_slot *place(struct lexicon_slot *slots, unsigned bits, uint32_t check)
{
    const size_t mask = ((size_t)1 << bits) - 1;
    size_t at = check >> (32 - bits);
    while (slots[at].value != 0 && slots[at].check != check)
        at = (at + 1) & mask;
    return &slots[at];
}

/* Keeps a quarter of the slots free. */
static bool grow(struct lexicon *lexicon)
{
    const size_t size = (size_t)1 << lexicon->bits;
    if (lexicon->used < size / 4 * 3)
        return true;
    struct lexicon_slot *slots = lexicon->bits < BITS_MOST ? calloc(2 * size, sizeof *slots) : NULL;
    if (slots == NULL)
        return false;
    lexicon->bits++;
    for (size_t i = 0; i < size; i++)
        if (lexicon->slots[i].value != 0)
            *place(slots, lexicon->bits, lexicon->slots[i].check) = lexicon->slots[i];
    free(lexicon->slots);
    lexicon->slots = slots;
    return true;
}

static struct lexicon_slot *take(struct lexicon *lexicon, uint64_t hash)
{
    if (!grow(lexicon))
        return NULL;
    struct lexicon_slot *slot = place(lexicon->slots, lexicon->bits, (uint32_t)(hash >> 32));
    if (slot->value == 0)
        lexicon->used++;
    slot->check = (uint32_t)(hash >> 32);
    return slot;
}

static uint32_t append(struct lexicon *lexicon, struct lexicon_entry entry)
{
    if (lexicon->count == lexicon->capacity) {
        const size_t capacity = lexicon->capacity > 0 ? lexicon->capacity + lexicon->capacity / 2 : 1024;
        struct lexicon_entry *entries =
            capacity < NEXT_MASK ? realloc(lexicon->entries, capacity * sizeof *entries) : NULL;
        if (entries == NULL)
            return 0;
        lexicon->entries = entries;
        lexicon->capacity = capacity;
    }
    lexicon->entries[lexicon->count++] = entry;
    return (uint32_t)lexicon->count;
}

/* Hangs an entry to the end of a slot's chain. */
static enum lexicon_added end_here(struct lexicon *lexicon, struct lexicon_slot *slot, struct lexicon_entry entry)
{
    uint32_t *link = &slot->value, last = 0;
    while ((*link & NEXT_MASK) != 0) {
        struct lexicon_entry *other = &lexicon->entries[(*link & NEXT_MASK) - 1];
        if (other->check == entry.check && other->capitals == entry.capitals &&
            other->next >> RULE_SHIFT == entry.next >> RULE_SHIFT)
            return LEXICON_KNOWN;
        last = *link & NEXT_MASK;
        link = &other->next;
    }
    const uint32_t number = append(lexicon, entry);
    if (number == 0)
        return LEXICON_FULL;
    if (last == 0)
        slot->value |= number;
    else
        lexicon->entries[last - 1].next |= number;
    return LEXICON_ADDED;
}

enum lexicon_added lexicon_add(struct lexicon *lexicon, const struct word *words, size_t count, uint32_t capitals,
                               enum capitals rule, uint32_t facts)
{
    uint64_t hash = PHRASE_START;
    for (size_t i = 0; i + 1 < count; i++) {
        hash = phrase_hash(hash, words[i].hash, i > 0 && words[i].spaced);
        struct lexicon_slot *slot = take(lexicon, hash);
        if (slot == NULL)
            return LEXICON_FULL;
        slot->value |= LEXICON_ON;
    }
    hash = phrase_hash(hash, words[count - 1].hash, count > 1 && words[count - 1].spaced);
    struct lexicon_slot *slot = take(lexicon, hash);
    if (slot == NULL)
        return LEXICON_FULL;
    const size_t bit = (words[0].hash ^ words[0].hash >> 32) & (((size_t)1 << FILTER_BITS) - 1);
    lexicon->filter[bit / 8] |= (uint8_t)(1u << bit % 8);
    return end_here(lexicon, slot,
                    (struct lexicon_entry){.check = (uint32_t)hash,
                                           .next = (uint32_t)rule << RULE_SHIFT,
                                           .capitals = rule == CAPITALS_IGNORED ? 0 : capitals,
                                           .facts = facts});
}

void lexicon_finish(struct lexicon *lexicon)
{
    struct lexicon_entry *entries =
        lexicon->count > 0 ? realloc(lexicon->entries, lexicon->count * sizeof *entries) : NULL;
    if (entries == NULL)
        return;
    lexicon->entries = entries;
    lexicon->capacity = lexicon->count;
}

const struct lexicon_entry *lexicon_entry(const struct lexicon *lexicon, uint32_t value, uint64_t hash,
                                          struct leat_string text)
{
    for (uint32_t next = value & NEXT_MASK; next != 0;) {
        const struct lexicon_entry *entry = &lexicon->entries[next - 1];
        next = entry->next & NEXT_MASK;
        if (entry->check != (uint32_t)hash)
            continue;
        const enum capitals rule = (enum capitals)(entry->next >> RULE_SHIFT);
        if (rule == CAPITALS_IGNORED || (rule == CAPITALS_NEEDED && entry->capitals == 0))
            return entry;
        const uint32_t capitals = words_capitals(text.at, text.length);
        if (rule == CAPITALS_EXACT ? capitals == entry->capitals : (entry->capitals & ~capitals) == 0)
            return entry;
    }
    return NULL;
}
