/* Counts of what was found against what is gold. */
#ifndef SCORE_H
#define SCORE_H

#include "memory.h"

#include <leat/document.h>

/* Of one label, or of all together. */
struct score {
    struct leat_string label; /* empty: those without a label */
    uint64_t gold, found, right;
};

/* One for each label that occurred, in the order of occurrence. All zero holds none. */
struct scores {
    struct score *at;
    size_t count, capacity;
};

/* The score of a label, made if there is none, with a copy of the label in the arena; it moves when another is made.
 * NULL where there is no memory. */
struct score *scores_get(struct scores *scores, struct leat_string label, struct arena *arena);

/* The score of a label; NULL where there is none. */
struct score *scores_find(const struct scores *scores, struct leat_string label);

/* Puts them in the order of their labels. */
void scores_sort(struct scores *scores);

void scores_free(struct scores *scores);

/* From 0 to 1; 0 where there is nothing to divide by. */
double score_precision(const struct score *score);
double score_recall(const struct score *score);
double score_f1(const struct score *score);

/* An annotation that is compared. */
struct mention {
    struct leat_span span;
    struct leat_string label;
    bool matched; /* its like stands on the other side */
};

/* Puts them in the order of comparison: by begin, end, label. */
void mention_sort(struct mention *mentions, size_t count);

/* Matches those that have the same span and label, each at most once. Both are in order. */
void mention_match(struct mention *gold, size_t gold_count, struct mention *found, size_t found_count);

#endif
