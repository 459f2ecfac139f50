#include "schema.h"

#include "config.h"
#include "descriptor.h"
#include "emit.h"
#include "option_value.h"
#include "unit.h"

struct schema {
    struct emit emit;
    const struct loader_entry *entries;
    size_t count;
};

/* --- small pieces ------------------------------------------------------------------------------------------------- */

/* `key`: {"$ref": "#/$defs/NAME"} */
static void refer(struct emit *emit, const char *key, const char *name)
{
    char pointer[160];
    snprintf(pointer, sizeof pointer, "#/$defs/%s", name);
    emit_open(emit, key, '{');
    emit_text(emit, "$ref", pointer);
    emit_close(emit, '{');
}

static void type(struct emit *emit, const char *key, const char *name)
{
    emit_open(emit, key, '{');
    emit_text(emit, "type", name);
    emit_close(emit, '{');
}

/* A string of one pattern, made as printf does it. */
LEAT_PRINTF(3, 4)
static void pattern(struct emit *emit, const char *key, const char *format, ...)
{
    char text[160];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    emit_open(emit, key, '{');
    emit_text(emit, "type", "string");
    emit_text(emit, "pattern", text);
    emit_close(emit, '{');
}

static void range(struct emit *emit, const struct leat_option *option)
{
    if (isfinite(option->min))
        emit_number(emit, "minimum", option->min);
    if (isfinite(option->max))
        emit_number(emit, "maximum", option->max);
}

/* --- options ------------------------------------------------------------------------------------------------------ */

static void number(struct emit *emit, const struct leat_option *option, const char *name)
{
    emit_open(emit, NULL, '{');
    emit_text(emit, "type", name);
    if (option->type == LEAT_TYPE_INT || option->type == LEAT_TYPE_NUMBER || option->type == LEAT_TYPE_SIZE)
        range(emit, option);
    else
        emit_number(emit, "minimum", 0);
    emit_close(emit, '{');
}

static void choices(struct emit *emit, const struct leat_option *option)
{
    if (option->choices == NULL)
        return;
    emit_open(emit, NULL, '{');
    emit_open(emit, "enum", '[');
    for (size_t i = 0; option->choices[i] != NULL; i++)
        emit_text(emit, NULL, option->choices[i]);
    emit_close(emit, '[');
    emit_close(emit, '{');
}

static void strings(struct emit *emit, const char *holder, const char *below)
{
    emit_open(emit, NULL, '{');
    emit_text(emit, "type", holder);
    type(emit, below, "string");
    emit_close(emit, '{');
}

/* The forms that a value may have, each a schema of its own. */
static void forms(struct emit *emit, const struct leat_option *option)
{
    switch (option->type) {
    case LEAT_TYPE_BOOL:
        type(emit, NULL, "boolean");
        break;
    case LEAT_TYPE_INT:
        number(emit, option, "integer");
        choices(emit, option);
        break;
    case LEAT_TYPE_NUMBER:
        number(emit, option, "number");
        break;
    case LEAT_TYPE_ENUM:
        choices(emit, option);
        break;
    case LEAT_TYPE_SIZE:
        number(emit, option, "integer");
        pattern(emit, NULL, "^[0-9]+(\\.[0-9]+)?(%s)?$", unit_sizes);
        break;
    case LEAT_TYPE_DURATION:
        number(emit, option, "number");
        pattern(emit, NULL, "^[0-9]+(\\.[0-9]+)?(%s)?$", unit_durations);
        break;
    case LEAT_TYPE_AMOUNT:
        number(emit, option, "number");
        pattern(emit, NULL, "^([0-9]+(\\.[0-9]+)?|(100|[0-9]{1,2}(\\.[0-9]+)?)%%)$");
        break;
    case LEAT_TYPE_LIST:
        strings(emit, "array", "items");
        break;
    case LEAT_TYPE_MAP:
        strings(emit, "object", "additionalProperties");
        break;
    case LEAT_TYPE_PATHS:
        strings(emit, "array", "items");
        type(emit, NULL, "string");
        break;
    case LEAT_TYPE_STRING:
    case LEAT_TYPE_PATH:
        type(emit, NULL, "string");
        if (option_value_nullable(option))
            type(emit, NULL, "null");
        break;
    case LEAT_TYPE_END:
        break;
    }
}

/* Whether a variable may stand where none of the forms takes a string of any kind. */
static bool wants_variable(enum leat_option_type type)
{
    return type != LEAT_TYPE_STRING && type != LEAT_TYPE_PATH && type != LEAT_TYPE_PATHS && type != LEAT_TYPE_LIST &&
           type != LEAT_TYPE_MAP;
}

static void properties(struct emit *emit, const struct leat_option *option)
{
    for (; option != NULL && option->type != LEAT_TYPE_END; option++) {
        emit_open(emit, option->name, '{');
        emit_text(emit, "description", option->help);
        if (option->fallback != NULL)
            emit_raw(emit, "default", option->fallback);
        emit_open(emit, "anyOf", '[');
        forms(emit, option);
        if (wants_variable(option->type))
            refer(emit, NULL, "variable");
        emit_close(emit, '[');
        emit_close(emit, '{');
    }
}

static void required(struct emit *emit, const struct leat_option *option, const char *const *others)
{
    emit_open(emit, "required", '[');
    for (; *others != NULL; others++)
        emit_text(emit, NULL, *others);
    for (; option != NULL && option->type != LEAT_TYPE_END; option++)
        if (option->fallback == NULL)
            emit_text(emit, NULL, option->name);
    emit_close(emit, '[');
}

/* --- plugins ------------------------------------------------------------------------------------------------------ */

