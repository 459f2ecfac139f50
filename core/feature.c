#include "feature.h"

#include "utf8.h"

#include <math.h>

static const char NO_MEMORY[] = "for which there is no memory";

static const char *copy_value(struct leat_value *copy, const struct leat_value *value, struct arena *arena)
{
    bool ascii;
    *copy = *value;
    switch (value->kind) {
    case LEAT_VALUE_NUMBER:
        copy->string = (struct leat_string){NULL, 0};
        return isfinite(value->number) ? NULL : "that is not a finite number";
    case LEAT_VALUE_STRING:
    case LEAT_VALUE_JSON:
        if (utf8_valid(value->string.at, value->string.length, &ascii) < value->string.length)
            return "that is not UTF-8";
        copy->number = 0;
        copy->string.at = arena_copy(arena, value->string.at, value->string.length);
        return copy->string.at != NULL ? NULL : NO_MEMORY;
    }
    return "of a kind that there is not";
}

/* Labels are kept once, so two keys are the same where they stand in the same place. */
static bool same(struct leat_string a, struct leat_string b)
{
    return a.length == b.length && (a.length == 0 || a.at == b.at);
}

const char *feature_set(struct leat_feature **first, struct leat_string key, const struct leat_value *value,
                        struct arena *arena)
{
    struct leat_value copy;
    const char *wrong = copy_value(&copy, value, arena);
    if (wrong != NULL)
        return wrong;
    struct leat_feature *last = NULL;
    size_t count = 0;
    for (struct leat_feature *at = *first; at != NULL; at = (struct leat_feature *)at->next, count++) {
        if (same(at->key, key)) {
            at->value = copy;
            return NULL;
        }
        last = at;
    }
    if (count == FEATURES_MAX)
        return "besides 1000 others in one place, which is the most there can be";
    struct leat_feature *feature = arena_alloc(arena, sizeof *feature);
    if (feature == NULL)
        return NO_MEMORY;
    *feature = (struct leat_feature){.key = key, .value = copy};
    if (last != NULL)
        last->next = feature;
    else
        *first = feature;
    return NULL;
}
