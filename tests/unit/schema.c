#include "fault_check.h"

#include "json.h"
#include "schema.h"

#include <leat/option.h>

struct record {
    int64_t count;
    const char *path;
    uint64_t room;
    int colour;
};

static const char *const colours[] = {"red", "green", NULL};
static const char *const words[] = {"auto", NULL};

static const struct leat_option options[] = {
    LEAT_OPTION_INT_OR(struct record, count, "auto", 0, 64, words, "how \"many\""),
    LEAT_OPTION_REQUIRED_PATH(struct record, path, "where"),
    LEAT_OPTION_SIZE(struct record, room, "1kB", 1, LEAT_UNLIMITED, "how large"),
    LEAT_OPTION_ENUM(struct record, colour, "red", colours, "how it looks"),
    LEAT_OPTIONS_END,
};

static const struct leat_plugin shout = {
    .kind = LEAT_ANNOTATOR, .name = "shout", .summary = "marks loud words", .options = options};
static const struct leat_plugin bin = {.kind = LEAT_SINK, .name = "bin", .summary = "forgets"};
static const struct loader_entry entries[] = {
    {.name = "bin", .plugin = &bin}, {.name = "broken", .reason = "it is"}, {.name = "shout", .plugin = &shout}};

static const struct json *below(const struct json *value, const char *path)
{
    char copy[256], *rest;
    snprintf(copy, sizeof copy, "%s", path);
    for (char *key = strtok_r(copy, "/", &rest); key != NULL; key = strtok_r(NULL, "/", &rest)) {
        const struct json *member = json_member(value, key);
        if (member == NULL && value->kind == JSON_ARRAY)
            for (member = value->first; member != NULL && (int)member->index != key[0] - '0';)
                member = member->next;
        if (member == NULL)
            fail_msg("the schema has no %s in %s", key, path);
        value = member;
    }
    return value;
}

static void expect_text(const struct json *schema, const char *path, const char *expected)
{
    const struct json *value = below(schema, path);
    assert_int_equal(value->kind, JSON_STRING);
    assert_string_equal(value->string.at, expected);
}

static void the_schema_knows_the_plugins(void **state)
{
    (void)state;
    struct leat_out out = buffer_make();
    struct faults faults = {0};
    schema_write(entries, 3, &out);
    assert_false(out.failed);
    struct json *schema = json_parse("schema", 1, (struct leat_string){out.at, out.length}, &faults);
    expect_faults(&faults, "");

    expect_text(schema, "$schema", "https://json-schema.org/draft/2020-12/schema");
    expect_text(schema, "properties/stages/items/$ref", "#/$defs/annotator");
    assert_int_equal(below(schema, "required")->count, 2);
    expect_text(schema, "properties/run/properties/deadline/default", "10s");

    const struct json *defs = below(schema, "$defs");
    expect_text(defs, "annotator/properties/plugin/anyOf/0/const", "shout");
    expect_text(defs, "annotator/allOf/0/if/properties/plugin/const", "shout");
    expect_text(defs, "annotator/allOf/0/then/$ref", "#/$defs/annotator.shout");
    expect_text(defs, "sink/allOf/0/then/$ref", "#/$defs/sink.bin");
    expect_text(defs, "sink.bin/properties/encode/$ref", "#/$defs/encoder");
    expect_text(defs, "sink.bin/required/1", "encode");
    assert_null(json_member(defs, "sink.broken"));

    const struct json *plugin = json_member(defs, "annotator.shout");
    assert_false(below(plugin, "additionalProperties")->truth);
    expect_text(plugin, "properties/count/description", "how \"many\"");
    expect_text(plugin, "properties/count/default", "auto");
    assert_int_equal(below(plugin, "properties/count/anyOf/0/maximum")->number, 64);
    expect_text(plugin, "properties/count/anyOf/1/enum/0", "auto");
    expect_text(plugin, "properties/colour/anyOf/0/enum/1", "green");
    expect_text(plugin, "properties/room/anyOf/1/pattern", "^[0-9]+(\\.[0-9]+)?(B|kB|MB|GB|TB|KiB|MiB|GiB|TiB)?$");
    expect_text(plugin, "required/1", "path");
    assert_int_equal(below(plugin, "required")->count, 2);
    json_free(schema);
    buffer_free(&out);
}

static void without_plugins_it_is_a_schema_all_the_same(void **state)
{
    (void)state;
    struct leat_out out = buffer_make();
    struct faults faults = {0};
    schema_write(entries, 0, &out);
    struct json *schema = json_parse("schema", 1, (struct leat_string){out.at, out.length}, &faults);
    expect_faults(&faults, "");
    /* JSON Schema allows no empty anyOf or allOf. */
    assert_int_equal(below(schema, "$defs/source/properties/plugin/anyOf")->count, 1);
    assert_null(json_member(below(schema, "$defs/source"), "allOf"));
    json_free(schema);
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_schema_knows_the_plugins),
        cmocka_unit_test(without_plugins_it_is_a_schema_all_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
