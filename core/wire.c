#include "wire.h"

#include <assert.h>

enum {
    NUMBER_MAX = 10, /* bytes of the longest number */
    CHUNK = 512,     /* annotations for which room is made at once */
};

static char *put(char *to, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        *to++ = (char)(number | 0x80);
    *to++ = (char)number;
    return to;
}

static char *put_fixed(char *to, uint64_t number)
{
    for (int i = 0; i < 8; i++)
        *to++ = (char)(number >> (8 * i));
    return to;
}

static void write_number(struct leat_out *out, uint64_t number)
{
    char *to = leat_out_reserve(out, NUMBER_MAX);
    if (to != NULL)
        out->length = (size_t)(put(to, number) - out->at);
}

static void write_string(struct leat_out *out, struct leat_string string)
{
    write_number(out, string.length);
    leat_out_append(out, string);
}

static void write_list(const struct labels *labels, const struct leat_feature *first, struct leat_out *out)
{
    size_t count = 0;
    for (const struct leat_feature *at = first; at != NULL; at = at->next)
        count++;
    write_number(out, count);
    for (const struct leat_feature *at = first; at != NULL; at = at->next) {
        const uint32_t key = labels_find(labels, at->key);
        assert(key != LABEL_NONE); /* feature_set keeps every key there */
        write_number(out, key);
        write_number(out, at->value.kind);
        if (at->value.kind != LEAT_VALUE_NUMBER) {
            write_string(out, at->value.string);
            continue;
        }
        uint64_t bits;
        memcpy(&bits, &at->value.number, sizeof bits);
        char *to = leat_out_reserve(out, 8);
        if (to != NULL)
            out->length = (size_t)(put_fixed(to, bits) - out->at);
    }
}

static void write_spans(const struct layer *layer, struct leat_out *out)
{
    uint32_t before = 0;
    for (size_t at = 0; at < layer->count;) {
        const size_t stop = layer->count - at < CHUNK ? layer->count : at + CHUNK;
        char *to = leat_out_reserve(out, (size_t)CHUNK * 2 * NUMBER_MAX);
        if (to == NULL)
            return;
        for (; at < stop; at++) {
            const struct leat_span span = layer->spans[at];
            to = put(to, span.begin - before);
            to = put(to, span.end - span.begin);
            before = span.begin;
        }
        out->length = (size_t)(to - out->at);
    }
}

static void write_layer(const struct document *document, size_t slot, struct leat_out *out)
{
    const struct layer *layer = &document->layers[slot];
    write_string(out, leat_string(document->layout->names[slot]));
    write_number(out, (layer->labelled ? WIRE_LABELLED : 0U) | (layer->featured ? WIRE_FEATURED : 0U));
    write_number(out, layer->count);
    write_spans(layer, out);
    for (size_t i = 0; layer->labelled && i < layer->count; i++)
        write_number(out, layer->labels[i]);
    for (size_t i = 0; layer->featured && i < layer->count; i++)
        write_list(&document->labels, layer->features[i], out);
}

void wire_write(const struct document *document, struct leat_out *out)
{
    const struct leat_doc *doc = &document->shown;
    const struct labels *labels = &document->labels;
    const size_t start = out->length;
    char *head = leat_out_reserve(out, WIRE_HEAD + doc->length);
    if (head == NULL)
        return;
    memcpy(head, WIRE_NAME, WIRE_NAME_LENGTH);
    head[WIRE_NAME_LENGTH] = WIRE_VERSION;
    out->length += WIRE_HEAD;
    write_string(out, doc->id);
    write_string(out, doc->origin);
    write_string(out, doc->title);
    write_string(out, (struct leat_string){doc->text, doc->length});
    write_number(out, labels->count == 0 ? 0 : labels->count - 1);
    for (size_t i = 1; i < labels->count; i++)
        write_string(out, labels->known[i].string);
    write_list(labels, doc->meta, out);
    size_t layers = 0;
    for (size_t slot = 0; slot < document->layout->count; slot++)
        layers += document->layers[slot].count > 0;
    write_number(out, layers);
    for (size_t slot = 0; slot < document->layout->count; slot++)
        if (document->layers[slot].count > 0)
            write_layer(document, slot, out);
    (void)put_fixed(out->at + start + WIRE_HEAD - 8, out->length - start - WIRE_HEAD);
}
