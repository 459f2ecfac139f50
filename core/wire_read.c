#include "feature.h"
#include "span.h"
#include "utf8.h"
#include "wire.h"

#include <inttypes.h>

/* Every read_… answers false once something is wrong, with the reason in `error`. */
struct reader {
    const unsigned char *begin, *at, *end;
    struct document *document;
    struct leat_error *error;
};

LEAT_PRINTF(2, 3)
static bool fail(const struct reader *reader, const char *format, ...)
{
    struct leat_error what;
    va_list values;
    va_start(values, format);
    vsnprintf(what.message, sizeof what.message, format, values);
    va_end(values);
    leat_fail(reader->error, LEAT_REJECT, "the wire form of the document is bad at byte %zu: %.400s",
              (size_t)(reader->at - reader->begin), what.message);
    return false;
}

static size_t left(const struct reader *reader)
{
    return (size_t)(reader->end - reader->at);
}

/* A number of more than one byte. */
static bool read_long_number(struct reader *reader, uint64_t *number)
{
    const unsigned char *at = reader->at;
    uint64_t byte = 0x80;
    *number = 0;
    for (int shift = 0; byte >= 0x80 && shift < 64; shift += 7) {
        if (at == reader->end)
            return fail(reader, "it ends within a number");
        byte = *at++;
        if ((byte == 0 && shift > 0) || (byte > 1 && shift == 63))
            return fail(reader, "a number is longer than it need be, or than 64 bits");
        *number |= (byte & 0x7F) << shift;
    }
    reader->at = at;
    return true;
}

/* A number up to `most`; `what` names it for the message. */
static inline bool read_number(struct reader *reader, uint64_t most, const char *what, uint64_t *number)
{
    const unsigned char *start = reader->at;
    if (start < reader->end && *start < 0x80)
        *number = *reader->at++;
    else if (!read_long_number(reader, number))
        return false;
    if (*number <= most)
        return true;
    reader->at = start;
    return fail(reader, "%s is %" PRIu64 ", and can be %" PRIu64 " at most", what, *number, most);
}

static uint64_t get_fixed(const unsigned char *at)
{
    uint64_t number = 0;
    for (int i = 0; i < 8; i++)
        number |= (uint64_t)at[i] << (8 * i);
    return number;
}

/* The string stands in the bytes being read. */
static bool read_string(struct reader *reader, const char *what, struct leat_string *string)
{
    uint64_t length;
    bool ascii;
    if (!read_number(reader, UINT64_MAX, what, &length))
        return false;
    if (length > left(reader))
        return fail(reader, "the %s has %" PRIu64 " bytes, and %zu are left", what, length, left(reader));
    *string = (struct leat_string){(const char *)reader->at, (size_t)length};
    const size_t valid = utf8_valid(string->at, string->length, &ascii);
    reader->at += valid;
    return valid == length || fail(reader, "the %s is not UTF-8: 0x%02X", what, *reader->at);
}

/* A string that the document keeps. */
static bool read_name(struct reader *reader, const char *what, struct leat_string *name)
{
    struct leat_string string;
    if (!read_string(reader, what, &string))
        return false;
    const char *copy = arena_copy(&reader->document->arena, string.at, string.length);
    *name = (struct leat_string){copy, string.length};
    return copy != NULL || fail(reader, "there is no memory for the %s", what);
}

static bool read_text(struct reader *reader)
{
    struct document *document = reader->document;
    struct leat_string text;
    if (!read_string(reader, "text", &text))
        return false;
    struct leat_error reason;
    document_enter(document, (struct access){.decoding = true});
    enum leat_result result = leat_doc_set_text(&document->shown, text, &reason);
    result = document_leave(document, result, &reason);
    return result == LEAT_OK || fail(reader, "%s", reason.message);
}

