#include "layer.h"

#include <stdlib.h>

void layer_reset(struct layer *layer)
{
    if (layer->labelled)
        memset(layer->labels, 0, layer->count * sizeof *layer->labels);
    if (layer->featured)
        memset(layer->features, 0, layer->count * sizeof(struct leat_feature *));
    layer->count = layer->reserved = 0;
    layer->labelled = layer->featured = false;
}

void layer_free(struct layer *layer)
{
    free(layer->features);
    free(layer->labels);
    free(layer->spans);
    *layer = (struct layer){0};
}

/* Makes the array at `*items`, which has room for `from` items or is NULL, one of `to`, the new ones cleared. */
static bool widen(void **items, size_t from, size_t to, size_t size)
{
    char *grown = realloc(*items, to * size);
    if (grown == NULL)
        return false;
    const size_t kept = *items == NULL ? 0 : from * size;
    memset(grown + kept, 0, to * size - kept);
    *items = grown;
    return true;
}

bool layer_grow(struct layer *layer, size_t count)
{
    void *spans = layer->spans, *labels = layer->labels, *features = layer->features;
    size_t room = layer->room;
    if (count > UINT32_MAX || !memory_grow(&spans, &room, layer->count + count + 1, sizeof *layer->spans))
        return false;
    layer->spans = spans;
    if (labels != NULL && !widen(&labels, layer->room, room, sizeof *layer->labels))
        return false;
    layer->labels = labels;
    if (features != NULL && !widen(&features, layer->room, room, sizeof(struct leat_feature *)))
        return false;
    layer->features = features;
    layer->room = room;
    return true;
}

bool layer_label_all(struct layer *layer)
{
    void *labels = layer->labels;
    layer->labelled = labels != NULL || widen(&labels, 0, layer->room + 1, sizeof *layer->labels);
    layer->labels = labels;
    return layer->labelled;
}

bool layer_feature_all(struct layer *layer)
{
    void *features = layer->features;
    layer->featured = features != NULL || widen(&features, 0, layer->room + 1, sizeof(struct leat_feature *));
    layer->features = features;
    return layer->featured;
}

/* --- labels ------------------------------------------------------------------------------------------------------- */

enum { SMALL_TABLE = 64, LARGE_TABLE = 4096, WORD = 8 };

static uint64_t mix(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * UINT64_C(0x9fb21c651e98df25);
    return sum ^ sum >> 32;
}

/* Up to eight bytes as a number, which is that of no other string of the same length. */
static inline uint64_t word_of(const char *at, size_t length)
{
    uint64_t word;
    uint32_t first, last;
    if (length >= sizeof word) {
        memcpy(&word, at, sizeof word);
        return word;
    }
    if (length >= sizeof first) {
        memcpy(&first, at, sizeof first);
        memcpy(&last, at + length - sizeof last, sizeof last);
        return (uint64_t)last << 32 | first;
    }
    return (uint64_t)(unsigned char)at[length - 1] << 16 | (uint64_t)(unsigned char)at[length / 2] << 8 |
           (unsigned char)at[0];
}

/* By eight bytes, of which the last may overlap those before them. Different strings of the same length, up to WORD,
 * have different hashes: each step of mix can be undone. */
static inline uint64_t hash(struct leat_string string)
{
    const char *at = string.at;
    size_t left = string.length;
    uint64_t sum = string.length;
    if (left <= WORD)
        return mix(sum, word_of(at, left));
    for (; left > WORD; at += WORD, left -= WORD)
        sum = mix(sum, word_of(at, WORD));
    return mix(sum, word_of(at + left - WORD, WORD));
}

static bool rehash(struct labels *labels, size_t size)
{
    uint32_t *table = calloc(size, sizeof *table);
    if (table == NULL)
        return false;
    for (size_t number = 1; number < labels->count; number++) {
        size_t at = labels->known[number].hash & (size - 1);
        while (table[at] != 0)
            at = (at + 1) & (size - 1);
        table[at] = (uint32_t)number;
    }
    free(labels->table);
    labels->table = table;
    labels->table_size = size;
    return true;
}

static bool is_string(const struct label *label, struct leat_string string, uint64_t hash)
{
    return label->hash == hash && label->string.length == string.length &&
           (string.length <= WORD || memcmp(label->string.at, string.at, string.length) == 0);
}

/* The place in the table that holds the string's number, or where it would be put. */
static inline uint32_t *find(const struct labels *labels, struct leat_string string, uint64_t hash)
{
    const size_t mask = labels->table_size - 1;
    size_t at = hash & mask;
    while (labels->table[at] != 0 && !is_string(&labels->known[labels->table[at]], string, hash))
        at = (at + 1) & mask;
    return &labels->table[at];
}

uint32_t labels_find(const struct labels *labels, struct leat_string string)
{
    if (string.length == 0)
        return 0;
    const uint32_t number = labels->table_size == 0 ? 0 : *find(labels, string, hash(string));
    return number == 0 ? LABEL_NONE : number;
}

uint32_t labels_intern(struct labels *labels, struct arena *arena, struct leat_string string)
{
    if (string.length == 0)
        return 0;
    if (labels->count == 0)
        labels->count = 1;
    if (labels->count * 2 >= labels->table_size &&
        !rehash(labels, labels->table_size == 0 ? SMALL_TABLE : labels->table_size * 2))
        return LABEL_NONE;
    const uint64_t hashed = hash(string);
    uint32_t *place = find(labels, string, hashed);
    if (*place != 0)
        return *place;
    void *known = labels->known;
    if (labels->count == LABEL_NONE ||
        !memory_grow(&known, &labels->capacity, labels->count + 1, sizeof *labels->known))
        return LABEL_NONE;
    labels->known = known;
    const char *copy = arena_copy(arena, string.at, string.length);
    if (copy == NULL)
        return LABEL_NONE;
    labels->known[labels->count] = (struct label){{copy, string.length}, hashed};
    *place = (uint32_t)labels->count;
    return (uint32_t)labels->count++;
}

struct leat_string labels_string(const struct labels *labels, uint32_t label)
{
    return label == 0 || label >= labels->count ? (struct leat_string){"", 0} : labels->known[label].string;
}

void labels_reset(struct labels *labels)
{
    /* Clearing the table of a document with very many labels would cost every small one after it. */
    if (labels->table_size > LARGE_TABLE)
        labels_free(labels);
    else if (labels->count > 1)
        memset(labels->table, 0, labels->table_size * sizeof *labels->table);
    labels->count = 0;
}

void labels_free(struct labels *labels)
{
    free(labels->table);
    free(labels->known);
    *labels = (struct labels){0};
}
