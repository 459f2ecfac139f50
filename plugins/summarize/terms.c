#include "terms.h"

/* A term is looked for in at most this many slots; one that finds no room (only where words are made to collide) is
 * no term. */
enum { PROBES = 32 };

bool terms_make(struct terms *terms, struct leat_doc *doc, size_t tokens)
{
    *terms = (struct terms){.slots = 64};
    while (terms->slots < 2 * tokens)
        terms->slots *= 2;
    terms->entries = leat_doc_alloc(doc, terms->slots * sizeof *terms->entries);
    terms->counts = leat_doc_alloc(doc, (tokens + 1) * sizeof *terms->counts);
    terms->ids = leat_doc_alloc(doc, (tokens + 1) * sizeof *terms->ids);
    if (terms->entries == NULL || terms->counts == NULL || terms->ids == NULL)
        return false;
    memset(terms->entries, 0, terms->slots * sizeof *terms->entries);
    memset(terms->counts, 0, (tokens + 1) * sizeof *terms->counts);
    return true;
}

/* The entry of the word, or a free one for it; NULL where there is no room near its slot. Which of both it is can't be
 * foretold, so one product asks: a hash is odd, and the product with it 0 only where the other factor is. */
static inline struct term_entry *find(struct term_entry *entries, size_t mask, uint64_t hash)
{
    size_t slot = (size_t)(hash >> 8) & mask;
    for (int i = 0; i < PROBES; i++, slot = (slot + 1) & mask)
        if (entries[slot].hash * (entries[slot].hash ^ hash) == 0)
            return &entries[slot];
    return NULL;
}

/* Whether a term is new, and new to the sentence, is hard to guess: so no branch depends on it. */
void terms_take(struct terms *terms, const uint64_t *hashes, size_t count, size_t sentence)
{
    struct term_entry *const entries = terms->entries;
    const size_t mask = terms->slots - 1;
    const uint32_t seen = (uint32_t)sentence + 1;
    uint32_t *const counts = terms->counts, *ids = terms->ids + terms->used;
    uint32_t known = terms->count;
    for (size_t i = 0; i < count; i++) {
        struct term_entry *entry = find(entries, mask, hashes[i]);
        if (entry == NULL)
            continue;
        const uint32_t added = entry->hash == 0, first = entry->seen != seen;
        const uint32_t id = entry->id | (known & (0 - added)); /* that of a free entry is 0 */
        *entry = (struct term_entry){.hash = hashes[i], .id = id, .seen = seen};
        known += added;
        counts[id] += first;
        *ids = id;
        ids += first;
    }
    terms->count = known;
    terms->used = (uint32_t)(ids - terms->ids);
}
