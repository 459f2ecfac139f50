#include "checker.h"

#include "feature.h"
#include "span.h"
#include "utf8.h"

#include <inttypes.h>
#include <math.h>

/* FNV-1a over words of eight bytes, which is enough to notice a change. */
static uint64_t mix(uint64_t sum, struct leat_string string)
{
    const uint64_t prime = UINT64_C(1099511628211);
    sum = (sum ^ string.length) * prime;
    for (size_t at = 0; at < string.length; at += 8) {
        uint64_t word = 0;
        memcpy(&word, string.at + at, string.length - at < 8 ? string.length - at : 8);
        sum = (sum ^ word) * prime;
        sum ^= sum >> 29;
    }
    return sum;
}

static uint64_t seal(const struct leat_doc *doc)
{
    uint64_t sum = mix(UINT64_C(14695981039346656037), (struct leat_string){doc->text, doc->length});
    sum = mix(sum, doc->id);
    sum = mix(sum, doc->origin);
    sum = mix(sum, doc->title);
    return sum == 0 ? 1 : sum;
}

void checker_begin(struct document *document)
{
    document->seal = seal(&document->shown);
}

static bool valid(struct leat_string string)
{
    bool ascii;
    return utf8_valid(string.at, string.length, &ascii) == string.length;
}

static enum leat_result prove_head(const struct document *document, struct leat_error *error)
{
    const struct leat_doc *doc = &document->shown;
    bool ascii;
    if ((doc->length > 0 && doc->text != document->text) || doc->length > document->max_text ||
        doc->text[doc->length] != '\0')
        return leat_fail(error, LEAT_REJECT, "the text was moved");
    const size_t sound = utf8_valid(doc->text, doc->length, &ascii);
    if (sound < doc->length)
        return leat_fail(error, LEAT_REJECT, "the text is not UTF-8: byte %zu is 0x%02X", sound,
                         (unsigned char)doc->text[sound]);
    if (ascii != doc->ascii)
        return leat_fail(error, LEAT_REJECT, "the text is said %sto be ASCII", doc->ascii ? "" : "not ");
    if (!valid(doc->id) || !valid(doc->origin) || !valid(doc->title))
        return leat_fail(error, LEAT_REJECT, "the id, origin or title is not UTF-8");
    if (doc->id.length == 0)
        return leat_fail(error, LEAT_REJECT, "the document has no id");
    if (document->seal != 0 && document->seal != seal(doc))
        return leat_fail(error, LEAT_REJECT, "the text, id, origin or title was changed after decoding");
    return LEAT_OK;
}

/* What is wrong with a list of named values; NULL where nothing is. */
static const char *list_fault(const struct leat_feature *first)
{
    size_t count = 0;
    for (const struct leat_feature *at = first; at != NULL; at = at->next) {
        if (++count > FEATURES_MAX)
            return "do not end";
        if (!valid(at->key))
            return "have a key that is not UTF-8";
        if (at->value.kind > LEAT_VALUE_JSON)
            return "have one of a kind that there is not";
        if (at->value.kind == LEAT_VALUE_NUMBER ? !isfinite(at->value.number) : !valid(at->value.string))
            return "have a number that is not finite, or a string that is not UTF-8";
    }
    return NULL;
}

static enum leat_result prove_spans(const struct document *document, const char *name, const struct layer *layer,
                                    struct leat_error *error)
{
    const struct leat_span *spans = layer->spans;
    const char *wrong = NULL;
    const size_t bad = span_prove(&document->shown, NULL, spans, layer->count, layer->apart, &wrong);
    if (bad < layer->count)
        return leat_fail(error, LEAT_REJECT, "annotation %zu of layer \"%s\", bytes %" PRIu32 " to %" PRIu32 ", %s",
                         bad, name, spans[bad].begin, spans[bad].end, wrong);
    return LEAT_OK;
}

static enum leat_result prove_layer(const struct document *document, size_t slot, struct leat_error *error)
{
    const struct layer *layer = &document->layers[slot];
    const char *name = document->layout->names[slot];
    if (prove_spans(document, name, layer, error) != LEAT_OK)
        return LEAT_REJECT;
    for (size_t i = 0; layer->labelled && i < layer->count; i++)
        if (layer->labels[i] != 0 && layer->labels[i] >= document->labels.count)
            return leat_fail(error, LEAT_REJECT, "annotation %zu of layer \"%s\" has label %" PRIu32 " of %zu", i, name,
                             layer->labels[i], document->labels.count);
    for (size_t i = 0; layer->featured && i < layer->count; i++) {
        const char *wrong = list_fault(layer->features[i]);
        if (wrong != NULL)
            return leat_fail(error, LEAT_REJECT, "the values of annotation %zu of layer \"%s\" %s", i, name, wrong);
    }
    return LEAT_OK;
}

enum leat_result checker_prove(const struct document *document, struct leat_error *error)
{
    if (prove_head(document, error) != LEAT_OK)
        return LEAT_REJECT;
    const char *wrong = list_fault(document->shown.meta);
    if (wrong != NULL)
        return leat_fail(error, LEAT_REJECT, "the values of the metadata %s", wrong);
    for (size_t number = 1; number < document->labels.count; number++)
        if (!valid(document->labels.known[number].string))
            return leat_fail(error, LEAT_REJECT, "label %zu is not UTF-8", number);
    for (size_t slot = 0; slot < document->layout->count; slot++)
        if (prove_layer(document, slot, error) != LEAT_OK)
            return LEAT_REJECT;
    return LEAT_OK;
}
