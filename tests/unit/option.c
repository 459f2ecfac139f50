#include "fault_check.h"

#include "expand.h"
#include "option.h"

#include <stdlib.h>

enum colour { RED, GREEN };

struct record {
    bool loud;
    int64_t count;
    double ratio;
    const char *title, *note, *path;
    int colour;
    uint64_t room, wait;
    struct leat_list names, paths;
    struct leat_map map;
    struct leat_amount most;
};

static const char *const colours[] = {"red", "green", NULL};
static const char *const words[] = {"auto", "all", NULL};

static const struct leat_option table[] = {
    LEAT_OPTION_BOOL(struct record, loud, false, "whether it is loud"),
    LEAT_OPTION_INT_OR(struct record, count, "auto", 0, 64, words, "how many"),
    LEAT_OPTION_NUMBER(struct record, ratio, 0.5, 0, LEAT_UNLIMITED, "what part"),
    LEAT_OPTION_REQUIRED_STRING(struct record, title, "what it is called"),
    LEAT_OPTION_STRING(struct record, note, null, "what is to be noted"),
    LEAT_OPTION_PATH(struct record, path, "-", "where it goes"),
    LEAT_OPTION_ENUM(struct record, colour, "green", colours, "how it looks"),
    LEAT_OPTION_SIZE(struct record, room, "1kB", 1, LEAT_UNLIMITED, "how large"),
    LEAT_OPTION_DURATION(struct record, wait, 2, "how long"),
    LEAT_OPTION_LIST(struct record, names, "[\"id\"]", "which names"),
    LEAT_OPTION_PATHS(struct record, paths, "[]", "which files"),
    LEAT_OPTION_MAP(struct record, map, "{\"a\": \"b\"}", "what for what"),
    LEAT_OPTION_AMOUNT(struct record, most, "5%", "how many at most"),
    LEAT_OPTIONS_END,
};

/* Fills a record from a text; its faults are left to the caller. */
static const struct record *fill(const char *text, struct arena *arena, struct faults *faults)
{
    static const char *const besides[] = {"plugin", NULL};
    struct json *root = json_parse("t.json", 1, leat_string(text), faults);
    assert_non_null(root);
    expand_strings(root, arena, faults);
    const struct option_source source = {
        .object = root, .owner = "test \"x\"", .besides = besides, .folder = "feeds/daily"};
    const struct record *record = option_fill(table, sizeof *record, &source, arena, faults);
    json_free(root); /* the record must not lean on it */
    return record;
}

static void defaults_are_filled(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct faults faults = {0};
    const struct record *record = fill("{\"plugin\": \"x\", \"title\": \"T\"}", &arena, &faults);
    expect_faults(&faults, "");
    assert_false(record->loud);
    assert_int_equal(record->count, -1);
    assert_true(record->ratio == 0.5);
    assert_string_equal(record->title, "T");
    assert_null(record->note);
    assert_string_equal(record->path, "-");
    assert_int_equal(record->colour, GREEN);
    assert_int_equal(record->room, 1000);
    assert_int_equal(record->wait, 2000000000);
    assert_int_equal(record->names.count, 1);
    assert_string_equal(record->names.at[0], "id");
    assert_int_equal(record->paths.count, 0);
    assert_string_equal(record->map.at[0].value, "b");
    assert_true(record->most.percent && record->most.value == 5);
    arena_free(&arena);
}

static void values_are_read(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct faults faults = {0};
    const struct record *record =
        fill("{\"loud\": true, \"count\": \"all\", \"ratio\": 3e3, \"title\": \"\", \"note\": null, \"path\": \"a/b\","
             " \"colour\": \"red\", \"room\": 77, \"wait\": \"1.5ms\", \"names\": [\"a\", \"\"], \"paths\": [\"/x\", "
             "\"y\", \"-\"], \"map\": {\"k\": \"v\", \"l\": \"w\"}, \"most\": 7}",
             &arena, &faults);
    expect_faults(&faults, "");
    assert_true(record->loud);
    assert_int_equal(record->count, -2);
    assert_true(record->ratio == 3000);
    assert_string_equal(record->title, "");
    assert_string_equal(record->path, "feeds/daily/a/b");
    assert_int_equal(record->colour, RED);
    assert_int_equal(record->room, 77);
    assert_int_equal(record->wait, 1500000);
    assert_int_equal(record->names.count, 2);
    assert_string_equal(record->names.at[0], "a");
    assert_string_equal(record->paths.at[0], "/x");
    assert_string_equal(record->paths.at[1], "feeds/daily/y");
    assert_string_equal(record->paths.at[2], "-");
    assert_string_equal(record->map.at[1].key, "l");
    assert_true(!record->most.percent && record->most.value == 7);
    arena_free(&arena);
}

static void one_path_is_a_list_of_one(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct faults faults = {0};
    const struct record *record = fill("{\"title\": \"\", \"paths\": \"y\"}", &arena, &faults);
    expect_faults(&faults, "");
    assert_int_equal(record->paths.count, 1);
    assert_string_equal(record->paths.at[0], "feeds/daily/y");
    arena_free(&arena);
}

static void variables_are_expanded(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct faults faults = {0};
    setenv("LEAT_TEST_A", "12", 1);
    setenv("LEAT_TEST_EMPTY", "", 1);
    const struct record *record =
        fill("{\"title\": \"<${LEAT_TEST_A}${LEAT_TEST_EMPTY}> $${x} $5 ${LEAT_TEST_NONE:-a:-$b}\","
             " \"count\": \"${LEAT_TEST_A}\", \"loud\": \"${LEAT_TEST_NONE:-true}\", \"note\": "
             "\"${LEAT_TEST_EMPTY:-none}\"}",
             &arena, &faults);
    expect_faults(&faults, "");
    assert_string_equal(record->title, "<12> ${x} $5 a:-$b");
    assert_int_equal(record->count, 12);
    assert_true(record->loud);
    assert_string_equal(record->note, "none");
    arena_free(&arena);
}

