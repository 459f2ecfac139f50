/* What a pipeline got wrong, gathered by kind and text, so that the most frequent comes first. */
#ifndef MISS_H
#define MISS_H

#include "layer.h"
#include "score.h"

enum miss_kind {
    MISS_MISSED,   /* gold where nothing was found */
    MISS_SPURIOUS, /* found where no gold is */
    MISS_LABEL,    /* found with another label */
    MISS_BOUNDS,   /* found with another begin or end */
};

struct miss {
    enum miss_kind kind;
    const char *layer;
    struct leat_string gold, found; /* labels; empty where there is none */
    struct leat_string context;     /* of the first of them: gold in [ ], found in { } */
    struct leat_string id;          /* of the first document */
    uint64_t count;
    size_t order; /* of the first */
};

/* All zero holds none. */
struct misses {
    struct miss *at;
    size_t count, capacity;
    struct labels keys; /* known by number: number i is of at[i - 1] */
    struct arena arena;
};

/* Enters all of one layer's mentions that have no match. Both are in order. False where there is no memory. */
bool misses_enter(struct misses *misses, const struct leat_doc *doc, const char *layer, const struct mention *gold,
                  size_t gold_count, const struct mention *found, size_t found_count);

/* Puts the most frequent first; of equally frequent ones the earlier. */
void misses_sort(struct misses *misses);

void misses_free(struct misses *misses);

#endif
