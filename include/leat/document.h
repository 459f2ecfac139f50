/* The document: text with named layers of standoff annotations. Part of the Leat plugin contract; see leat/plugin.h.
 *
 * Ownership in one sentence: the document owns all that hangs from it, and every pointer taken from it is good
 * until the step returns, with one exception: the spans and labels of a layer move when the same layer is added to.
 *
 * Offsets are bytes, half-open: [begin, end). A span begins and ends between two characters of the text. */
#ifndef LEAT_DOCUMENT_H
#define LEAT_DOCUMENT_H

#include <leat/result.h>

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct leat_host;

/* A run of bytes that belongs to somebody else. Not terminated. `at` may be NULL where `length` is 0. */
struct leat_string {
    const char *at;
    size_t length;
};

struct leat_span {
    uint32_t begin, end;
};

enum leat_value_kind {
    LEAT_VALUE_STRING, /* `string`: UTF-8 */
    LEAT_VALUE_NUMBER, /* `number` */
    LEAT_VALUE_JSON,   /* `string`: one well-formed JSON value, handed through as it stands */
};

struct leat_value {
    enum leat_value_kind kind;
    double number;
    struct leat_string string;
};

/* A named value of the document (its metadata) or of one annotation (its features). Lists keep the order of setting. */
struct leat_feature {
    const struct leat_feature *next; /* NULL at the end */
    struct leat_string key;
    struct leat_value value;
};

/* One document on its way through the steps. The text is valid UTF-8, shorter than 4 GiB, and never changes. */
struct leat_doc {
    const struct leat_host *host;
    const char *text;
    size_t length;             /* of the text, in bytes */
    bool ascii;                /* the text is ASCII alone, so that byte, code point and UTF-16 offsets are the same */
    struct leat_string id;     /* names the document in its origin; never empty after decoding */
    struct leat_string origin; /* where it came from: a path, an address */
    struct leat_string title;  /* empty where there is none */
    const struct leat_feature *meta;
};

/* A layer as it stands now: `count` annotations in the order of the text (by begin; of equal begins the longer first).
 * Spans of one layer may overlap unless the layer's makers promise otherwise; those of "token" and "sentence" don't. */
struct leat_layer {
    struct leat_string name;
    const struct leat_span *spans;
    const uint32_t *labels; /* a label's number for each annotation, for leat_doc_label; NULL where none has a label */
    size_t count;
    size_t slot;   /* names the layer to leat_doc_features */
    bool exists;   /* somebody gave it, though perhaps without annotations */
    bool featured; /* some annotation has features */
};

enum leat_unit { LEAT_BYTES, LEAT_CODE_POINTS, LEAT_UTF16 };

/* What the host does for a step. Plugins don't call it directly: the inline functions below and in leat/plugin.h do.
 * Append-only; `size` tells how much of it this host has. */
struct leat_host {
    size_t size;
    uint16_t abi_major, abi_minor;
    struct leat_layer (*layer)(const struct leat_doc *doc, const char *name);
    struct leat_layer (*layer_at)(const struct leat_doc *doc, size_t slot);
    struct leat_string (*label)(const struct leat_doc *doc, uint32_t label);
    const struct leat_feature *(*features)(const struct leat_doc *doc, size_t slot, size_t index);
    uint32_t (*offset)(const struct leat_doc *doc, uint32_t byte, enum leat_unit unit);
    size_t (*add)(struct leat_doc *doc, const char *layer, struct leat_span span, const char *label);
    struct leat_span *(*reserve)(struct leat_doc *doc, const char *layer, size_t count);
    void (*commit)(struct leat_doc *doc, const char *layer, size_t count);
    void (*set)(struct leat_doc *doc, const char *layer, size_t index, const char *key, const struct leat_value *value);
    void *(*alloc)(struct leat_doc *doc, size_t size);
    char *(*text_begin)(struct leat_doc *doc, size_t capacity);
    enum leat_result (*text_end)(struct leat_doc *doc, size_t length, struct leat_error *error);
    void (*set_id)(struct leat_doc *doc, struct leat_string id);
    void (*set_title)(struct leat_doc *doc, struct leat_string title);
    void (*set_meta)(struct leat_doc *doc, struct leat_string key, const struct leat_value *value);
};

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* A string of a C string's bytes, without its end. */
static inline struct leat_string leat_string(const char *text)
{
    return (struct leat_string){text, strlen(text)};
}

static inline bool leat_string_equal(struct leat_string a, struct leat_string b)
{
    return a.length == b.length && (a.length == 0 || (*a.at == *b.at && memcmp(a.at, b.at, a.length) == 0));
}

/* The text under a span of this document. */
static inline struct leat_string leat_doc_slice(const struct leat_doc *doc, struct leat_span span)
{
    return (struct leat_string){doc->text + span.begin, span.end - span.begin};
}

/* The layer `name`. An annotator must have declared it in `needs`, `uses` or `gives`, or its step fails. One that
 * nobody gave (possible only for `uses`) comes back empty, with `exists` false. */
