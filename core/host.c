#include "host.h"

#include "document.h"
#include "offset.h"
#include "utf8.h"

#include <inttypes.h>
#include <math.h>

/* --- reading ------------------------------------------------------------------------------------------------------ */

static struct leat_layer view(const struct document *document, size_t slot)
{
    const struct layer *layer = &document->layers[slot];
    return (struct leat_layer){.name = leat_string(document->layout->names[slot]),
                               .spans = layer->spans,
                               .labels = layer->labelled ? layer->labels : NULL,
                               .count = layer->count,
                               .slot = slot,
                               .exists = true};
}

static struct leat_layer host_layer(const struct leat_doc *doc, const char *name)
{
    struct document *document = document_of(doc);
    const size_t slot = layout_find(document->layout, name);
    if (slot < LAYERS_MAX && (document->access.readable >> slot & 1) != 0)
        return view(document, slot);
    if (!names_contain(document->access.uses, name))
        document_violate(document, "it reads layer \"%s\", which it declares in none of needs, uses and gives", name);
    return (struct leat_layer){.name = leat_string(name), .slot = LAYERS_MAX};
}

static struct leat_layer host_layer_at(const struct leat_doc *doc, size_t slot)
{
    const struct document *document = document_of(doc);
    return slot < document->layout->count ? view(document, slot) : (struct leat_layer){.slot = LAYERS_MAX};
}

static struct leat_string host_label(const struct leat_doc *doc, uint32_t label)
{
    return labels_string(&document_of(doc)->labels, label);
}

static const struct leat_feature *host_features(const struct leat_doc *doc, size_t slot, size_t index)
{
    const struct document *document = document_of(doc);
    if (slot >= document->layout->count)
        return NULL;
    const struct layer *layer = &document->layers[slot];
    return layer->featured && index < layer->count ? layer->features[index] : NULL;
}

/* --- adding ------------------------------------------------------------------------------------------------------- */

static struct layer *writable(struct document *document, const char *name)
{
    const size_t slot = layout_find(document->layout, name);
    if (slot < LAYERS_MAX && (document->access.writable >> slot & 1) != 0)
        return &document->layers[slot];
    document_violate(document, "it adds to layer \"%s\", which it does not declare in gives", name);
    return NULL;
}

/* Proves one span against the text and the span before it. */
static bool prove(struct document *document, const char *name, const struct layer *layer, size_t index)
{
    const struct leat_span span = layer->spans[index];
    const struct leat_doc *doc = &document->shown;
    const char *wrong = NULL;
    if (span.begin > span.end)
        wrong = "ends before it begins";
    else if (span.end > doc->length)
        wrong = "is outside the text";
    else if (!utf8_boundary(doc->text, doc->length, span.begin) || !utf8_boundary(doc->text, doc->length, span.end))
        wrong = "cuts a character in two";
    else if (index > 0) {
        const struct leat_span before = layer->spans[index - 1];
        if (span.begin < before.begin || (span.begin == before.begin && span.end > before.end))
            wrong = "stands before the one added before it; add in the order of the text, the longer first";
    }
    if (wrong != NULL)
        document_violate(document, "annotation %zu of layer \"%s\", bytes %" PRIu32 " to %" PRIu32 " of %zu, %s", index,
                         name, span.begin, span.end, doc->length, wrong);
    return wrong == NULL;
}

static struct leat_span *host_reserve(struct leat_doc *doc, const char *name, size_t count)
{
    struct document *document = document_of(doc);
    struct layer *layer = writable(document, name);
    struct leat_span *spans = layer == NULL ? NULL : layer_reserve(layer, count);
    if (layer != NULL && spans == NULL)
        document_violate(document, "there is no memory for %zu annotations of layer \"%s\"", count, name);
    return spans;
}

