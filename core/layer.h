/* One layer's annotations, and the labels that a document's layers share. */
#ifndef LAYER_H
#define LAYER_H

#include "memory.h"

#include <leat/document.h>

struct layer {
    struct leat_span *spans;
    uint32_t *labels;               /* as long as spans, once `labelled`; 0 behind them and before that */
    struct leat_feature **features; /* each annotation's first, once `featured`; NULL behind them and before that */
    size_t count;
    size_t room;     /* of each of the three that there is */
    size_t reserved; /* spans promised by the last reserve */
    bool labelled, featured;
    bool apart; /* its spans may not overlap */
};

/* Empties it, keeping its memory and `apart`. */
void layer_reset(struct layer *layer);

void layer_free(struct layer *layer);

/* Room for `count` spans behind the last, never NULL but where there is no memory; it moves the spans. */
bool layer_grow(struct layer *layer, size_t count);
static inline struct leat_span *layer_reserve(struct layer *layer, size_t count)
{
    if (layer->room - layer->count <= count && !layer_grow(layer, count)) /* one more: room for none is a place, too */
        return NULL;
    layer->reserved = count;
    return layer->spans + layer->count;
}

/* Takes `count` of the reserved spans, already written and proved, into the layer. */
static inline void layer_commit(struct layer *layer, size_t count)
{
    layer->count += count;
    layer->reserved = 0;
}

/* Gives the layer's annotations labels, empty at first. False where there is no memory. */
bool layer_label_all(struct layer *layer);

/* Labels the last annotation. False where there is no memory. */
static inline bool layer_label(struct layer *layer, uint32_t label)
{
    if (!layer->labelled && !layer_label_all(layer))
        return false;
    layer->labels[layer->count - 1] = label;
    return true;
}

/* The place that holds an annotation's first feature; NULL where there is no memory. */
bool layer_feature_all(struct layer *layer);
static inline struct leat_feature **layer_features(struct layer *layer, size_t index)
{
    return layer->featured || layer_feature_all(layer) ? &layer->features[index] : NULL;
}

struct label {
    struct leat_string string;
    uint64_t hash;
};

/* Strings of one document, each kept once and known by its number; 0 is the empty string. */
struct labels {
    struct label *known;
    size_t count, capacity; /* of them; the empty one counts once there is another */
    uint32_t *table;        /* open addressing; holds numbers, 0 is free */
    size_t table_size;      /* a power of two, or 0 */
};

#define LABEL_NONE UINT32_MAX

/* The number of a string, which is copied to the arena when it is new; LABEL_NONE where there is no memory. */
uint32_t labels_intern(struct labels *labels, struct arena *arena, struct leat_string string);

/* The number of a string; LABEL_NONE where it is not kept. */
uint32_t labels_find(const struct labels *labels, struct leat_string string);

/* The string of this number, empty where there is none. Good until the arena is reset. */
struct leat_string labels_string(const struct labels *labels, uint32_t label);

/* Forgets every string, before the arena that holds them is reset. */
void labels_reset(struct labels *labels);

void labels_free(struct labels *labels);

#endif
