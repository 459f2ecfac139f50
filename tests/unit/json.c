#include "fault_check.h"

#include "json.h"

#include <stdlib.h>

static struct json *parse(const char *text)
{
    struct faults faults = {0};
    struct json *root = json_parse("t.json", 1, leat_string(text), &faults);
    expect_faults(&faults, "");
    assert_non_null(root);
    return root;
}

static void expect_bad(const char *text, const char *expected)
{
    struct faults faults = {0};
    assert_null(json_parse("t.json", 1, leat_string(text), &faults));
    expect_faults(&faults, expected);
}

static void expect_place(const struct json_place place, size_t line, size_t column)
{
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void every_value_has_its_place(void **state)
{
    (void)state;
    struct json *root = parse("{\n  \"å\" : [true, null,\n  \"é\", -1.5e1 ],\"b\":{}}\n");
    const struct json *list = json_member(root, "å"), *empty = json_member(root, "b");
    expect_place(root->place, 1, 1);
    expect_place(list->key_place, 2, 3);
    expect_place(list->place, 2, 9);
    assert_int_equal(list->count, 4);
    const struct json *word = list->first->next->next, *number = word->next;
    expect_place(word->place, 3, 3);
    expect_place(number->place, 3, 8); /* columns count characters, not bytes */
    assert_int_equal(number->number, -15);
    assert_int_equal(number->index, 3);
    assert_int_equal(number->source.length, 6);
    expect_place(empty->key_place, 3, 17);
    assert_int_equal(empty->kind, JSON_OBJECT);
    assert_null(number->next);
    json_free(root);
}

static void lines_are_counted_from_the_first(void **state)
{
    (void)state;
    struct faults faults = {0};
    assert_null(json_parse("dead.jsonl", 41, leat_string("{\"a\"}"), &faults));
    expect_faults(&faults, "41:5 : expected ':' behind the key, found '}'\n");
}

static void strings_keep_what_they_mean(void **state)
{
    (void)state;
    static const char meant[] = "a\0\n\"\\/é€\xF0\x9F\x98\x80";
    struct json *root = parse("\"a\\u0000\\n\\\"\\\\\\/\\u00e9\\u20AC\\ud83d\\uDE00\"");
    assert_int_equal(root->string.length, sizeof meant - 1);
    assert_memory_equal(root->string.at, meant, sizeof meant);
    json_free(root);
}

static void look_ups_see_capitals(void **state)
{
    (void)state;
    struct json *root = parse("{\"Plugin\": 1, \"plugin\": 2}");
    assert_int_equal(json_member(root, "plugin")->number, 2);
    assert_null(json_member(root, "PLUGIN"));
    assert_null(json_member(json_member(root, "plugin"), "x"));
    json_free(root);
}

static void whole_numbers_stay_exact(void **state)
{
    (void)state;
    struct json *root =
        parse("[9007199254740993, -9223372036854775808, 9223372036854775808, 1.0, 1e3, 1.5, 0.1, \"1\"]");
    static const int64_t expected[] = {9007199254740993, INT64_MIN, 0, 1, 1000, 0, 0, 0};
    static const bool whole[] = {true, true, false, true, true, false, false, false};
    for (const struct json *value = root->first; value != NULL; value = value->next) {
        int64_t integer = 0;
        assert_int_equal(json_integer(value, &integer), whole[value->index]);
        if (whole[value->index])
            assert_true(integer == expected[value->index]);
    }
    assert_false(json_exact(root->first));
    assert_true(json_exact(root->first->next));
    json_free(root);
}

static void keys_stand_once(void **state)
{
    (void)state;
    expect_bad("{\"b\": 1, \"a\": 1,\n \"\\u0061\": {\"x\": 1, \"y\": 2, \"x\": 3}, \"a\": 4}",
               "2:2 a: the key is given twice, first at 1:10\n"
               "2:38 a: the key is given twice, first at 1:10\n"
               "2:29 a.x: the key is given twice, first at 2:13\n");
    json_free(parse("{\"a\\u0000b\": 1, \"a\": 2, \"a\\u0000c\": 3, \"\": 4}"));
}

static void what_is_no_json_is_refused(void **state)
{
    (void)state;
    expect_bad("", "1:1 : expected a value, found the end of the text\n");
    expect_bad("{} {}", "1:4 : expected the end of the text behind the value, found '{'\n");
    expect_bad("[1,]", "1:4 : expected another value behind ',', found ']': leave out the last comma\n");
    expect_bad("[1 2]", "1:4 : expected ',' or ']', found '2'\n");
    expect_bad("{\"a\": 1 \"b\"}", "1:9 : expected ',' or '}', found '\"'\n");
    expect_bad("[\v1]", "1:2 : expected a value, found the control character U+000B\n");
    expect_bad("[é]", "1:2 : expected a value, found 'é'\n");
    expect_bad("tru", "1:1 : expected a value, found 't'\n");
    expect_bad("NaN", "1:1 : expected a value, found 'N'\n");
    expect_bad("01", "1:1 : a number must not begin with 0\n");
    expect_bad("-", "1:2 : expected a digit, found the end of the text\n");
    expect_bad("1.", "1:3 : expected a digit, found the end of the text\n");
    expect_bad(".5", "1:1 : expected a value, found '.'\n");
    expect_bad("1e+", "1:4 : expected a digit, found the end of the text\n");
    expect_bad("1e999", "1:1 : the number 1e999 is too large\n");
    expect_bad("\"a", "1:1 : this string is never closed\n");
    expect_bad("\"\\", "1:2 : expected one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX\n");
    expect_bad("\"\\u12g4\"", "1:2 : expected four hexadecimal digits behind \\u\n");
    expect_bad("\"\\udc00\"", "1:2 : \\udc00 is half of a surrogate pair without the other half\n");
    expect_bad("\"\\ud800\\u0041\"", "1:2 : \\ud800 is half of a surrogate pair without the other half\n");
    expect_bad("\"\xC3\xA9\xC0\x80\"", "1:3 : the byte 0xC0 is not UTF-8 here\n");
    expect_bad("1234567890123456789012345678901234567890123456789012345678901234",
               "1:1 : a number may have 63 characters at most\n");
}

static void nesting_ends_somewhere(void **state)
{
    (void)state;
    char text[2 * (JSON_DEPTH_MAX + 1) + 1] = "";
    memset(text, '[', JSON_DEPTH_MAX);
    memset(text + JSON_DEPTH_MAX, ']', JSON_DEPTH_MAX);
    json_free(parse(text));
    memset(text, '[', JSON_DEPTH_MAX + 1);
    memset(text + JSON_DEPTH_MAX + 1, ']', JSON_DEPTH_MAX + 1);
    expect_bad(text, "1:65 : values are nested deeper than 64\n");
}

/* Everything that is not the whole text must be refused, wherever it is cut. */
static void cut_texts_are_refused(void **state)
{
    (void)state;
    static const char text[] = "{\"a\": [1, -2.5e3, \"\\u00e9\\n\", true, {\"b\": null}], \"c\": \"é\"}";
    for (size_t length = 0; length < sizeof text - 1; length++) {
        struct faults faults = {0};
        char *room = malloc(length + 1), *copy = room + 1; /* ends with the text: a sanitizer sees a read past it */
        memcpy(copy, text, length);
        assert_null(json_parse("t", 1, (struct leat_string){copy, length}, &faults));
        assert_int_equal(faults.count, 1);
        fault_free(&faults);
        free(room);
    }
}

static void faults_name_the_path(void **state)
{
    (void)state;
    struct faults faults = {0};
    struct json *root = parse("{\"a\": [0, {\"b c\": 1}], \"d\": {\"e_1\": \"abc\"}}");
    struct json *odd = json_member(json_member(root, "a")->first->next, "b c");
    struct json *word = json_member(json_member(root, "d"), "e_1");
    json_fault(&faults, root, "whole");
    json_fault(&faults, odd, "found %s", json_found(odd).text);
    json_fault_key(&faults, word, "found %s", json_found(word).text);
    word->faulty = true;
    json_fault(&faults, word, "no more of it");
    expect_faults(&faults, "1:1 : whole\n1:19 a[1][\"b c\"]: found 1\n1:30 d.e_1: found \"abc\"\n");
    json_free(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_has_its_place),   cmocka_unit_test(lines_are_counted_from_the_first),
        cmocka_unit_test(strings_keep_what_they_mean), cmocka_unit_test(look_ups_see_capitals),
        cmocka_unit_test(whole_numbers_stay_exact),    cmocka_unit_test(keys_stand_once),
        cmocka_unit_test(what_is_no_json_is_refused),  cmocka_unit_test(nesting_ends_somewhere),
        cmocka_unit_test(cut_texts_are_refused),       cmocka_unit_test(faults_name_the_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
