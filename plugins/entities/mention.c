#include "mention.h"

static void append(struct mentions *mentions, struct mention mention)
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
    mentions->at[mentions->count++] = mention;
}

static bool beats(struct mention a, struct mention b)
{
    const uint32_t size = a.span.end - a.span.begin, other = b.span.end - b.span.begin;
    return size != other ? size > other : a.label >= NAME_LABELS;
}

void mentions_add(struct mentions *mentions, struct leat_span span, enum label label)
{
    const struct mention mention = {span, label};
    while (mentions->count > 0 && mentions->at[mentions->count - 1].span.end > span.begin) {
        if (!beats(mention, mentions->at[mentions->count - 1]))
            return;
        mentions->count--;
    }
    append(mentions, mention);
}
