/* The encoder: one document becomes one line of JSON. */
#include "encode.h"

#include "annotations.h"
#include "write.h"

#include <stdlib.h>

struct options {
    struct leat_list fields;
    int offsets;
};

enum content { CONTENT_ID, CONTENT_ORIGIN, CONTENT_TITLE, CONTENT_META, CONTENT_TEXT, CONTENT_LAYER };

/* One field of every line. */
struct field {
    enum content content;
    size_t slot;      /* of a layer */
    const char *name; /* NULL: the layer's own */
    bool objects;     /* a layer's annotations are objects even without labels and features */
};

struct encoder {
    const struct options *options;
    struct field *fields; /* NULL until the first document tells which layers there are */
    size_t count;
};

static const struct leat_string no_prefix = {NULL, 0};

/* The fields that a document has whatever the pipeline. */
static const struct field constant_fields[] = {
    {.content = CONTENT_ID, .name = "id"},       {.content = CONTENT_ORIGIN, .name = "origin"},
    {.content = CONTENT_TITLE, .name = "title"}, {.content = CONTENT_META, .name = "meta"},
    {.content = CONTENT_TEXT, .name = "text"},
};

/* The layers that are written under a name of ours, in this order. */
static const struct {
    const char *layer, *name;
    bool objects;
} known_layers[] = {
    {"sentence", "sentences", false}, {"token", "tokens", false},    {"entity", "entities", true},
    {"summary", "summary", true},     {"keyword", "keywords", true},
};

enum {
    CONSTANTS = sizeof constant_fields / sizeof *constant_fields,
    KNOWN_LAYERS = sizeof known_layers / sizeof *known_layers,
};

/* --- which fields there are --------------------------------------------------------------------------------------- */

static bool known_layer(struct leat_string layer)
{
    for (size_t i = 0; i < KNOWN_LAYERS; i++)
        if (leat_string_equal(layer, leat_string(known_layers[i].layer)))
            return true;
    return false;
}

/* Whether a layer's own name is that of another field. */
static bool taken(struct leat_string layer)
{
    for (size_t i = 0; i < CONSTANTS; i++)
        if (leat_string_equal(layer, leat_string(constant_fields[i].name)))
            return true;
    for (size_t i = 0; i < KNOWN_LAYERS; i++)
        if (leat_string_equal(layer, leat_string(known_layers[i].name)))
            return true;
    return false;
}

/* Whether the field has this name on the line: its own, or "layer:…" of a layer whose name is taken. */
static bool named(const struct leat_doc *doc, const struct field *field, const char *name)
{
    if (field->name != NULL)
        return strcmp(field->name, name) == 0;
    const struct leat_string layer = leat_doc_layer_at(doc, field->slot).name;
    if (taken(layer))
        return strncmp(name, "layer:", 6) == 0 && leat_string_equal(layer, leat_string(name + 6));
    return leat_string_equal(layer, leat_string(name));
}

/* Every field that documents of this pipeline have, in the order of a line; NULL where there is no memory. */
static struct field *all_fields(const struct leat_doc *doc, size_t *count)
{
    size_t layers = 0;
    while (leat_doc_layer_at(doc, layers).exists)
        layers++;
    struct field *fields = malloc((CONSTANTS + layers) * sizeof *fields);
    if (fields == NULL)
        return NULL;
    memcpy(fields, constant_fields, sizeof constant_fields);
    *count = CONSTANTS;
    for (size_t i = 0; i < KNOWN_LAYERS; i++) {
        const struct leat_layer layer = leat_doc_layer(doc, known_layers[i].layer);
        if (layer.exists)
            fields[(*count)++] =
                (struct field){CONTENT_LAYER, layer.slot, known_layers[i].name, known_layers[i].objects};
    }
    for (size_t slot = 0; slot < layers; slot++)
        if (!known_layer(leat_doc_layer_at(doc, slot).name))
            fields[(*count)++] = (struct field){.content = CONTENT_LAYER, .slot = slot};
    return fields;
}

static enum leat_result fail_unknown(const struct leat_doc *doc, const char *name, const struct field *all,
                                     size_t count, struct leat_error *error)
{
    char known[320] = "";
    size_t used = 0;
    for (size_t i = 0; i < count && used < sizeof known; i++) {
        const struct leat_string field =
            all[i].name != NULL ? leat_string(all[i].name) : leat_doc_layer_at(doc, all[i].slot).name;
        used += (size_t)snprintf(known + used, sizeof known - used, "%s%.*s", i > 0 ? ", " : "", (int)field.length,
                                 field.at);
    }
    return leat_fail(error, LEAT_FATAL, "option \"fields\" names \"%s\", which documents here don't have; they have %s",
                     name, known);
}

/* Appends to the encoder's fields those of `all` that are called `name`; for "*", those that no other name calls. */
static size_t choose(struct encoder *encoder, const struct leat_doc *doc, const char *name, const struct field *all,
                     size_t count)
{
    const struct leat_list *chosen = &encoder->options->fields;
    const bool rest = strcmp(name, "*") == 0;
    const size_t before = encoder->count;
    for (size_t i = 0; i < count; i++) {
        bool called = named(doc, &all[i], name);
        if (rest) {
            called = true;
            for (size_t j = 0; j < chosen->count; j++)
                called = called && !named(doc, &all[i], chosen->at[j]);
        }
        if (called)
            encoder->fields[encoder->count++] = all[i];
    }
    return encoder->count - before;
}

