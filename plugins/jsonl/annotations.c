#include "annotations.h"

#include "write.h"

/* --- offsets ------------------------------------------------------------------------------------------------------ */

/* A place in the text, known in bytes and in another unit. Spans come in the order of the text, so nearly every offset
 * is a few bytes behind the one before it, and counting those is quicker than asking the document. */
struct cursor {
    const struct leat_doc *doc;
    enum leat_unit unit;
    bool bytes; /* the unit is as good as bytes */
    uint32_t byte, count;
};

enum { NEAR = 64 };

static struct cursor cursor_make(const struct leat_doc *doc, enum leat_unit unit)
{
    return (struct cursor){.doc = doc, .unit = unit, .bytes = doc->ascii || unit == LEAT_BYTES};
}

/* Moves to `byte`, forwards or backwards, and returns its offset in the cursor's unit. */
static uint32_t cursor_move(struct cursor *cursor, uint32_t byte)
{
    if (cursor->bytes)
        return byte;
    if (byte < cursor->byte || byte - cursor->byte > NEAR)
        cursor->count = leat_doc_offset(cursor->doc, byte, cursor->unit);
    else
        for (uint32_t i = cursor->byte; i < byte; i++) {
            const unsigned char at = (unsigned char)cursor->doc->text[i];
            cursor->count += ((at & 0xC0) != 0x80) + (cursor->unit == LEAT_UTF16 && at >= 0xF0);
        }
    cursor->byte = byte;
    return cursor->count;
}

/* --- annotations -------------------------------------------------------------------------------------------------- */

static void put_pairs(struct leat_out *out, struct cursor *cursor, struct leat_layer layer)
{
    enum { BLOCK = 256, PAIR_MAX = 24 }; /* two numbers of ten digits, brackets, two commas */
    for (size_t i = 0; i < layer.count;) {
        const size_t stop = layer.count - i < BLOCK ? layer.count : i + BLOCK;
        char *to = leat_out_reserve(out, BLOCK * PAIR_MAX + JSON_INTEGER_MAX);
        if (to == NULL)
            return;
        const char *begin = to;
        for (; i < stop; i++) {
            if (i > 0)
                *to++ = ',';
            *to++ = '[';
            to = json_put_offset(to, cursor_move(cursor, layer.spans[i].begin));
            *to++ = ',';
            to = json_put_offset(to, cursor_move(cursor, layer.spans[i].end));
            *to++ = ']';
        }
        out->length += (size_t)(to - begin);
    }
}

/* Writes `{"begin":…,"end":…,"label":…,"text":` in one go. */
static void put_head(struct leat_out *out, struct cursor *cursor, struct leat_span span, struct leat_string label)
{
    static const char begin[] = "{\"begin\":", end[] = ",\"end\":", labelled[] = ",\"label\":", text[] = ",\"text\":";
    char *to = leat_out_reserve(out, sizeof begin + sizeof end + sizeof labelled + sizeof text +
                                         2 * (size_t)JSON_INTEGER_MAX + json_string_max(label.length));
    if (to == NULL)
        return;
    const char *const start = to;
    memcpy(to, begin, sizeof begin - 1);
    to = json_put_offset(to + sizeof begin - 1, cursor_move(cursor, span.begin));
    memcpy(to, end, sizeof end - 1);
    to = json_put_offset(to + sizeof end - 1, cursor_move(cursor, span.end));
    if (label.length > 0) {
        memcpy(to, labelled, sizeof labelled - 1);
        to = json_write_string(to + sizeof labelled - 1, label);
    }
    memcpy(to, text, sizeof text - 1);
    out->length += (size_t)(to + sizeof text - 1 - start);
}

/* What stands before the name of a feature that is one of ours. */
static struct leat_string prefix_of(struct leat_string key)
{
    static const struct leat_string names[] = {{"begin", 5}, {"end", 3}, {"label", 5}, {"text", 4}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (leat_string_equal(key, names[i]))
            return leat_string("feature:");
    return (struct leat_string){NULL, 0};
}

static enum leat_result put_features(struct leat_out *out, const struct leat_feature *features,
                                     struct leat_string layer, struct leat_error *error)
{
    for (const struct leat_feature *at = features; at != NULL; at = at->next) {
        leat_out_text(out, ",");
        json_put_key(out, prefix_of(at->key), at->key);
        if (!json_put_value(out, &at->value))
            return leat_fail(error, LEAT_REJECT, "feature \"%.*s\" in layer \"%.*s\" is not JSON", (int)at->key.length,
                             at->key.at, (int)layer.length, layer.at);
    }
    return LEAT_OK;
}

static enum leat_result put_objects(struct leat_out *out, struct cursor *cursor, struct leat_layer layer,
                                    struct leat_error *error)
{
    for (size_t i = 0; i < layer.count; i++) {
        const struct leat_string label = leat_doc_label(cursor->doc, layer, i);
        if (i > 0)
            leat_out_text(out, ",");
        put_head(out, cursor, layer.spans[i], label);
        json_put_string(out, leat_doc_slice(cursor->doc, layer.spans[i]));
        const enum leat_result result = put_features(out, leat_doc_features(cursor->doc, layer, i), layer.name, error);
        if (result != LEAT_OK)
            return result;
        leat_out_text(out, "}");
    }
    return LEAT_OK;
}

enum leat_result annotations_put(struct leat_out *out, const struct leat_doc *doc, struct leat_layer layer,
                                 bool objects, enum leat_unit unit, struct leat_error *error)
{
    struct cursor cursor = cursor_make(doc, unit);
    enum leat_result result = LEAT_OK;
    leat_out_text(out, "[");
    if (objects || layer.labels != NULL || layer.featured)
        result = put_objects(out, &cursor, layer, error);
    else
        put_pairs(out, &cursor, layer);
    leat_out_text(out, "]");
    return result;
}
