#include "json.h"

#include "json_scan.h"

#include <cjson/cJSON.h>

#include <errno.h>
#include <math.h>
#include <stdlib.h>

/* cJSON forgives: it takes control characters for space, bytes that are no UTF-8, 01 and 1., what follows the value,
 * and a key given twice; and it tells no place. So the text is first proved and mapped by json_scan, and only then
 * given to cJSON, which undoes the escapes, reads the numbers, and owns what comes of it. The two trees have the same
 * shape. */
struct text {
    struct json root; /* first, so that a pointer to it is a pointer to this */
    const char *file;
    struct arena arena;
    cJSON *values;
};

static const struct text *text_of(const struct json *value)
{
    while (value->parent != NULL)
        value = value->parent;
    return (const struct text *)value;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* Takes over what cJSON made of `value` and all below it. cJSON ends strings with a 0, but what stands behind an
 * escaped U+0000 is there all the same, and json_scan knows the length. */
static void adopt(struct json *value, const cJSON *made, struct faults *faults)
{
    value->string.at = made->valuestring;
    value->number = made->valuedouble;
    value->key.at = made->string;
    if (value->kind == JSON_NUMBER && !isfinite(value->number))
        json_fault(faults, value, "the number %.*s is too large", (int)value->source.length, value->source.at);
    const cJSON *below = made->child;
    for (struct json *child = value->first; child != NULL; child = child->next, below = below->next)
        adopt(child, below, faults);
}

static int compare_keys(const void *a, const void *b)
{
    const struct json *x = *(struct json *const *)a, *y = *(struct json *const *)b;
    const size_t shorter = x->key.length < y->key.length ? x->key.length : y->key.length;
    const int order = memcmp(x->key.at, y->key.at, shorter);
    if (order != 0)
        return order;
    if (x->key.length != y->key.length)
        return x->key.length < y->key.length ? -1 : 1;
    return x->index < y->index ? -1 : 1;
}

/* Sorted, so that a large object costs no more than it should. */
static void check_keys(const struct json *object, struct arena *arena, struct faults *faults)
{
    const struct json **members = arena_alloc(arena, object->count * sizeof *members);
    if (members == NULL) {
        json_fault(faults, object, "there is no memory to compare its keys");
        return;
    }
    for (const struct json *member = object->first; member != NULL; member = member->next)
        members[member->index] = member;
    qsort(members, object->count, sizeof *members, compare_keys);
    const struct json *first = members[0];
    for (size_t i = 1; i < object->count; i++) {
        if (!leat_string_equal(first->key, members[i]->key))
            first = members[i];
        else
            json_fault_key(faults, members[i], "the key is given twice, first at %zu:%zu", first->key_place.line,
                           first->key_place.column);
    }
}

static void check_all_keys(const struct json *value, struct arena *arena, struct faults *faults)
{
    if (value->kind == JSON_OBJECT && value->count > 1)
        check_keys(value, arena, faults);
    for (const struct json *child = value->first; child != NULL; child = child->next)
        check_all_keys(child, arena, faults);
}

struct json *json_parse(const char *file, size_t line, struct leat_string source, struct faults *faults)
{
    struct text *text = calloc(1, sizeof *text);
    if (text == NULL) {
        fault_add(faults, file, 0, 0, "", "there is no memory to read it");
        return NULL;
    }
    text->file = file;
    const size_t before = faults->count;
    if (!json_scan(&text->root, &text->arena, file, line, source, faults))
        goto failed;
    text->values = cJSON_ParseWithLength(source.at, source.length);
    if (text->values == NULL) {
        fault_add(faults, file, 0, 0, "", "there is no memory to read it");
        goto failed;
    }
    adopt(&text->root, text->values, faults);
    check_all_keys(&text->root, &text->arena, faults);
    if (faults->count > before)
        goto failed;
    return &text->root;

failed:
    json_free(&text->root);
    return NULL;
}

void json_free(struct json *root)
{
    if (root == NULL)
        return;
    struct text *text = (struct text *)root;
    cJSON_Delete(text->values);
    arena_free(&text->arena);
    free(text);
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

struct json *json_member(const struct json *object, const char *key)
{
    if (object->kind != JSON_OBJECT)
        return NULL;
    const struct leat_string wanted = leat_string(key);
    for (struct json *member = object->first; member != NULL; member = member->next)
        if (leat_string_equal(member->key, wanted))
            return member;
    return NULL;
}

/* Whether a number is written without fraction and exponent. */
static bool whole(const struct json *value)
{
    for (size_t i = 0; i < value->source.length; i++)
        if (strchr(".eE", value->source.at[i]) != NULL)
            return false;
    return true;
}

/* The digits of a number, terminated. */
static const char *digits(const struct json *value, char room[64])
{
    snprintf(room, 64, "%.*s", (int)value->source.length, value->source.at);
    return room;
}

bool json_integer(const struct json *value, int64_t *integer)
{
    const double safe = 9007199254740992.0; /* 2^53: up to here every whole double is the number that was written */
    if (value->kind != JSON_NUMBER)
        return false;
    if (!whole(value)) {
        *integer = fabs(value->number) <= safe ? (int64_t)value->number : 0;
        return fabs(value->number) <= safe && (double)*integer == value->number;
    }
    char room[64];
    errno = 0;
    *integer = strtoll(digits(value, room), NULL, 10);
    return errno == 0;
}

bool json_exact(const struct json *value)
{
    if (!whole(value))
        return true;
    char room[64], nearest[512];
    snprintf(nearest, sizeof nearest, "%.0f", value->number);
    return strcmp(nearest, digits(value, room)) == 0;
}

/* --- telling ------------------------------------------------------------------------------------------------------ */

static bool plain(struct leat_string key)
{
    for (size_t i = 0; i < key.length; i++) {
        const unsigned char c = (unsigned char)key.at[i];
        if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && memchr("_-$", c, 3) == NULL)
            return false;
    }
    return key.length > 0;
}

/* Appends the JSON path of `value` to the terminated `path`, as far as it fits. */
static void trace(const struct json *value, char *path, size_t size)
{
    if (value->parent == NULL)
        return;
    trace(value->parent, path, size);
    const size_t used = strlen(path);
    const char *format = !plain(value->key) ? "[\"%.*s\"]" : used > 0 ? ".%.*s" : "%.*s";
    if (value->parent->kind == JSON_ARRAY)
        snprintf(path + used, size - used, "[%zu]", value->index);
    else
        snprintf(path + used, size - used, format, (int)value->key.length, value->key.at);
}

LEAT_PRINTF(4, 0)
static void tell(struct faults *faults, const struct json *value, struct json_place place, const char *format,
                 va_list values)
{
    if (value->faulty)
        return;
    char path[512] = "", message[1024];
    trace(value, path, sizeof path);
    vsnprintf(message, sizeof message, format, values);
    fault_add(faults, text_of(value)->file, place.line, place.column, path, "%s", message);
}

void json_fault(struct faults *faults, const struct json *value, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    tell(faults, value, value->place, format, values);
    va_end(values);
}

void json_fault_key(struct faults *faults, const struct json *value, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    tell(faults, value, value->key_place, format, values);
    va_end(values);
}

/* How much of a string fits `room` bytes without cutting a character. */
static size_t fitting(struct leat_string string, size_t room)
{
    if (string.length <= room)
        return string.length;
    while (room > 0 && ((unsigned char)string.at[room] & 0xC0) == 0x80)
        room--;
    return room;
}

struct json_found json_found(const struct json *value)
{
    struct json_found found;
    if (value->kind == JSON_ARRAY || value->kind == JSON_OBJECT) {
        snprintf(found.text, sizeof found.text, value->kind == JSON_ARRAY ? "an array" : "an object");
        return found;
    }
    const bool quoted = value->kind == JSON_STRING;
    const struct leat_string shown = quoted ? value->string : value->source;
    const size_t length = fitting(shown, 48);
    snprintf(found.text, sizeof found.text, quoted ? "\"%.*s%s\"" : "%.*s%s", (int)length, shown.at,
             length < shown.length ? "…" : "");
    return found;
}