static enum leat_result resolve(struct encoder *encoder, const struct leat_doc *doc, struct leat_error *error)
{
    const struct leat_list *chosen = &encoder->options->fields;
    size_t count = 0;
    enum leat_result result = LEAT_OK;
    struct field *all = all_fields(doc, &count);
    encoder->fields = calloc(count, sizeof *encoder->fields);
    if (all == NULL || encoder->fields == NULL)
        result = leat_fail(error, LEAT_FATAL, "there is no memory");
    for (size_t i = 0; i < chosen->count && result == LEAT_OK; i++)
        if (choose(encoder, doc, chosen->at[i], all, count) == 0 && strcmp(chosen->at[i], "*") != 0)
            result = fail_unknown(doc, chosen->at[i], all, count, error);
    free(all);
    return result;
}

/* --- a line ------------------------------------------------------------------------------------------------------- */

static enum leat_result put_meta(struct leat_out *out, const struct leat_doc *doc, struct leat_error *error)
{
    leat_out_text(out, "{");
    for (const struct leat_feature *at = doc->meta; at != NULL; at = at->next) {
        if (at != doc->meta)
            leat_out_text(out, ",");
        json_put_key(out, no_prefix, at->key);
        if (!json_put_value(out, &at->value))
            return leat_fail(error, LEAT_REJECT, "metadata \"%.*s\" is not JSON", (int)at->key.length, at->key.at);
    }
    leat_out_text(out, "}");
    return LEAT_OK;
}

static enum leat_result put_layer(const struct encoder *encoder, const struct field *field, const struct leat_doc *doc,
                                  struct leat_out *out, struct leat_error *error)
{
    static const enum leat_unit units[] = {LEAT_CODE_POINTS, LEAT_BYTES, LEAT_UTF16};
    const struct leat_layer layer = leat_doc_layer_at(doc, field->slot);
    if (field->name == NULL)
        json_put_key(out, taken(layer.name) ? leat_string("layer:") : no_prefix, layer.name);
    return annotations_put(out, doc, layer, field->objects, units[encoder->options->offsets], error);
}

static enum leat_result put_field(const struct encoder *encoder, const struct field *field, const struct leat_doc *doc,
                                  struct leat_out *out, struct leat_error *error)
{
    if (field->name != NULL)
        json_put_key(out, no_prefix, leat_string(field->name));
    switch (field->content) {
    case CONTENT_ID:
        json_put_string(out, doc->id);
        return LEAT_OK;
    case CONTENT_ORIGIN:
        json_put_string(out, doc->origin);
        return LEAT_OK;
    case CONTENT_TITLE:
        json_put_string(out, doc->title);
        return LEAT_OK;
    case CONTENT_TEXT:
        json_put_string(out, (struct leat_string){doc->text, doc->length});
        return LEAT_OK;
    case CONTENT_META:
        return put_meta(out, doc, error);
    default:
        return put_layer(encoder, field, doc, out, error);
    }
}

static enum leat_result encode(void *self, const struct leat_doc *doc, struct leat_out *out, struct leat_error *error)
{
    struct encoder *encoder = self;
    enum leat_result result = encoder->fields == NULL ? resolve(encoder, doc, error) : LEAT_OK;
    for (size_t i = 0; i < encoder->count && result == LEAT_OK; i++) {
        leat_out_text(out, i > 0 ? "," : "{");
        result = put_field(encoder, &encoder->fields[i], doc, out, error);
    }
    leat_out_text(out, "}\n");
    return result;
}

/* --- the plugin --------------------------------------------------------------------------------------------------- */

static enum leat_result create(const struct leat_setup *setup, const void *options, void **self,
                               struct leat_error *error)
{
    (void)setup;
    const struct options *chosen = options;
    if (chosen->fields.count == 0)
        return leat_fail(error, LEAT_FATAL, "option \"fields\" is empty; it must name a field, or \"*\" for all");
    for (size_t i = 0; i < chosen->fields.count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(chosen->fields.at[i], chosen->fields.at[j]) == 0)
                return leat_fail(error, LEAT_FATAL, "option \"fields\" names \"%s\" twice", chosen->fields.at[i]);
    struct encoder *encoder = calloc(1, sizeof *encoder);
    if (encoder == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory");
    encoder->options = options;
    *self = encoder;
    return LEAT_OK;
}

static void destroy(void *self)
{
    struct encoder *encoder = self;
    free(encoder->fields);
    free(encoder);
}

static const char *const units[] = {"codepoints", "bytes", "utf16", NULL};

static const struct leat_option options[] = {
    LEAT_OPTION_LIST(struct options, fields, "[\"*\"]",
                     "the fields to write, in this order; \"*\" stands for the rest"),
    LEAT_OPTION_ENUM(struct options, offsets, "codepoints", units, "the unit of begin and end"),
    LEAT_OPTIONS_END,
};

const struct leat_plugin jsonl_encoder =
    LEAT_DESCRIPTOR(.kind = LEAT_ENCODER, .name = "jsonl", .version = "1.0.0", .licence = "MIT",
                    .summary = "writes documents as JSON lines",
                    .example = "{\"plugin\": \"jsonl\", \"fields\": [\"id\", \"entities\"]}", .options = options,
                    .options_size = sizeof(struct options), .create = create, .destroy = destroy, .encode = encode);
