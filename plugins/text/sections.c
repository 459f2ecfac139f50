#include "sections.h"

#include <inttypes.h>

typedef void show_section(struct page *page, const struct leat_doc *doc, struct groups *groups);

static void put(struct page *page, const char *text)
{
    page_put(page, leat_string(text));
}

/* The words of a string in a line of their own, however long. */
static void put_line(struct page *page, struct leat_string string)
{
    const size_t width = page->width;
    page->width = 0;
    page_words(page, string);
    page_end(page);
    page->width = width;
}

static void show_title(struct page *page, const struct leat_doc *doc, struct groups *groups)
{
    (void)groups;
    const struct leat_string title = doc->title.length > 0 ? doc->title : doc->id;
    page_style(page, "1");
    put_line(page, title);
    page_style(page, NULL);
    size_t length = page_measure(title);
    if (page->width > 0 && length > page->width)
        length = page->width;
    for (size_t i = 0; i < length; i++)
        leat_out_text(page->out, "=");
    page_end(page);
}

static void show_text(struct page *page, const struct leat_doc *doc, struct groups *groups)
{
    (void)groups;
    const char *end = doc->text + doc->length;
    for (const char *at = doc->text; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (stop == NULL)
            stop = end;
        page_words(page, (struct leat_string){at, (size_t)(stop - at)});
        page_end(page);
        at = stop + (stop < end);
    }
}

static void show_sentences(struct page *page, const struct leat_doc *doc, struct groups *groups)
{
    (void)groups;
    const struct leat_layer sentences = leat_doc_layer(doc, "sentence");
    for (size_t i = 0; i < sentences.count; i++)
        put_line(page, leat_doc_slice(doc, sentences.spans[i]));
}

/* A line for each sentence, and for tokens between two of them. */
static void show_tokens(struct page *page, const struct leat_doc *doc, struct groups *groups)
{
    (void)groups;
    const struct leat_layer tokens = leat_doc_layer(doc, "token");
    const struct leat_layer sentences = leat_doc_layer(doc, "sentence");
    size_t sentence = 0, line = 0;
    for (size_t i = 0; i < tokens.count; i++) {
        const struct leat_span token = tokens.spans[i];
        while (sentence < sentences.count && sentences.spans[sentence].end <= token.begin)
            sentence++;
        const bool inside = sentence < sentences.count && sentences.spans[sentence].begin <= token.begin;
        const size_t place = 2 * sentence + inside;
        if (i > 0 && place != line)
            page_end(page);
        else if (i > 0)
            put(page, " · ");
        line = place;
        page_put(page, leat_doc_slice(doc, token));
    }
    if (tokens.count > 0)
        page_end(page);
}

static void show_summary(struct page *page, const struct leat_doc *doc, struct groups *groups)
{
    (void)groups;
    const struct leat_layer summary = leat_doc_layer(doc, "summary");
    for (size_t i = 0; i < summary.count; i++) {
        put(page, "- ");
        page_indent(page, 2);
        page_words(page, leat_doc_slice(doc, summary.spans[i]));
        page_end(page);
    }
}

/* --- entities ----------------------------------------------------------------------------------------------------- */

/* The colour of a label: of the usual ones always the same, of others one that their letters choose. */
static const char *colour_of(struct leat_string label)
{
    static const struct {
        const char *begin, *style;
    } usual[] = {{"PER", "1;35"}, {"LOC", "1;32"}, {"GPE", "1;32"}, {"ORG", "1;34"},
                 {"MONEY", "33"}, {"DATE", "36"},  {"TIME", "36"}};
    static const char *const others[] = {"31", "32", "33", "34", "35", "36"};
    unsigned sum = 0;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (label.length >= strlen(usual[i].begin) && memcmp(label.at, usual[i].begin, strlen(usual[i].begin)) == 0)
            return usual[i].style;
    for (size_t i = 0; i < label.length; i++)
        sum = sum * 31 + (unsigned char)label.at[i];
    return others[sum % (sizeof others / sizeof *others)];
}