static bool read_labels(struct reader *reader)
{
    struct document *document = reader->document;
    uint64_t count;
    if (!read_number(reader, left(reader) / 2, "the number of labels", &count))
        return false;
    for (uint64_t i = 1; i <= count; i++) {
        struct leat_string string;
        if (!read_string(reader, "label", &string))
            return false;
        const uint32_t number = labels_intern(&document->labels, &document->arena, string);
        if (number == LABEL_NONE)
            return fail(reader, "there is no memory for a label");
        if (number != i)
            return fail(reader, "label %" PRIu64 " is the same as label %" PRIu32, i, number);
    }
    return true;
}

/* The number of a label that there is. */
static bool read_label(struct reader *reader, uint64_t *label)
{
    const size_t count = reader->document->labels.count;
    return read_number(reader, count == 0 ? 0 : count - 1, "a label's number", label);
}

static bool read_value(struct reader *reader, struct leat_value *value)
{
    uint64_t kind;
    if (!read_number(reader, LEAT_VALUE_JSON, "the kind of a value", &kind))
        return false;
    value->kind = (enum leat_value_kind)kind;
    if (value->kind != LEAT_VALUE_NUMBER)
        return read_string(reader, "value", &value->string);
    if (left(reader) < 8)
        return fail(reader, "it ends within a value");
    const uint64_t bits = get_fixed(reader->at);
    memcpy(&value->number, &bits, sizeof value->number);
    reader->at += 8;
    return true;
}

static bool read_list(struct reader *reader, struct leat_feature **first)
{
    struct document *document = reader->document;
    uint64_t count, label, kept = 0;
    if (!read_number(reader, FEATURES_MAX, "the number of values", &count))
        return false;
    for (uint64_t i = 0; i < count; i++) {
        struct leat_value value = {.kind = LEAT_VALUE_STRING};
        if (!read_label(reader, &label) || !read_value(reader, &value))
            return false;
        const struct leat_string key = labels_string(&document->labels, (uint32_t)label);
        const char *wrong = feature_set(first, key, &value, &document->arena);
        if (wrong != NULL)
            return fail(reader, "it has a value %s", wrong);
    }
    for (const struct leat_feature *at = *first; at != NULL; at = at->next)
        kept++;
    return kept == count || fail(reader, "it has two values under one key");
}

/* The next span, which begins at or after `*begin`. */
static inline bool read_span(struct reader *reader, size_t length, uint64_t *begin, struct leat_span *span)
{
    const unsigned char *at = reader->at;
    uint64_t step, size;
    if (left(reader) >= 2 && (at[0] | at[1]) < 0x80 && length - *begin > 2UL * 0x7F) {
        step = at[0];
        size = at[1];
        reader->at += 2;
    } else if (!read_number(reader, length - *begin, "the step to a begin", &step) ||
               !read_number(reader, length - *begin - step, "the length of a span", &size)) {
        return false;
    }
    *begin += step;
    *span = (struct leat_span){(uint32_t)*begin, (uint32_t)(*begin + size)};
    return true;
}

static bool read_spans(struct reader *reader, size_t slot, size_t count)
{
    const struct leat_doc *doc = &reader->document->shown;
    struct layer *layer = &reader->document->layers[slot];
    struct leat_span *spans = layer_reserve(layer, count);
    if (spans == NULL)
        return fail(reader, "there is no memory for %zu annotations", count);
    uint64_t begin = 0;
    for (size_t i = 0; i < count; i++)
        if (!read_span(reader, doc->length, &begin, &spans[i]))
            return false;
    const char *wrong = NULL;
    const size_t sound = span_prove(doc, NULL, spans, count, layer->apart, &wrong);
    if (sound < count)
        return fail(reader, "annotation %zu of layer \"%s\", bytes %" PRIu32 " to %" PRIu32 ", %s", sound,
                    reader->document->layout->names[slot], spans[sound].begin, spans[sound].end, wrong);
    layer_commit(layer, count);
    return true;
}