static inline struct leat_layer leat_doc_layer(const struct leat_doc *doc, const char *name)
{
    return doc->host->layer(doc, name);
}

/* The layer in `slot` 0, 1, … in the order of their making; for encoders, which may read them all.
 * `exists` is false past the last. */
static inline struct leat_layer leat_doc_layer_at(const struct leat_doc *doc, size_t slot)
{
    return doc->host->layer_at(doc, slot);
}

/* The label of annotation `index`; empty where it has none. */
static inline struct leat_string leat_doc_label(const struct leat_doc *doc, struct leat_layer layer, size_t index)
{
    return layer.labels != NULL ? doc->host->label(doc, layer.labels[index]) : (struct leat_string){NULL, 0};
}

/* The features of annotation `index`; NULL where it has none. */
static inline const struct leat_feature *leat_doc_features(const struct leat_doc *doc, struct leat_layer layer,
                                                           size_t index)
{
    return doc->host->features(doc, layer.slot, index);
}

/* A byte offset of the text counted in another unit. The first call on a text that is not ASCII reads it once. */
static inline uint32_t leat_doc_offset(const struct leat_doc *doc, uint32_t byte, enum leat_unit unit)
{
    return doc->ascii || unit == LEAT_BYTES ? byte : doc->host->offset(doc, byte, unit);
}

/* --- annotators: adding to a layer that `gives` declares ------------------------------------------------------------
 *
 * None of these calls needs a check. What goes wrong (a span outside the text or inside a character, an annotation
 * out of order, a layer not declared, memory) is kept by the document, the call does nothing, and the step fails with
 * it once it returns. */

/* Appends one annotation and returns its number in the layer. `label` may be NULL; it is copied. */
static inline size_t leat_doc_add(struct leat_doc *doc, const char *layer, struct leat_span span, const char *label)
{
    return doc->host->add(doc, layer, span, label);
}

/* For layers with an annotation every few bytes: room for `count` spans behind those of the layer, to be filled in
 * order and then appended, without labels, by leat_doc_commit with how many were used. NULL where there is no memory.
 * A layer that turned out empty is given by a commit of 0. */
static inline struct leat_span *leat_doc_reserve(struct leat_doc *doc, const char *layer, size_t count)
{
    return doc->host->reserve(doc, layer, count);
}

static inline void leat_doc_commit(struct leat_doc *doc, const char *layer, size_t count)
{
    doc->host->commit(doc, layer, count);
}

/* Sets feature `key` of annotation `index` of a layer of this step's own; a second value replaces the first. Copied. */
static inline void leat_doc_set_number(struct leat_doc *doc, const char *layer, size_t index, const char *key,
                                       double number)
{
    const struct leat_value value = {.kind = LEAT_VALUE_NUMBER, .number = number};
    doc->host->set(doc, layer, index, key, &value);
}

static inline void leat_doc_set_string(struct leat_doc *doc, const char *layer, size_t index, const char *key,
                                       struct leat_string string)
{
    const struct leat_value value = {.kind = LEAT_VALUE_STRING, .string = string};
    doc->host->set(doc, layer, index, key, &value);
}

/* Working memory, aligned for any type, not cleared, that lives as long as the document and costs next to nothing.
 * NULL where there is none; the step then fails by itself. */
static inline void *leat_doc_alloc(struct leat_doc *doc, size_t size)
{
    return doc->host->alloc(doc, size);
}

/* --- decoders: filling an empty document -------------------------------------------------------------------------- */

/* Room for a text of up to `capacity` bytes, to be written to and closed by leat_doc_text_end with the length used,
 * which answers LEAT_REJECT where the bytes are not UTF-8 or more than `max_document`. NULL where there is no memory;
 * leat_doc_text_end says so too. */
static inline char *leat_doc_text_begin(struct leat_doc *doc, size_t capacity)
{
    return doc->host->text_begin(doc, capacity);
}

static inline enum leat_result leat_doc_text_end(struct leat_doc *doc, size_t length, struct leat_error *error)
{
    return doc->host->text_end(doc, length, error);
}

/* Both in one, with a copy of `text`. */
static inline enum leat_result leat_doc_set_text(struct leat_doc *doc, struct leat_string text,
                                                 struct leat_error *error)
{
    char *to = leat_doc_text_begin(doc, text.length);
    if (to != NULL && text.length > 0)
        memcpy(to, text.at, text.length);
    return leat_doc_text_end(doc, text.length, error);
}

/* Id, title and metadata are copied. They too must be UTF-8, or the document is rejected. A decoder that sets no id
 * leaves it to the host, which makes one of the origin. */
static inline void leat_doc_set_id(struct leat_doc *doc, struct leat_string id)
{
    doc->host->set_id(doc, id);
}

static inline void leat_doc_set_title(struct leat_doc *doc, struct leat_string title)
{
    doc->host->set_title(doc, title);
}

static inline void leat_doc_set_meta(struct leat_doc *doc, struct leat_string key, const struct leat_value *value)
{
    doc->host->set_meta(doc, key, value);
}

#endif
