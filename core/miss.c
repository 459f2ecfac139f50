#include "miss.h"

#include "buffer.h"
#include "utf8.h"

#include <stdlib.h>

enum {
    TEXT_MAX = 80, /* bytes of an annotation's text that tell it from others */
    AROUND = 40,   /* bytes of context on each side */
    CONTEXT_MAX = 160,
};

/* --- context ------------------------------------------------------------------------------------------------------ */

/* The place between two characters at `at` or, if that is in one, before it. */
static size_t boundary(const struct leat_doc *doc, size_t at)
{
    while (at < doc->length && !utf8_boundary(doc->text, doc->length, at))
        at--;
    return at < doc->length ? at : doc->length;
}

static size_t lesser(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* What to show of the text: around where the two differ, or around the one there is. */
static struct leat_span window(const struct leat_doc *doc, const struct mention *gold, const struct mention *found)
{
    const struct leat_span a = gold != NULL ? gold->span : found->span, b = found != NULL ? found->span : a;
    size_t begin = lesser(a.begin, b.begin), end = a.end > b.end ? a.end : b.end;
    if (gold != NULL && found != NULL && a.begin == b.begin && a.end != b.end)
        begin = lesser(a.end, b.end);
    else if (gold != NULL && found != NULL && a.begin != b.begin)
        end = a.begin > b.begin ? a.begin : b.begin;
    begin = boundary(doc, begin > AROUND ? begin - AROUND : 0);
    end = boundary(doc, lesser(end + AROUND, begin + CONTEXT_MAX));
    return (struct leat_span){(uint32_t)begin, (uint32_t)end};
}

static void put_marks(struct leat_out *out, const struct mention *gold, const struct mention *found, uint32_t at)
{
    if (found != NULL && found->span.end == at)
        leat_out_text(out, "}");
    if (gold != NULL && gold->span.end == at)
        leat_out_text(out, "]");
    if (gold != NULL && gold->span.begin == at)
        leat_out_text(out, "[");
    if (found != NULL && found->span.begin == at)
        leat_out_text(out, "{");
}

static void put_context(struct leat_out *out, const struct leat_doc *doc, const struct mention *gold,
                        const struct mention *found)
{
    const struct leat_span shown = window(doc, gold, found);
    leat_out_text(out, shown.begin > 0 ? "…" : "");
    for (uint32_t at = shown.begin; at < shown.end; at++) {
        const bool control = (unsigned char)doc->text[at] < ' ';
        put_marks(out, gold, found, at);
        leat_out_append(out, (struct leat_string){control ? " " : doc->text + at, 1});
    }
    put_marks(out, gold, found, shown.end);
    leat_out_text(out, shown.end < doc->length ? "…" : "");
}

/* --- one miss ----------------------------------------------------------------------------------------------------- */

static void put_text(struct leat_out *out, const struct leat_doc *doc, const struct mention *mention)
{
    if (mention == NULL)
        return;
    struct leat_string text = leat_doc_slice(doc, mention->span);
    text.length = lesser(text.length, TEXT_MAX);
    leat_out_append(out, mention->label);
    leat_out_append(out, (struct leat_string){"\t", 1});
    leat_out_append(out, text);
}

static struct leat_string copy(struct misses *misses, struct leat_string string)
{
    const char *at = arena_copy(&misses->arena, string.length > 0 ? string.at : "", string.length);
    return (struct leat_string){at, at != NULL ? string.length : 0};
}

static bool add(struct misses *misses, const struct miss *like, const struct leat_doc *doc, const struct mention *gold,
                const struct mention *found)
{
    void *at = misses->at;
    struct leat_out context = buffer_make();
    put_context(&context, doc, gold, found);
    struct miss miss = *like;
    miss.gold = copy(misses, like->gold);
    miss.found = copy(misses, like->found);
    miss.id = copy(misses, doc->id);
    miss.context = copy(misses, (struct leat_string){context.at, context.length});
    miss.count = 1;
    miss.order = misses->count;
    const bool good = !context.failed && miss.gold.at != NULL && miss.found.at != NULL && miss.id.at != NULL &&
                      miss.context.at != NULL &&
                      memory_grow(&at, &misses->capacity, misses->count + 1, sizeof *misses->at);
    buffer_free(&context);
    if (!good)
        return false;
    misses->at = at;
    misses->at[misses->count++] = miss;
    return true;
}

static bool enter(struct misses *misses, const struct leat_doc *doc, const char *layer, const struct mention *gold,
                  const struct mention *found)
{
    const bool same =
        gold != NULL && found != NULL && gold->span.begin == found->span.begin && gold->span.end == found->span.end;
    const struct miss like = {.kind = gold == NULL    ? MISS_SPURIOUS
                                      : found == NULL ? MISS_MISSED
                                      : same          ? MISS_LABEL
                                                      : MISS_BOUNDS,
                              .layer = layer,
                              .gold = gold != NULL ? gold->label : (struct leat_string){"", 0},
                              .found = found != NULL ? found->label : (struct leat_string){"", 0}};
    struct leat_out key = buffer_make();
    buffer_printf(&key, "%d\t%s\t", (int)like.kind, layer);
    put_text(&key, doc, gold);
    leat_out_append(&key, (struct leat_string){"\t", 1});
    put_text(&key, doc, found);
    const uint32_t number =
        key.failed ? LABEL_NONE
                   : labels_intern(&misses->keys, &misses->arena, (struct leat_string){key.at, key.length});
    buffer_free(&key);
    if (number == LABEL_NONE)
        return false;
    if (number > misses->count)
        return add(misses, &like, doc, gold, found);
    misses->at[number - 1].count++;
    return true;
}

/* --- all of a layer ----------------------------------------------------------------------------------------------- */

static uint32_t overlap(struct leat_span a, struct leat_span b)
{
    const uint32_t begin = a.begin > b.begin ? a.begin : b.begin, end = a.end < b.end ? a.end : b.end;
    return end > begin ? end - begin : 0;
}

/* The one of `others` without a match that shares most with a mention, the first of equals; NULL where none shares
 * anything. Those before `*from` end before it begins, and so before all that come after it. */
static const struct mention *counterpart(const struct mention *mention, const struct mention *others, size_t count,
                                         size_t *from)
{
    const struct mention *best = NULL;
    uint32_t most = 0;
    while (*from < count && others[*from].span.end <= mention->span.begin)
        ++*from;
    for (size_t i = *from; i < count && others[i].span.begin < mention->span.end; i++) {
        const uint32_t shared = overlap(mention->span, others[i].span);
        if (!others[i].matched && shared > most) {
            most = shared;
            best = &others[i];
        }
    }
    return best;
}

bool misses_enter(struct misses *misses, const struct leat_doc *doc, const char *layer, const struct mention *gold,
                  size_t gold_count, const struct mention *found, size_t found_count)
{
    size_t from = 0;
    for (size_t i = 0; i < gold_count; i++)
        if (!gold[i].matched && !enter(misses, doc, layer, &gold[i], counterpart(&gold[i], found, found_count, &from)))
            return false;
    from = 0;
    for (size_t i = 0; i < found_count; i++)
        if (!found[i].matched && counterpart(&found[i], gold, gold_count, &from) == NULL &&
            !enter(misses, doc, layer, NULL, &found[i]))
            return false;
    return true;
}

static int compare(const void *a, const void *b)
{
    const struct miss *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

void misses_sort(struct misses *misses)
{
    if (misses->count > 1)
        qsort(misses->at, misses->count, sizeof *misses->at, compare);
}

void misses_free(struct misses *misses)
{
    free(misses->at);
    labels_free(&misses->keys);
    arena_free(&misses->arena);
    *misses = (struct misses){0};
}