static void host_commit(struct leat_doc *doc, const char *name, size_t count)
{
    struct document *document = document_of(doc);
    struct layer *layer = writable(document, name);
    if (layer == NULL)
        return;
    if (count > layer->reserved) {
        document_violate(document, "it commits %zu annotations to layer \"%s\" and reserved %zu", count, name,
                         layer->reserved);
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (!prove(document, name, layer, layer->count + i))
            return;
    if (!layer_commit(layer, count))
        document_violate(document, "there is no memory for %zu annotations of layer \"%s\"", count, name);
}

/* The string's number, or LABEL_NONE with the reason kept. */
static uint32_t intern(struct document *document, struct leat_string string)
{
    bool ascii;
    if (utf8_valid(string.at, string.length, &ascii) < string.length) {
        document_violate(document, "a label or feature that it sets is not UTF-8");
        return LABEL_NONE;
    }
    const uint32_t label = labels_intern(&document->labels, &document->arena, string);
    if (label == LABEL_NONE)
        document_violate(document, "there is no memory for a label");
    return label;
}

static size_t host_add(struct leat_doc *doc, const char *name, struct leat_span span, const char *label)
{
    struct document *document = document_of(doc);
    struct leat_span *place = host_reserve(doc, name, 1);
    if (place == NULL)
        return SIZE_MAX;
    *place = span;
    const uint32_t number = label == NULL ? 0 : intern(document, leat_string(label));
    struct layer *layer = writable(document, name);
    const size_t before = layer->count;
    if (number == LABEL_NONE)
        return SIZE_MAX;
    host_commit(doc, name, 1);
    if (layer->count == before)
        return SIZE_MAX;
    if (number != 0 && !layer_label(layer, number))
        document_violate(document, "there is no memory for a label");
    return before;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

/* A copy of the value in the document's memory. */
static bool copy_value(struct document *document, const struct leat_value *value, struct leat_value *copy)
{
    bool ascii;
    *copy = *value;
    if (value->kind == LEAT_VALUE_NUMBER) {
        if (!isfinite(value->number))
            document_violate(document, "a number that it sets is not finite");
        return isfinite(value->number);
    }
    if (utf8_valid(value->string.at, value->string.length, &ascii) < value->string.length) {
        document_violate(document, "a label or feature that it sets is not UTF-8");
        return false;
    }
    copy->string.at = arena_copy(&document->arena, value->string.at, value->string.length);
    if (copy->string.at == NULL)
        document_violate(document, "there is no memory for a value");
    return copy->string.at != NULL;
}

/* Sets `key` in the list that starts at `*first`. Looking for an earlier value takes time, so a list has an end. */
static void set_value(struct document *document, struct leat_feature **first, struct leat_string key,
                      const struct leat_value *value)
{
    enum { LONGEST = 1000 };
    struct leat_feature *last = NULL;
    size_t count = 0;
    struct leat_value copy;
    const uint32_t number = intern(document, key);
    if (number == LABEL_NONE || !copy_value(document, value, &copy))
        return;
    for (struct leat_feature *at = *first; at != NULL; at = (struct leat_feature *)at->next, count++) {
        if (leat_string_equal(at->key, key)) {
            at->value = copy;
            return;
        }
        last = at;
    }
    if (count >= LONGEST) {
        document_violate(document, "it sets more than %d values in one place", LONGEST);
        return;
    }
    struct leat_feature *feature = arena_alloc(&document->arena, sizeof *feature);
    if (feature == NULL) {
        document_violate(document, "there is no memory for a value");
        return;
    }
    *feature = (struct leat_feature){.key = labels_string(&document->labels, number), .value = copy};
    if (last != NULL)
        last->next = feature;
    else
        *first = feature;
}

static void host_set(struct leat_doc *doc, const char *name, size_t index, const char *key,
                     const struct leat_value *value)
{
    struct document *document = document_of(doc);
    struct layer *layer = writable(document, name);
    if (layer == NULL)
        return;
    if (index >= layer->count) {
        document_violate(document, "it sets \"%s\" of annotation %zu of layer \"%s\", which has %zu", key, index, name,
                         layer->count);
        return;
    }
    struct leat_feature **first = layer_features(layer, index);
    if (first == NULL)
        document_violate(document, "there is no memory for a value");
    else
        set_value(document, first, leat_string(key), value);
}

static void *host_alloc(struct leat_doc *doc, size_t size)
{
    struct document *document = document_of(doc);
    void *piece = arena_alloc(&document->arena, size);
    if (piece == NULL)
        document_violate(document, "there is no memory for %zu bytes of its own", size);
    return piece;
}

/* --- decoding ----------------------------------------------------------------------------------------------------- */

static bool decoding(struct document *document)
{
    if (!document->access.decoding)
        document_violate(document, "it changes the text, id, title or metadata, which a decoder alone may do");
    return document->access.decoding;
}

static char *host_text_begin(struct leat_doc *doc, size_t capacity)
{
    struct document *document = document_of(doc);
    if (!decoding(document))
        return NULL;
    void *text = document->text;
    if (!memory_grow(&text, &document->text_capacity, capacity + 1, 1)) {
        document_violate(document, "there is no memory for a text of %zu bytes", capacity);
        return NULL;
    }
    document->text = text;
    return document->text;
}

static enum leat_result host_text_end(struct leat_doc *doc, size_t length, struct leat_error *error)
{
    struct document *document = document_of(doc);
    if (document->violated || !decoding(document)) {
        *error = document->violation;
        return LEAT_REJECT;
    }
    if (length > document->max_text)
        return leat_fail(error, LEAT_REJECT, "the text has %zu bytes; max_document allows %zu", length,
                         document->max_text);
    const size_t valid = utf8_valid(document->text, length, &doc->ascii);
    if (valid < length)
        return leat_fail(error, LEAT_REJECT, "the text is not UTF-8: byte %zu is 0x%02X", valid,
                         (unsigned char)document->text[valid]);
    document->text[length] = '\0';
    doc->text = document->text;
    doc->length = length;
    return LEAT_OK;
}

static struct leat_string copy_name(struct document *document, const char *what, struct leat_string string)
{
    bool ascii;
    if (!decoding(document))
        return (struct leat_string){"", 0};
    const size_t valid = utf8_valid(string.at, string.length, &ascii);
    if (valid < string.length)
        document_violate(document, "the %s is not UTF-8: byte %zu is 0x%02X", what, valid,
                         (unsigned char)string.at[valid]);
    const char *copy = arena_copy(&document->arena, string.at, valid);
    if (copy == NULL)
        document_violate(document, "there is no memory for the %s", what);
    return (struct leat_string){copy, copy == NULL ? 0 : valid};
}

static void host_set_id(struct leat_doc *doc, struct leat_string id)
{
    doc->id = copy_name(document_of(doc), "id", id);
}

static void host_set_title(struct leat_doc *doc, struct leat_string title)
{
    doc->title = copy_name(document_of(doc), "title", title);
}

static void host_set_meta(struct leat_doc *doc, struct leat_string key, const struct leat_value *value)
{
    struct document *document = document_of(doc);
    if (decoding(document))
        set_value(document, (struct leat_feature **)&doc->meta, key, value);
}

const struct leat_host host_table = {
    .size = sizeof(struct leat_host),
    .abi_major = LEAT_ABI_MAJOR,
    .abi_minor = LEAT_ABI_MINOR,
    .layer = host_layer,
    .layer_at = host_layer_at,
    .label = host_label,
    .features = host_features,
    .offset = offset_count,
    .add = host_add,
    .reserve = host_reserve,
    .commit = host_commit,
    .set = host_set,
    .alloc = host_alloc,
    .text_begin = host_text_begin,
    .text_end = host_text_end,
    .set_id = host_set_id,
    .set_title = host_set_title,
    .set_meta = host_set_meta,
};