static void all_faults_are_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct faults faults = {0};
    const struct record *record = fill("{\"loud\": 1, \"count\": 65, \"ratio\": -1, \"tilte\": \"T\",\n"
                                       " \"colour\": \"gren\", \"names\": [\"a\", 2], \"map\": {\"k\": null},\n"
                                       " \"wait\": \"${LEAT_TEST_NONE}\", \"path\": \"\", \"room\": \"0\"}",
                                       &arena, &faults);
    assert_null(record);
    fault_sort(&faults);
    expect_faults(&faults,
                  "1:1 : test \"x\" needs \"title\": a string, what it is called\n"
                  "1:10 loud: expected true or false, found 1\n"
                  "1:22 count: expected an integer from 0 to 64, \"auto\" or \"all\", found 65\n"
                  "1:35 ratio: expected a number from 0, found -1\n"
                  "1:39 tilte: test \"x\" knows no key \"tilte\"; did you mean \"title\"?\n"
                  "2:12 colour: expected \"red\" or \"green\", found \"gren\"; did you mean \"green\"?\n"
                  "2:35 names[1]: expected a string, found 2\n"
                  "2:52 map.k: expected a string, found null\n"
                  "3:10 wait: the environment variable LEAT_TEST_NONE is not set; set it, or give a default as "
                  "${LEAT_TEST_NONE:-default}\n"
                  "3:39 path: expected a path, found \"\"\n"
                  "3:51 room: expected a size such as \"64MB\", \"1GiB\" or a number of bytes, from 1, found \"0\"\n");
    arena_free(&arena);
}

static void numbers_must_be_exact(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct faults faults = {0};
    fill("{\"title\": \"\", \"ratio\": 9007199254740993}", &arena, &faults);
    expect_faults(&faults, "1:24 ratio: 9007199254740993 is not exact as a number; the nearest is 9007199254740992\n");
    arena_free(&arena);
}

static void without_options_every_key_is_unknown(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct faults faults = {0};
    struct json *root = json_parse("t.json", 1, leat_string("{\"a\": 1}"), &faults);
    static const char *const besides[] = {"plugin", NULL};
    const struct option_source source = {.object = root, .owner = "plugin \"x\"", .besides = besides};
    assert_null(option_fill(NULL, 0, &source, &arena, &faults));
    expect_faults(&faults, "1:2 a: plugin \"x\" knows no key \"a\"; it takes: plugin\n");
    json_free(root);
    arena_free(&arena);
}

static void expect_refused(struct leat_option option, size_t size, const char *expected)
{
    const struct leat_option options[] = {option, LEAT_OPTIONS_END};
    struct leat_error error = {""};
    assert_false(option_check(options, size, &error));
    assert_string_equal(error.message, expected);
}

static void good_tables_pass(void **state)
{
    (void)state;
    struct leat_error error = {""};
    assert_true(option_check(table, sizeof(struct record), &error));
    assert_true(option_check(NULL, 0, &error));
}

static void bad_tables_are_refused(void **state)
{
    (void)state;
    const struct leat_option good = table[1], choice = table[6];
    struct leat_option bad = good;
    bad.fallback = "1 << 4";
    expect_refused(
        bad, sizeof(struct record),
        "the default of option \"count\" is wrong: expected the end of the text behind the value, found '<'");
    bad.fallback = "65";
    expect_refused(bad, sizeof(struct record),
                   "the default of option \"count\" is wrong: expected an integer from 0 to 64, \"auto\" or \"all\", "
                   "found 65");
    bad = good, bad.name = "encode";
    expect_refused(bad, sizeof(struct record),
                   "option 0 is called \"encode\"; a name has the letters a-z, digits and _, and is not plugin, decode "
                   "or encode");
    bad = good, bad.type = (enum leat_option_type)99;
    expect_refused(bad, sizeof(struct record),
                   "option 0 has type 99, which this leat does not know; does the table end with LEAT_OPTIONS_END?");
    expect_refused(good, offsetof(struct record, count) + 1,
                   "option \"count\" lies outside the struct; is options_size right?");
    bad = good, bad.min = 65;
    expect_refused(bad, sizeof(struct record), "option \"count\" has a min above its max");
    bad = good, bad.help = NULL;
    expect_refused(bad, sizeof(struct record), "option \"count\" has no help");
    bad = choice, bad.choices = NULL;
    expect_refused(bad, sizeof(struct record), "option \"colour\" has no choices");

    const struct leat_option twice[] = {good, good, LEAT_OPTIONS_END};
    struct leat_error error;
    assert_false(option_check(twice, sizeof(struct record), &error));
    assert_string_equal(error.message, "option \"count\" stands in the table twice");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_filled),
        cmocka_unit_test(values_are_read),
        cmocka_unit_test(one_path_is_a_list_of_one),
        cmocka_unit_test(variables_are_expanded),
        cmocka_unit_test(all_faults_are_told),
        cmocka_unit_test(numbers_must_be_exact),
        cmocka_unit_test(without_options_every_key_is_unknown),
        cmocka_unit_test(good_tables_pass),
        cmocka_unit_test(bad_tables_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
