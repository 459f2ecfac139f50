#include "mention.h"

static void append(struct mentions *mentions, const struct mention *mention)
{
    if (mentions->count == mentions->capacity) {
        const size_t capacity = mentions->capacity > 0 ? 2 * mentions->capacity : 64;
        struct mention *more = leat_doc_alloc(mentions->doc, capacity * sizeof *more);
        if (more == NULL)
            return;
        if (mentions->count > 0)
            memcpy(more, mentions->at, mentions->count * sizeof *more);
        mentions->at = more;
        mentions->capacity = capacity;
    }
    mentions->at[mentions->count++] = *mention;
}

static bool beats(enum mention_rule rule, const struct mention *one, const struct mention *other)
{
    const uint32_t size = one->span.end - one->span.begin, than = other->span.end - other->span.begin;
    if ((one->listed > 0) != (other->listed > 0))
        return (one->listed > 0) == (rule == LISTS_WIN);
    return size != than ? size > than : one->value != NULL;
}

void mentions_add(struct mentions *mentions, const struct mention *mention)
{
    size_t kept = mentions->count;
    for (; kept > 0 && mentions->at[kept - 1].span.end > mention->span.begin; kept--)
        if (!beats(mentions->rule, mention, &mentions->at[kept - 1]))
            return;
    mentions->count = kept;
    append(mentions, mention);
}

void mentions_merge(struct mentions *mentions, const struct mentions *names, const struct value *values, size_t count,
                    struct leat_layer listed)
{
    size_t name = 0, value = 0, list = 0;
    const size_t lists = mentions->rule == LISTS_APART ? 0 : listed.count;
    while (name < names->count || value < count || list < lists) {
        const uint32_t name_at = name < names->count ? names->at[name].span.begin : UINT32_MAX;
        const uint32_t value_at = value < count ? values[value].span.begin : UINT32_MAX;
        const uint32_t list_at = list < lists ? listed.spans[list].begin : UINT32_MAX;
        struct mention mention = {.label = LABELS};
        if (name_at <= value_at && name_at <= list_at) {
            mention = names->at[name++];
        } else if (value_at <= list_at) {
            mention.span = values[value].span;
            mention.value = &values[value++];
        } else {
            mention.span = listed.spans[list];
            mention.listed = ++list;
        }
        mentions_add(mentions, &mention);
    }
}