static void show_group(struct page *page, const struct group *group, const char *style)
{
    char count[32];
    page_style(page, style);
    page_words(page, group->name);
    page_style(page, NULL);
    if (group->count > 1) {
        snprintf(count, sizeof count, " ×%zu", group->count);
        put(page, count);
    }
}

static void show_entities(struct page *page, const struct leat_doc *doc, struct groups *groups)
{
    size_t widest = 0;
    if (!groups_collect(groups, doc, leat_doc_layer(doc, "entity"))) {
        page->out->failed = true;
        return;
    }
    for (size_t i = 0; i < groups->count; i++) {
        const size_t width = page_measure(groups->at[i].label);
        widest = width > widest ? width : widest;
    }
    page->tail = sizeof " ×9," - 2; /* the × is two bytes */
    for (size_t i = 0; i < groups->count; i++) {
        const struct group *group = &groups->at[i];
        const char *style = colour_of(group->label);
        if (i == 0 || !leat_string_equal(group[-1].label, group->label)) {
            if (i > 0)
                page_end(page);
            page_style(page, style);
            page_put(page, group->label);
            page_style(page, NULL);
            page_indent(page, widest + 2);
        } else
            put(page, ",");
        show_group(page, group, style);
    }
    if (groups->count > 0)
        page_end(page);
    page->tail = 0;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static void put_value(struct page *page, const struct leat_value *value)
{
    char number[40];
    if (value->kind != LEAT_VALUE_NUMBER) {
        page_words(page, value->string);
        return;
    }
    snprintf(number, sizeof number, "%.6g", value->number);
    page_words(page, leat_string(number));
}

static void show_meta(struct page *page, const struct leat_doc *doc, struct groups *groups)
{
    (void)groups;
    for (const struct leat_feature *at = doc->meta; at != NULL; at = at->next) {
        page_put(page, at->key);
        put(page, ":");
        page->indent = 2;
        put_value(page, &at->value);
        page_end(page);
    }
}

/* Any layer: a line for each annotation with its place (in code points), label, text and features. */
static void show_layer(struct page *page, const struct leat_doc *doc, struct leat_layer layer)
{
    const size_t width = page->width;
    page->width = 0;
    for (size_t i = 0; i < layer.count; i++) {
        char place[32];
        snprintf(place, sizeof place, "%" PRIu32 "-%" PRIu32,
                 leat_doc_offset(doc, layer.spans[i].begin, LEAT_CODE_POINTS),
                 leat_doc_offset(doc, layer.spans[i].end, LEAT_CODE_POINTS));
        put(page, place);
        page_words(page, leat_doc_label(doc, layer, i));
        page_words(page, leat_doc_slice(doc, layer.spans[i]));
        for (const struct leat_feature *at = leat_doc_features(doc, layer, i); at != NULL; at = at->next) {
            page_words(page, at->key);
            put(page, "=");
            page->glue = true;
            put_value(page, &at->value);
        }
        page_end(page);
    }
    page->width = width;
}

bool sections_show(struct page *page, const struct leat_doc *doc, const char *name, struct groups *groups)
{
    static const struct {
        const char *name;
        show_section *show;
    } sections[] = {
        {"title", show_title},   {"text", show_text},       {"meta", show_meta},         {"sentences", show_sentences},
        {"tokens", show_tokens}, {"summary", show_summary}, {"entities", show_entities},
    };
    const size_t before = page->out->length;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (strcmp(sections[i].name, name) == 0) {
            sections[i].show(page, doc, groups);
            if (page->out->length > before)
                page_end(page);
            return true;
        }
    const struct leat_layer layer = leat_doc_layer(doc, name);
    if (layer.exists)
        show_layer(page, doc, layer);
    if (page->out->length > before)
        page_end(page);
    return layer.exists;
}
