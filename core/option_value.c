#include "option_value.h"

#include "suggest.h"
#include "unit.h"

/* A reader answers false where the value is not of its form; the caller then says what is wanted. What it can tell
 * better itself it adds to the faults and answers true. */
typedef bool read_value(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                        void *to);

static bool no_memory(const struct option_reader *reader, const struct json *value)
{
    json_fault(reader->faults, value, "there is no memory for this value");
    return true;
}

/* --- words and numbers -------------------------------------------------------------------------------------------- */

/* The text of a string; NULL where the value is none. A C string can't hold U+0000. */
static const char *text_of(const struct json *value)
{
    const bool clean = value->kind == JSON_STRING && memchr(value->string.at, '\0', value->string.length) == NULL;
    return clean ? value->string.at : NULL;
}

/* The number that a variable was expanded to, which stands in a string, read as if it stood there without quotes. */
static const struct json *bare(const struct json *value, struct json **owner)
{
    struct faults ignored = {0};
    *owner = value->kind == JSON_STRING && value->expanded ? json_parse("", 1, value->string, &ignored) : NULL;
    fault_free(&ignored);
    return *owner != NULL ? *owner : value;
}

static bool read_bool(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                      void *to)
{
    (void)reader, (void)option;
    struct json *owner;
    const struct json *found = bare(value, &owner);
    const bool right = found->kind == JSON_BOOL;
    if (right)
        *(bool *)to = found->truth;
    json_free(owner);
    return right;
}

static bool read_int(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                     void *to)
{
    (void)reader;
    int64_t *integer = to;
    const char *word = text_of(value);
    for (size_t i = 0; word != NULL && option->choices != NULL && option->choices[i] != NULL; i++) {
        if (strcmp(option->choices[i], word) == 0) {
            *integer = -1 - (int64_t)i;
            return true;
        }
    }
    struct json *owner;
    const struct json *found = bare(value, &owner);
    const bool right =
        json_integer(found, integer) && (double)*integer >= option->min && (double)*integer <= option->max;
    json_free(owner);
    return right;
}

static bool read_number(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                        void *to)
{
    struct json *owner;
    const struct json *found = bare(value, &owner);
    const bool right = found->kind == JSON_NUMBER && found->number >= option->min && found->number <= option->max;
    if (right)
        *(double *)to = found->number;
    if (right && !json_exact(found))
        json_fault(reader->faults, value, "%.*s is not exact as a number; the nearest is %.0f",
                   (int)found->source.length, found->source.at, found->number);
    json_free(owner);
    return right;
}

static bool read_enum(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                      void *to)
{
    const char *word = text_of(value);
    if (word == NULL)
        return false;
    struct suggest suggest = suggest_for(word);
    for (int i = 0; option->choices[i] != NULL; i++) {
        if (strcmp(option->choices[i], word) == 0) {
            *(int *)to = i;
            return true;
        }
        suggest_offer(&suggest, option->choices[i]);
    }
    json_fault(reader->faults, value, "expected %s, found %s%s", option_value_wants(option).text,
               json_found(value).text, suggest_hint(&suggest).text);
    return true;
}

/* --- numbers with a unit ------------------------------------------------------------------------------------------ */

/* Text that may as well be a bare number. */
static const char *measure(const struct json *value, char room[64])
{
    if (value->kind == JSON_STRING)
        return text_of(value);
    if (value->kind != JSON_NUMBER)
        return NULL;
    snprintf(room, 64, "%.*s", (int)value->source.length, value->source.at);
    return room;
}

static bool read_size(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                      void *to)
{
    (void)reader;
    char room[64];
    uint64_t *bytes = to;
    const char *text = measure(value, room);
    return text != NULL && unit_size(text, bytes) && (double)*bytes >= option->min && (double)*bytes <= option->max;
}

static bool read_duration(const struct option_reader *reader, const struct leat_option *option,
                          const struct json *value, void *to)
{
    (void)reader, (void)option;
    char room[64];
    const char *text = measure(value, room);
    return text != NULL && unit_duration(text, to);
}

static bool read_amount(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                        void *to)
{
    (void)reader, (void)option;
    char room[64];
    const char *text = measure(value, room);
    return text != NULL && unit_amount(text, to);
}

/* --- strings, lists, maps ----------------------------------------------------------------------------------------- */

static bool read_string(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                        void *to)
{
    const char **string = to;
    *string = NULL;
    if (value->kind == JSON_NULL && option_value_nullable(option))
        return true;
    const char *text = text_of(value);
    if (text == NULL)
        return false;
    *string = arena_copy(reader->arena, text, strlen(text));
    return *string != NULL || no_memory(reader, value);
}

static bool read_path(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                      void *to)
{
    const char **path = to;
    const char *text = text_of(value);
    if (text == NULL || text[0] == '/' || strcmp(text, "-") == 0)
        return read_string(reader, option, value, to);
    if (text[0] == '\0')
        return false;
    const char *folder = reader->folder == NULL || strcmp(reader->folder, ".") == 0 ? "" : reader->folder;
    const size_t length = strlen(folder);
    const size_t size = length + strlen(text) + 2;
    char *joined = arena_alloc(reader->arena, size);
    if (joined == NULL)
        return no_memory(reader, value);
    const bool slash = length > 0 && folder[length - 1] != '/';
    snprintf(joined, size, "%s%s%s", folder, slash ? "/" : "", text);
    *path = joined;
    return true;
}

