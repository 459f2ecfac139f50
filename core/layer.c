#include "layer.h"

#include <stdlib.h>

void layer_reset(struct layer *layer)
{
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

struct leat_span *layer_reserve(struct layer *layer, size_t count)
{
    void *spans = layer->spans;
    if (count > UINT32_MAX)
        return NULL;
    /* One more, so that even room for none is a place in memory. */
    if (!memory_grow(&spans, &layer->span_capacity, layer->count + count + 1, sizeof *layer->spans))
        return NULL;
    layer->spans = spans;
    layer->reserved = count;
    return layer->spans + layer->count;
}

/* The labels and features of annotations that were added while the layer had none yet are empty. */
static bool widen_labels(struct layer *layer, size_t from, size_t count)
{
    void *labels = layer->labels;
    if (!memory_grow(&labels, &layer->label_capacity, count, sizeof *layer->labels))
        return false;
    layer->labels = labels;
    memset(layer->labels + from, 0, (count - from) * sizeof *layer->labels);
    return true;
}

static bool widen_features(struct layer *layer, size_t from, size_t count)
{
    void *features = layer->features;
    if (!memory_grow(&features, &layer->feature_capacity, count, sizeof(struct leat_feature *)))
        return false;
    layer->features = features;
    memset(layer->features + from, 0, (count - from) * sizeof(struct leat_feature *));
    return true;
}

bool layer_commit(struct layer *layer, size_t count)
{
    const size_t after = layer->count + count;
    if (layer->labelled && !widen_labels(layer, layer->count, after))
        return false;
    if (layer->featured && !widen_features(layer, layer->count, after))
        return false;
    layer->count = after;
    layer->reserved = 0;
    return true;
}

bool layer_label_all(struct layer *layer)
{
    layer->labelled = layer->labelled || widen_labels(layer, 0, layer->count);
    return layer->labelled;
}

bool layer_label(struct layer *layer, uint32_t label)
{
    if (!layer_label_all(layer))
        return false;
    layer->labels[layer->count - 1] = label;
    return true;
}

struct leat_feature **layer_features(struct layer *layer, size_t index)
{
    if (!layer->featured && !widen_features(layer, 0, layer->count))
        return NULL;
    layer->featured = true;
    return &layer->features[index];
}

/* --- labels ------------------------------------------------------------------------------------------------------- */

enum { SMALL_TABLE = 64, LARGE_TABLE = 4096 };

static uint64_t mix(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * UINT64_C(0x9fb21c651e98df25);
    return sum ^ sum >> 32;
}

/* By eight bytes: most labels and keys have no more. */
static size_t hash(struct leat_string string)
{
    uint64_t sum = string.length, word;
    size_t at = 0;
    for (; string.length - at >= sizeof word; at += sizeof word) {
        memcpy(&word, string.at + at, sizeof word);
        sum = mix(sum, word);
    }
    for (word = 0; at < string.length; at++)
        word = word << 8 | (unsigned char)string.at[at];
    return (size_t)mix(sum, word);
}

static bool rehash(struct labels *labels, size_t size)
{
    uint32_t *table = calloc(size, sizeof *table);
    if (table == NULL)
        return false;
    for (size_t number = 1; number < labels->count; number++) {
        size_t at = hash(labels->strings[number]) & (size - 1);
        while (table[at] != 0)
            at = (at + 1) & (size - 1);
        table[at] = (uint32_t)number;
    }
    free(labels->table);
    labels->table = table;
    labels->table_size = size;
    return true;
}

/* The place in the table that holds the string's number, or where it would be put. */
static uint32_t *find(const struct labels *labels, struct leat_string string)
{
    const size_t mask = labels->table_size - 1;
    size_t at = hash(string) & mask;
    while (labels->table[at] != 0 && !leat_string_equal(labels->strings[labels->table[at]], string))
        at = (at + 1) & mask;
    return &labels->table[at];
}

uint32_t labels_find(const struct labels *labels, struct leat_string string)
{
    if (string.length == 0)
        return 0;
    const uint32_t number = labels->table_size == 0 ? 0 : *find(labels, string);
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
    uint32_t *place = find(labels, string);
    if (*place != 0)
        return *place;
    void *strings = labels->strings;
    if (labels->count == LABEL_NONE ||
        !memory_grow(&strings, &labels->capacity, labels->count + 1, sizeof *labels->strings))
        return LABEL_NONE;
    labels->strings = strings;
    const char *copy = arena_copy(arena, string.at, string.length);
    if (copy == NULL)
        return LABEL_NONE;
    labels->strings[labels->count] = (struct leat_string){copy, string.length};
    *place = (uint32_t)labels->count;
    return (uint32_t)labels->count++;
}

struct leat_string labels_string(const struct labels *labels, uint32_t label)
{
    return label == 0 || label >= labels->count ? (struct leat_string){"", 0} : labels->strings[label];
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
    free(labels->strings);
    *labels = (struct labels){0};
}
