#include "option.h"

#include "option_value.h"
#include "suggest.h"

#include <stdalign.h>

/* Names with a meaning of their own in a pipeline file. */
static const char *const reserved[] = {"plugin", "decode", "encode", NULL};

static bool contains(const char *const *names, const char *name)
{
    for (size_t i = 0; names != NULL && names[i] != NULL; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

const struct leat_option *option_find(const struct leat_option *table, const char *name)
{
    for (; table != NULL && table->type != LEAT_TYPE_END; table++)
        if (strcmp(table->name, name) == 0)
            return table;
    return NULL;
}

/* --- filling ------------------------------------------------------------------------------------------------------ */

static void offer(const char *name, struct suggest *suggest, struct leat_out *known)
{
    suggest_offer(suggest, name);
    buffer_printf(known, "%s%s", known->length > 0 ? ", " : "", name);
}

/* Names what is near, or else all that there is. */
static void unknown_key(const struct leat_option *table, const struct option_source *source, const struct json *member,
                        struct faults *faults)
{
    struct suggest suggest = suggest_for(member->key.at);
    struct leat_out known = buffer_make();
    for (size_t i = 0; source->besides != NULL && source->besides[i] != NULL; i++)
        offer(source->besides[i], &suggest, &known);
    for (; table != NULL && table->type != LEAT_TYPE_END; table++)
        offer(table->name, &suggest, &known);
    if (suggest.best != NULL)
        json_fault_key(faults, member, "%s knows no key \"%s\"%s", source->owner, member->key.at,
                       suggest_hint(&suggest).text);
    else
        json_fault_key(faults, member, "%s knows no key \"%s\"; it takes: %.*s", source->owner, member->key.at,
                       (int)known.length, known.at);
    buffer_free(&known);
}

static void read_fallback(const struct option_reader *reader, const struct leat_option *option, void *to)
{
    struct json *fallback = json_parse(option->name, 1, leat_string(option->fallback), reader->faults);
    if (fallback != NULL)
        option_value_read(reader, option, fallback, to);
    json_free(fallback);
}

static void fill_one(const struct option_reader *reader, const struct option_source *source,
                     const struct leat_option *option, void *to)
{
    const struct json *value = source->object != NULL ? json_member(source->object, option->name) : NULL;
    if (value != NULL)
        option_value_read(reader, option, value, to);
    else if (option->fallback != NULL)
        read_fallback(reader, option, to);
    else if (source->object != NULL)
        json_fault(reader->faults, source->object, "%s needs \"%s\": %s, %s", source->owner, option->name,
                   option_value_wants(option).text, option->help);
    else
        fault_add(reader->faults, "", 0, 0, option->name, "it has no default");
}

void *option_fill(const struct leat_option *table, size_t size, const struct option_source *source, struct arena *arena,
                  struct faults *faults)
{
    const struct json *member = source->object != NULL ? source->object->first : NULL;
    for (; member != NULL; member = member->next)
        if (!contains(source->besides, member->key.at) && option_find(table, member->key.at) == NULL)
            unknown_key(table, source, member, faults);
    if (table == NULL || size == 0)
        return NULL;

    char *filled = arena_alloc(arena, size);
    if (filled == NULL) {
        fault_add(faults, "", 0, 0, "", "there is no memory for the options of %s", source->owner);
        return NULL;
    }
    memset(filled, 0, size);
    const size_t before = faults->count;
    const struct option_reader reader = {.folder = source->folder, .arena = arena, .faults = faults};
    for (const struct leat_option *option = table; option->type != LEAT_TYPE_END; option++)
        if (source->replaced == NULL || strcmp(option->name, source->replaced) != 0)
            fill_one(&reader, source, option, filled + option->offset);
    return faults->count == before ? filled : NULL;
}

/* --- checking a table --------------------------------------------------------------------------------------------- */

static bool good_name(const char *name)
{
    return name != NULL && name[0] >= 'a' && name[0] <= 'z' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name) && !contains(reserved, name);
}

/* What is wrong with the default, if anything, as the reader of a pipeline file would say it. */
static bool check_fallback(const struct leat_option *option, struct leat_error *error)
{
    alignas(max_align_t) char room[64];
    struct arena arena = {0};
    struct faults faults = {0};
    const struct option_reader reader = {.folder = ".", .arena = &arena, .faults = &faults};
    read_fallback(&reader, option, room);
    const bool right = faults.count == 0;
    if (!right)
        leat_fail(error, LEAT_FATAL, "the default of option \"%s\" is wrong: %s", option->name, faults.at[0].message);
    fault_free(&faults);
    arena_free(&arena);
    return right;
}

static bool check_one(const struct leat_option *table, const struct leat_option *option, size_t size,
                      struct leat_error *error)
{
    const char *wrong = NULL;
    if (option_value_type(option->type) == NULL) {
        leat_fail(error, LEAT_FATAL,
                  "option %zu has type %d, which this leat does not know; does the table end with LEAT_OPTIONS_END?",
                  (size_t)(option - table), (int)option->type);
        return false;
    }
    if (!good_name(option->name)) {
        leat_fail(error, LEAT_FATAL,
                  "option %zu is called \"%s\"; a name has the letters a-z, digits and _, and is not plugin, decode or "
                  "encode",
                  (size_t)(option - table), option->name != NULL ? option->name : "");
        return false;
    }
    if (option_find(table, option->name) != option)
        wrong = "stands in the table twice";
    else if (option->offset > size || size - option->offset < option_value_bytes(option->type))
        wrong = "lies outside the struct; is options_size right?";
    else if (!(option->min <= option->max))
        wrong = "has a min above its max";
    else if (option->type == LEAT_TYPE_ENUM && (option->choices == NULL || option->choices[0] == NULL))
        wrong = "has no choices";
    else if (option->help == NULL)
        wrong = "has no help";
    if (wrong != NULL) {
        leat_fail(error, LEAT_FATAL, "option \"%s\" %s", option->name, wrong);
        return false;
    }
    return option->fallback == NULL || check_fallback(option, error);
}

bool option_check(const struct leat_option *table, size_t size, struct leat_error *error)
{
    for (const struct leat_option *option = table; option != NULL && option->type != LEAT_TYPE_END; option++)
        if (!check_one(table, option, size, error))
            return false;
    return true;
}

/* --- printing ----------------------------------------------------------------------------------------------------- */

void option_print(const struct leat_option *table, struct leat_out *out)
{
    for (; table != NULL && table->type != LEAT_TYPE_END; table++) {
        buffer_printf(out, "  %s (%s", table->name, option_value_type(table->type));
        if (table->fallback != NULL)
            buffer_printf(out, ", default %s)\n", table->fallback);
        else
            buffer_printf(out, ", must be given)\n");
        buffer_printf(out, "      %s\n      %s\n", table->help, option_value_wants(table).text);
    }
}