static bool read_items(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                       void *to, read_value *read_item, const char *wanted)
{
    if (value->kind != JSON_ARRAY)
        return false;
    const char **items = arena_alloc(reader->arena, (value->count + 1) * sizeof *items);
    if (items == NULL)
        return no_memory(reader, value);
    for (const struct json *item = value->first; item != NULL; item = item->next)
        if (item->kind == JSON_NULL || !read_item(reader, option, item, &items[item->index]))
            json_fault(reader->faults, item, "expected %s, found %s", wanted, json_found(item).text);
    *(struct leat_list *)to = (struct leat_list){items, value->count};
    return true;
}

static bool read_list(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                      void *to)
{
    return read_items(reader, option, value, to, read_string, "a string");
}

static bool read_paths(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                       void *to)
{
    if (value->kind != JSON_STRING)
        return read_items(reader, option, value, to, read_path, "a path");
    const char **items = arena_alloc(reader->arena, sizeof *items);
    if (items == NULL)
        return no_memory(reader, value);
    *(struct leat_list *)to = (struct leat_list){items, 1};
    return read_path(reader, option, value, &items[0]);
}

static bool read_map(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                     void *to)
{
    if (value->kind != JSON_OBJECT)
        return false;
    struct leat_pair *pairs = arena_alloc(reader->arena, (value->count + 1) * sizeof *pairs);
    if (pairs == NULL)
        return no_memory(reader, value);
    for (const struct json *item = value->first; item != NULL; item = item->next) {
        struct leat_pair *pair = &pairs[item->index];
        pair->key = arena_copy(reader->arena, item->key.at, item->key.length);
        if (pair->key == NULL)
            return no_memory(reader, item);
        if (strlen(pair->key) < item->key.length)
            json_fault_key(reader->faults, item, "this key must not hold \\u0000");
        if (item->kind == JSON_NULL || !read_string(reader, option, item, &pair->value))
            json_fault(reader->faults, item, "expected a string, found %s", json_found(item).text);
    }
    *(struct leat_map *)to = (struct leat_map){pairs, value->count};
    return true;
}

/* --- the types ---------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name, *wants;
    size_t bytes;
    read_value *read;
} types[] = {
    [LEAT_TYPE_BOOL] = {"bool", "true or false", sizeof(bool), read_bool},
    [LEAT_TYPE_INT] = {"int", "an integer", sizeof(int64_t), read_int},
    [LEAT_TYPE_NUMBER] = {"number", "a number", sizeof(double), read_number},
    [LEAT_TYPE_STRING] = {"string", "a string", sizeof(char *), read_string},
    [LEAT_TYPE_ENUM] = {"enum", "", sizeof(int), read_enum},
    [LEAT_TYPE_SIZE] = {"size", "a size such as \"64MB\", \"1GiB\" or a number of bytes", sizeof(uint64_t), read_size},
    [LEAT_TYPE_DURATION] = {"duration", "a duration such as \"10s\", \"1.5ms\", \"2h\" or a number of seconds",
                            sizeof(uint64_t), read_duration},
    [LEAT_TYPE_PATH] = {"path", "a path", sizeof(char *), read_path},
    [LEAT_TYPE_LIST] = {"list", "an array of strings", sizeof(struct leat_list), read_list},
    [LEAT_TYPE_PATHS] = {"paths", "a path or an array of paths", sizeof(struct leat_list), read_paths},
    [LEAT_TYPE_MAP] = {"map", "an object whose values are strings", sizeof(struct leat_map), read_map},
    [LEAT_TYPE_AMOUNT] = {"amount", "a number from 0 or a share from \"0%\" to \"100%\"", sizeof(struct leat_amount),
                          read_amount},
};

const char *option_value_type(enum leat_option_type type)
{
    return (size_t)type < sizeof types / sizeof *types ? types[type].name : NULL;
}

size_t option_value_bytes(enum leat_option_type type)
{
    return types[type].bytes;
}

bool option_value_nullable(const struct leat_option *option)
{
    const bool string = option->type == LEAT_TYPE_STRING || option->type == LEAT_TYPE_PATH;
    return string && option->fallback != NULL && strcmp(option->fallback, "null") == 0;
}

void option_value_read(const struct option_reader *reader, const struct leat_option *option, const struct json *value,
                       void *to)
{
    if (!types[option->type].read(reader, option, value, to))
        json_fault(reader->faults, value, "expected %s, found %s", option_value_wants(option).text,
                   json_found(value).text);
}

/* --- what is wanted ----------------------------------------------------------------------------------------------- */

LEAT_PRINTF(2, 3)
static void append(struct option_wants *wants, const char *format, ...)
{
    const size_t used = strlen(wants->text);
    va_list values;
    va_start(values, format);
    vsnprintf(wants->text + used, sizeof wants->text - used, format, values);
    va_end(values);
}

static void append_range(struct option_wants *wants, const struct leat_option *option)
{
    if (option->type == LEAT_TYPE_SIZE)
        append(wants, ",");
    if (isfinite(option->min))
        append(wants, " from %.15g", option->min);
    if (isfinite(option->max))
        append(wants, " %s %.15g", isfinite(option->min) ? "to" : "up to", option->max);
}

struct option_wants option_value_wants(const struct leat_option *option)
{
    struct option_wants wants = {""};
    append(&wants, "%s", types[option->type].wants);
    if (option->type == LEAT_TYPE_INT || option->type == LEAT_TYPE_NUMBER || option->type == LEAT_TYPE_SIZE)
        append_range(&wants, option);
    for (size_t i = 0; option->choices != NULL && option->choices[i] != NULL; i++) {
        const bool last = option->choices[i + 1] == NULL;
        append(&wants, "%s\"%s\"", wants.text[0] == '\0' ? "" : last ? " or " : ", ", option->choices[i]);
    }
    if (option_value_nullable(option))
        append(&wants, " or null");
    return wants;
}
