#include "host.h"

#include "document.h"
#include "feature.h"
#include "offset.h"
#include "span.h"
#include "utf8.h"

#include <inttypes.h>

/* --- reading ------------------------------------------------------------------------------------------------------ */

static struct leat_layer view(const struct document *document, size_t slot)
{
    const struct layer *layer = &document->layers[slot];
    return (struct leat_layer){.name = leat_string(document->layout->names[slot]),
                               .spans = layer->spans,
                               .labels = layer->labelled ? layer->labels : NULL,
                               .count = layer->count,
                               .slot = slot,
                               .exists = true,
                               .featured = layer->featured};
}

static struct leat_layer host_layer(const struct leat_doc *doc, const char *name)
{
    struct document *document = document_of(doc);
    const size_t slot = layout_find(document->layout, name);
    if (slot < LAYERS_MAX && (document->access.readable >> slot & 1) != 0)
        return view(document, slot);
    if (document->access.readable != UINT64_MAX && !names_contain(document->access.uses, name))
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

/* The layer, if the step may add to it. After a violation nothing is added any more: the step has failed. */
static struct layer *writable(struct document *document, const char *name)
{
    if (document->violated)
        return NULL;
    const struct layout *layout = document->layout;
    for (uint64_t slots = document->access.writable; slots != 0; slots &= slots - 1) {
        const size_t slot = (size_t)__builtin_ctzll(slots);
        if (slot < layout->count && strcmp(layout->names[slot], name) == 0)
            return &document->layers[slot];
    }
    document_violate(document, "it adds to layer \"%s\", which it does not declare in gives", name);
    return NULL;
}

/* Takes the `count` spans behind the layer's last into it, if all are sound. */
static bool append(struct document *document, const char *name, struct layer *layer, size_t count)
{
    const struct leat_doc *doc = &document->shown;
    const struct leat_span *spans = layer->spans + layer->count;
    const char *wrong = NULL;
    const size_t sound = span_prove(doc, layer->count > 0 ? &spans[-1] : NULL, spans, count, layer->apart, &wrong);
    if (sound < count)
        document_violate(document, "annotation %zu of layer \"%s\", bytes %" PRIu32 " to %" PRIu32 " of %zu, %s",
                         layer->count + sound, name, spans[sound].begin, spans[sound].end, doc->length, wrong);
    else
        layer_commit(layer, count);
    return !document->violated;
}

static struct leat_span *reserve(struct document *document, const char *name, struct layer *layer, size_t count)
{
    struct leat_span *spans = layer_reserve(layer, count);
    if (spans == NULL)
        document_violate(document, "there is no memory for %zu annotations of layer \"%s\"", count, name);
    return spans;
}

static struct leat_span *host_reserve(struct leat_doc *doc, const char *name, size_t count)
{
    struct document *document = document_of(doc);
    struct layer *layer = writable(document, name);
    return layer == NULL ? NULL : reserve(document, name, layer, count);
}

static void host_commit(struct leat_doc *doc, const char *name, size_t count)
{
    struct document *document = document_of(doc);
    struct layer *layer = writable(document, name);
    if (layer == NULL || count == 0)
        return;
    if (count > layer->reserved)
        document_violate(document, "it commits %zu annotations to layer \"%s\" and reserved %zu", count, name,
                         layer->reserved);
    else
        (void)append(document, name, layer, count);
}

static uint32_t intern_new(struct document *document, const char *what, const char *where, struct leat_string string)
{
    bool ascii;
    if (utf8_valid(string.at, string.length, &ascii) < string.length) {
        document_violate(document, "%s that it sets in %s is not UTF-8", what, where);
        return LABEL_NONE;
    }
    const uint32_t number = labels_intern(&document->labels, &document->arena, string);
    if (number == LABEL_NONE)
        document_violate(document, "there is no memory for %s in %s", what, where);
    return number;
}

/* The number of a label or a key, or LABEL_NONE with the reason kept. One that is known was proved when it came. */
static uint32_t intern(struct document *document, const char *what, const char *where, struct leat_string string)
{
    const uint32_t known = labels_find(&document->labels, string);
    return known != LABEL_NONE ? known : intern_new(document, what, where, string);
}

static size_t host_add(struct leat_doc *doc, const char *name, struct leat_span span, const char *label)
{
    struct document *document = document_of(doc);
    struct layer *layer = writable(document, name);
    if (layer == NULL)
        return SIZE_MAX;
    const uint32_t number = label == NULL ? 0 : intern(document, "a label", name, leat_string(label));
    struct leat_span *place = number == LABEL_NONE ? NULL : reserve(document, name, layer, 1);
    if (place == NULL)
        return SIZE_MAX;
    *place = span;
    if (!append(document, name, layer, 1))
        return SIZE_MAX;
    if (number != 0 && !layer_label(layer, number)) {
        document_violate(document, "there is no memory for a label of layer \"%s\"", name);
        return SIZE_MAX;
    }
    return layer->count - 1;
}

/* Sets a value in the list of an annotation of layer `where`, or in that of the metadata. */
static void set_value(struct document *document, const char *where, struct leat_feature **first, struct leat_string key,
                      const struct leat_value *value)
{
    const uint32_t number = intern(document, "a key", where, key);
    if (number == LABEL_NONE)
        return;
    const struct leat_string kept = labels_string(&document->labels, number);
    const char *wrong = feature_set(first, kept, value, &document->arena);
    if (wrong != NULL)
        document_violate(document, "it sets a value in %s %s", where, wrong);
}

static void host_set(struct leat_doc *doc, const char *name, size_t index, const char *key,
                     const struct leat_value *value)
{
    struct document *document = document_of(doc);
    struct layer *layer = writable(document, name);
    if (layer == NULL)
        return;
    if (index >= layer->count) {
        document_violate(document, "it sets a value of annotation %zu of layer \"%s\", which has %zu", index, name,
                         layer->count);
        return;
    }
    struct leat_feature **first = layer_features(layer, index);
    if (first == NULL)
        document_violate(document, "there is no memory for the values of layer \"%s\"", name);
    else
        set_value(document, name, first, leat_string(key), value);
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
    return !document->violated;
}

static char *host_text_begin(struct leat_doc *doc, size_t capacity)
{
    struct document *document = document_of(doc);
    if (!decoding(document))
        return NULL;
    document_forget_text(document);
    void *text = document->text;
    if (capacity >= UINT32_MAX || !memory_grow(&text, &document->text_capacity, capacity + 1, 1)) {
        document_violate(document, "there is no memory for a text of %zu bytes", capacity);
        return NULL;
    }
    document->text = text;
    return document->text;
}

static enum leat_result host_text_end(struct leat_doc *doc, size_t length, struct leat_error *error)
{
    struct document *document = document_of(doc);
    if (length >= document->text_capacity)
        document_violate(document, "it ends a text of %zu bytes without room for it", length);
    if (!decoding(document)) {
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

/* Sets `*to` to a copy, or leaves it. */
static void copy_name(struct document *document, const char *what, struct leat_string string, struct leat_string *to)
{
    bool ascii;
    if (!decoding(document))
        return;
    const size_t valid = utf8_valid(string.at, string.length, &ascii);
    if (valid < string.length) {
        document_violate(document, "the %s is not UTF-8: byte %zu is 0x%02X", what, valid,
                         (unsigned char)string.at[valid]);
        return;
    }
    const char *copy = arena_copy(&document->arena, string.at, string.length);
    if (copy == NULL)
        document_violate(document, "there is no memory for the %s", what);
    else
        *to = (struct leat_string){copy, string.length};
}

static void host_set_id(struct leat_doc *doc, struct leat_string id)
{
    copy_name(document_of(doc), "id", id, &doc->id);
}

static void host_set_title(struct leat_doc *doc, struct leat_string title)
{
    copy_name(document_of(doc), "title", title, &doc->title);
}

static void host_set_meta(struct leat_doc *doc, struct leat_string key, const struct leat_value *value)
{
    struct document *document = document_of(doc);
    if (decoding(document))
        set_value(document, "the metadata", (struct leat_feature **)&doc->meta, key, value);
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