/* `annotator.tokenize` */
static const char *definition(const struct leat_plugin *plugin, char room[128])
{
    snprintf(room, 128, "%s.%s", descriptor_kind_name(plugin->kind), plugin->name);
    return room;
}

static void write_plugin(struct emit *emit, const struct leat_plugin *plugin)
{
    static const char *const none[] = {"plugin", NULL}, *const sink[] = {"plugin", "encode", NULL};
    char name[128];
    emit_open(emit, definition(plugin, name), '{');
    emit_text(emit, "description", plugin->summary);
    emit_text(emit, "type", "object");
    emit_open(emit, "properties", '{');
    emit_open(emit, "plugin", '{');
    emit_text(emit, "const", plugin->name);
    emit_text(emit, "description", plugin->summary);
    emit_close(emit, '{');
    if (plugin->kind == LEAT_SOURCE)
        refer(emit, "decode", "decoder");
    if (plugin->kind == LEAT_SINK)
        refer(emit, "encode", "encoder");
    properties(emit, plugin->options);
    emit_close(emit, '{');
    required(emit, plugin->options, plugin->kind == LEAT_SINK ? sink : none);
    emit_bool(emit, "additionalProperties", false);
    emit_close(emit, '{');
}

static bool is_kind(const struct loader_entry *entry, enum leat_kind kind)
{
    return entry->plugin != NULL && entry->plugin->kind == kind;
}

/* Which plugin's options an object may have hangs on the name that it gives: if … then, as editors understand it best.
 */
static void write_choice(struct emit *emit, const struct leat_plugin *plugin)
{
    static const char *const always[] = {"plugin", NULL};
    char name[128];
    emit_open(emit, NULL, '{');
    emit_open(emit, "if", '{');
    emit_open(emit, "properties", '{');
    emit_open(emit, "plugin", '{');
    emit_text(emit, "const", plugin->name);
    emit_close(emit, '{');
    emit_close(emit, '{');
    required(emit, NULL, always);
    emit_close(emit, '{');
    refer(emit, "then", definition(plugin, name));
    emit_close(emit, '{');
}

/* The names that `plugin` may have, with what each is. */
static void write_names(struct schema *schema, enum leat_kind kind)
{
    struct emit *emit = &schema->emit;
    emit_open(emit, "plugin", '{');
    emit_open(emit, "anyOf", '[');
    for (size_t i = 0; i < schema->count; i++) {
        if (!is_kind(&schema->entries[i], kind))
            continue;
        emit_open(emit, NULL, '{');
        emit_text(emit, "const", schema->entries[i].name);
        emit_text(emit, "description", schema->entries[i].plugin->summary);
        emit_close(emit, '{');
    }
    refer(emit, NULL, "variable");
    emit_close(emit, '[');
    emit_close(emit, '{');
}

static void write_kind(struct schema *schema, enum leat_kind kind)
{
    static const char *const always[] = {"plugin", NULL};
    struct emit *emit = &schema->emit;
    emit_open(emit, descriptor_kind_name(kind), '{');
    emit_text(emit, "type", "object");
    emit_open(emit, "properties", '{');
    write_names(schema, kind);
    emit_close(emit, '{');
    required(emit, NULL, always);
    size_t written = 0; /* an empty allOf is no schema */
    for (size_t i = 0; i < schema->count; i++) {
        if (!is_kind(&schema->entries[i], kind))
            continue;
        if (written++ == 0)
            emit_open(emit, "allOf", '[');
        write_choice(emit, schema->entries[i].plugin);
    }
    if (written > 0)
        emit_close(emit, '[');
    emit_close(emit, '{');
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static void write_array(struct emit *emit, const char *key, const char *item, const char *text, bool filled)
{
    emit_open(emit, key, '{');
    emit_text(emit, "description", text);
    emit_text(emit, "type", "array");
    if (filled)
        emit_number(emit, "minItems", 1);
    refer(emit, "items", item);
    emit_close(emit, '{');
}

static void write_top(struct emit *emit)
{
    static const char *const always[] = {"source", "sinks", NULL};
    emit_open(emit, "properties", '{');
    type(emit, "$schema", "string");
    refer(emit, "source", "source");
    write_array(emit, "stages", "annotator", "the annotators, in the order in which each document passes them", false);
    write_array(emit, "sinks", "sink", "where the results go", true);
    emit_open(emit, "run", '{');
    emit_text(emit, "description", "how it is run");
    emit_text(emit, "type", "object");
    emit_open(emit, "properties", '{');
    properties(emit, config_run_options);
    emit_close(emit, '{');
    emit_bool(emit, "additionalProperties", false);
    emit_close(emit, '{');
    emit_close(emit, '{');
    required(emit, NULL, always);
    emit_bool(emit, "additionalProperties", false);
}

void schema_write(const struct loader_entry *entries, size_t count, struct leat_out *out)
{
    struct schema schema = {.emit = {.out = out}, .entries = entries, .count = count};
    struct emit *emit = &schema.emit;
    emit_open(emit, NULL, '{');
    emit_text(emit, "$schema", "https://json-schema.org/draft/2020-12/schema");
    emit_text(emit, "title", "Leat pipeline");
    emit_text(emit, "type", "object");
    write_top(emit);
    emit_open(emit, "$defs", '{');
    pattern(emit, "variable", "\\$\\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\\}");
    for (enum leat_kind kind = LEAT_SOURCE; kind <= LEAT_SINK; kind++)
        write_kind(&schema, kind);
    for (size_t i = 0; i < count; i++)
        if (entries[i].plugin != NULL)
            write_plugin(emit, entries[i].plugin);
    emit_close(emit, '{');
    emit_close(emit, '{');
    leat_out_text(out, "\n");
}
