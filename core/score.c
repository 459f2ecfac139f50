#include "score.h"

#include <stdlib.h>

struct score *scores_find(const struct scores *scores, struct leat_string label)
{
    for (size_t i = 0; i < scores->count; i++)
        if (leat_string_equal(scores->at[i].label, label))
            return &scores->at[i];
    return NULL;
}

struct score *scores_get(struct scores *scores, struct leat_string label, struct arena *arena)
{
    struct score *score = scores_find(scores, label);
    if (score != NULL)
        return score;
    void *at = scores->at;
    const char *copy = arena_copy(arena, label.at, label.length);
    if (copy == NULL || !memory_grow(&at, &scores->capacity, scores->count + 1, sizeof *scores->at))
        return NULL;
    scores->at = at;
    scores->at[scores->count] = (struct score){.label = {copy, label.length}};
    return &scores->at[scores->count++];
}

static int compare_labels(struct leat_string a, struct leat_string b)
{
    const size_t length = a.length < b.length ? a.length : b.length;
    const int order = length == 0 ? 0 : memcmp(a.at, b.at, length);
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

static int compare_scores(const void *a, const void *b)
{
    return compare_labels(((const struct score *)a)->label, ((const struct score *)b)->label);
}

void scores_sort(struct scores *scores)
{
    if (scores->count > 1)
        qsort(scores->at, scores->count, sizeof *scores->at, compare_scores);
}

void scores_free(struct scores *scores)
{
    free(scores->at);
    *scores = (struct scores){0};
}

static double divide(uint64_t part, uint64_t whole)
{
    return whole == 0 ? 0 : (double)part / (double)whole;
}

double score_precision(const struct score *score)
{
    return divide(score->right, score->found);
}

double score_recall(const struct score *score)
{
    return divide(score->right, score->gold);
}

double score_f1(const struct score *score)
{
    return divide(2 * score->right, score->gold + score->found);
}

static int compare_mentions(const void *a, const void *b)
{
    const struct mention *x = a, *y = b;
    if (x->span.begin != y->span.begin)
        return x->span.begin < y->span.begin ? -1 : 1;
    if (x->span.end != y->span.end)
        return x->span.end < y->span.end ? -1 : 1;
    return compare_labels(x->label, y->label);
}

void mention_sort(struct mention *mentions, size_t count)
{
    qsort(mentions, count, sizeof *mentions, compare_mentions);
}

void mention_match(struct mention *gold, size_t gold_count, struct mention *found, size_t found_count)
{
    for (size_t i = 0, j = 0; i < gold_count && j < found_count;) {
        const int order = compare_mentions(&gold[i], &found[j]);
        if (order == 0)
            gold[i].matched = found[j].matched = true;
        i += order <= 0;
        j += order >= 0;
    }
}
