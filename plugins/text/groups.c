#include "groups.h"

#include <stdlib.h>

static int compare_strings(struct leat_string a, struct leat_string b)
{
    const size_t common = a.length < b.length ? a.length : b.length;
    const int order = common == 0 ? 0 : memcmp(a.at, b.at, common);
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

/* Brings equal names of one label together, the first of the text in front. */
static int by_name(const void *one, const void *other)
{
    const struct group *a = one, *b = other;
    int order = compare_strings(a->label, b->label);
    if (order == 0)
        order = compare_strings(a->name, b->name);
    return order != 0 ? order : (a->begin > b->begin) - (a->begin < b->begin);
}

static int by_place(const void *one, const void *other)
{
    const struct group *a = one, *b = other;
    const int order = compare_strings(a->label, b->label);
    if (order != 0)
        return order;
    return a->begin != b->begin ? (a->begin > b->begin) - (a->begin < b->begin) : compare_strings(a->name, b->name);
}

static bool make_room(struct groups *groups, size_t count)
{
    if (count <= groups->capacity)
        return true;
    struct group *grown = realloc(groups->at, 2 * count * sizeof *grown);
    if (grown == NULL)
        return false;
    groups->at = grown;
    groups->capacity = 2 * count;
    return true;
}

bool groups_collect(struct groups *groups, const struct leat_doc *doc, struct leat_layer layer)
{
    groups->count = 0;
    if (layer.count == 0)
        return true;
    if (!make_room(groups, layer.count))
        return false;
    for (size_t i = 0; i < layer.count; i++)
        groups->at[i] = (struct group){.label = leat_doc_label(doc, layer, i),
                                       .name = leat_doc_slice(doc, layer.spans[i]),
                                       .begin = layer.spans[i].begin,
                                       .count = 1};
    qsort(groups->at, layer.count, sizeof *groups->at, by_name);
    for (size_t i = 0; i < layer.count; i++) {
        struct group *last = groups->count > 0 ? &groups->at[groups->count - 1] : NULL;
        if (last != NULL && leat_string_equal(last->label, groups->at[i].label) &&
            leat_string_equal(last->name, groups->at[i].name))
            last->count++;
        else
            groups->at[groups->count++] = groups->at[i];
    }
    qsort(groups->at, groups->count, sizeof *groups->at, by_place);
    return true;
}

void groups_free(struct groups *groups)
{
    free(groups->at);
}