static bool read_tables(struct reader *reader, struct layer *layer, uint64_t flags)
{
    if ((flags & WIRE_LABELLED) != 0 && !layer_label_all(layer))
        return fail(reader, "there is no memory for the labels");
    for (size_t i = 0; layer->labelled && i < layer->count; i++) {
        uint64_t label;
        if (!read_label(reader, &label))
            return false;
        layer->labels[i] = (uint32_t)label;
    }
    for (size_t i = 0; (flags & WIRE_FEATURED) != 0 && i < layer->count; i++) {
        struct leat_feature **first = layer_features(layer, i);
        if (first == NULL)
            return fail(reader, "there is no memory for the values");
        if (!read_list(reader, first))
            return false;
    }
    return true;
}

/* The slot of the layer whose name comes next. */
static bool read_slot(struct reader *reader, size_t *slot)
{
    const struct layout *layout = reader->document->layout;
    struct leat_string name;
    if (!read_string(reader, "name of a layer", &name))
        return false;
    for (*slot = 0; *slot < layout->count; ++*slot)
        if (leat_string_equal(leat_string(layout->names[*slot]), name))
            return reader->document->layers[*slot].count == 0 ||
                   fail(reader, "layer \"%s\" is there twice", layout->names[*slot]);
    return fail(reader, "layer \"%.*s\" is not one of this pipeline", name.length < 60 ? (int)name.length : 60,
                name.at);
}

static bool read_layer(struct reader *reader)
{
    uint64_t flags, count;
    size_t slot;
    if (!read_slot(reader, &slot) ||
        !read_number(reader, WIRE_LABELLED | WIRE_FEATURED, "the flags of a layer", &flags) ||
        !read_number(reader, left(reader) / 2, "the number of annotations", &count))
        return false;
    if (count == 0)
        return fail(reader, "a layer has no annotations, and should not be there");
    return read_spans(reader, slot, (size_t)count) && read_tables(reader, &reader->document->layers[slot], flags);
}

static bool read_head(struct reader *reader)
{
    if (left(reader) < WIRE_HEAD || memcmp(reader->at, WIRE_NAME, WIRE_NAME_LENGTH) != 0)
        return fail(reader, "it does not begin with \"%.*s\", a version and a length", (int)WIRE_NAME_LENGTH,
                    WIRE_NAME);
    if (reader->at[WIRE_NAME_LENGTH] != WIRE_VERSION)
        return fail(reader, "it is of version %d; this build reads version %d", reader->at[WIRE_NAME_LENGTH],
                    WIRE_VERSION);
    const uint64_t length = get_fixed(reader->at + WIRE_HEAD - 8);
    reader->at += WIRE_HEAD;
    if (length > left(reader))
        return fail(reader, "it has %" PRIu64 " bytes, and %zu are there", length, left(reader));
    reader->end = reader->at + length;
    return true;
}

static bool read_document(struct reader *reader)
{
    struct leat_doc *doc = &reader->document->shown;
    uint64_t layers;
    if (!read_head(reader) || !read_name(reader, "id", &doc->id) || !read_name(reader, "origin", &doc->origin) ||
        !read_name(reader, "title", &doc->title) || !read_text(reader) || !read_labels(reader) ||
        !read_list(reader, (struct leat_feature **)&doc->meta) ||
        !read_number(reader, reader->document->layout->count, "the number of layers", &layers))
        return false;
    for (uint64_t i = 0; i < layers; i++)
        if (!read_layer(reader))
            return false;
    if (doc->id.length == 0)
        return fail(reader, "the id is empty");
    return reader->at == reader->end || fail(reader, "%zu bytes are left over", left(reader));
}

enum leat_result wire_read(struct document *document, struct leat_string bytes, size_t *used, struct leat_error *error)
{
    const unsigned char *begin = (const unsigned char *)(bytes.length > 0 ? bytes.at : "");
    struct reader reader = {begin, begin, begin + bytes.length, document, error};
    document_reset(document);
    if (read_document(&reader)) {
        *used = (size_t)(reader.at - begin);
        return LEAT_OK;
    }
    document_reset(document);
    return LEAT_REJECT;
}
