/* Any bytes as JSON: read, or refused with a fault that has a place in them. */
#include "fuzz.h"

#include "json.h"

#include <math.h>

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

/* Answers how many values there are. */
static size_t look(const struct json *value, struct leat_string text)
{
    size_t count = 0, values = 1;
    int64_t integer;
    FUZZ_HOLDS(value->source.at >= text.at && value->source.length > 0 &&
                   value->source.at + value->source.length <= text.at + text.length,
               "at line %zu", value->place.line);
    FUZZ_HOLDS(value->kind != JSON_NUMBER || isfinite(value->number), "%.*s", (int)value->source.length,
               value->source.at);
    FUZZ_HOLDS(value->kind != JSON_STRING || value->string.at[value->string.length] == '\0', "no end");
    if (json_integer(value, &integer))
        FUZZ_HOLDS((double)integer == value->number, "%.*s", (int)value->source.length, value->source.at);
    (void)json_exact(value);
    (void)json_found(value);
    for (const struct json *member = value->first; member != NULL; member = member->next, count++) {
        FUZZ_HOLDS(member->parent == value && member->index == count, "member %zu", count);
        if (value->kind == JSON_OBJECT && member->key.at[member->key.length] == '\0')
            FUZZ_HOLDS(json_member(value, member->key.at) != NULL, "%s", member->key.at);
        values += look(member, text);
    }
    FUZZ_HOLDS(count == value->count, "%zu of %zu members", count, value->count);
    return values;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const struct leat_string text = {(const char *)bytes, length};
    struct faults faults = {0};
    struct json *root = json_parse("fuzz", 1, text, &faults);
    FUZZ_HOLDS((root == NULL) == (faults.count > 0), "%zu faults", faults.count);
    if (root != NULL)
        FUZZ_HOLDS(look(root, text) <= length, "more values than bytes");
    for (size_t i = 0; i < faults.count; i++)
        FUZZ_HOLDS(faults.at[i].line >= 1 && faults.at[i].column >= 1 && faults.at[i].column <= length + 1, "%s",
                   faults.at[i].message);
    json_free(root);
    fault_free(&faults);
    return 0;
}
