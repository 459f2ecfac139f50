#include "fixture.h"

#include "buffer.h"
#include "letter.h"

static void check(const struct letter *letter, const char *expected)
{
    struct leat_out out = buffer_make();
    letter_write(&out, letter);
    assert_false(out.failed);
    assert_int_equal(out.length, strlen(expected));
    assert_memory_equal(out.at, expected, out.length);
    buffer_free(&out);
}

/* An undecoded letter of this content, of which all but the content is known. */
static void check_content(const char *content, size_t length, const char *expected)
{
    char line[512];
    snprintf(line, sizeof line,
             "{\"id\":\"a:3\",\"origin\":\"a\",\"line\":3,\"step\":\"source.decode\",\"plugin\":\"jsonl\","
             "\"reason\":\"bad\",\"attempts\":1,\"signal\":null,%s}\n",
             expected);
    check(&(struct letter){.id = leat_string("a:3"),
                           .origin = leat_string("a"),
                           .line = 3,
                           .step = "source.decode",
                           .plugin = "jsonl",
                           .reason = "bad",
                           .attempts = 1,
                           .content = {content, length}},
          line);
}

static void an_undecoded_letter_has_the_content(void **state)
{
    (void)state;
    check_content("plain", 5, "\"text\":\"plain\"");
    check_content(NULL, 0, "\"text\":\"\"");
    check_content("Gyeongju, 경주", 16, "\"text\":\"Gyeongju, 경주\"");
}

static void what_json_must_not_hold_is_escaped(void **state)
{
    (void)state;
    check_content("\"\\\n\r\t", 5, "\"text\":\"\\\"\\\\\\n\\r\\t\"");
    check_content("a\0b", 3, "\"text\":\"a\\u0000b\"");
    check_content("\x01\x1F\x7F ", 4, "\"text\":\"\\u0001\\u001f\\u007f \"");
}

/* The vectors of RFC 4648, each behind a byte that is not UTF-8. */
static void other_content_is_base64(void **state)
{
    (void)state;
    check_content("\xFF", 1, "\"text\":null,\"base64\":\"/w==\"");
    check_content("\xFF"
                  "f",
                  2, "\"text\":null,\"base64\":\"/2Y=\"");
    check_content("\xFF"
                  "fo",
                  3, "\"text\":null,\"base64\":\"/2Zv\"");
    check_content("\xFB\xEF\xBE\xFF", 4, "\"text\":null,\"base64\":\"++++/w==\"");
}

static void a_crash_has_its_signal_and_its_attempts(void **state)
{
    (void)state;
    check(&(struct letter){.id = leat_string("x"),
                           .origin = leat_string("dir/x.txt"),
                           .step = "stages[0]",
                           .reason = "it crashed: signal 11, Segmentation fault",
                           .attempts = 2,
                           .signal = 11},
          "{\"id\":\"x\",\"origin\":\"dir/x.txt\",\"line\":null,\"step\":\"stages[0]\",\"plugin\":null,"
          "\"reason\":\"it crashed: signal 11, Segmentation fault\",\"attempts\":2,\"signal\":11,\"text\":\"\"}\n");
}

static void names_are_made_readable(void **state)
{
    (void)state;
    check(&(struct letter){.id = {"\xFF", 1},
                           .origin = {"caf\xE9/\xC3\xA9\xE2\x82", 9},
                           .step = "source",
                           .plugin = "files",
                           .reason = "\x80\n",
                           .attempts = 1},
          "{\"id\":\"?\",\"origin\":\"caf?/\xC3\xA9??\",\"line\":null,\"step\":\"source\",\"plugin\":\"files\","
          "\"reason\":\"?\\n\",\"attempts\":1,\"signal\":null,\"text\":\"\"}\n");
}

static void a_decoded_letter_has_the_document(void **state)
{
    (void)state;
    struct leat_error error;
    struct document *document = document_create(&fixture_layout, 1 << 20);
    struct leat_doc *doc = &document->shown;
    document_enter(document, (struct access){.decoding = true});
    assert_int_equal(leat_doc_set_text(doc, leat_string("the \"text\""), &error), LEAT_OK);
    leat_doc_set_id(doc, leat_string("id"));
    leat_doc_set_title(doc, leat_string("a\ttitle"));
    const struct leat_value values[] = {
        {.kind = LEAT_VALUE_STRING, .string = {"a\"b", 3}},
        {.kind = LEAT_VALUE_NUMBER, .number = 0.1},
        {.kind = LEAT_VALUE_JSON, .string = leat_string("[1,{\"a\":null}]")},
        {.kind = LEAT_VALUE_JSON, .string = leat_string("{\n\"a\":\r\n\"\\n\"}")},
    };
    const char *const keys[] = {"s", "n\n", "j", "l"};
    for (size_t i = 0; i < 4; i++)
        leat_doc_set_meta(doc, leat_string(keys[i]), &values[i]);
    fixture_leave(document, LEAT_OK, "");
    check(&(struct letter){.id = doc->id,
                           .origin = leat_string("o"),
                           .step = "stages[1]",
                           .plugin = "p",
                           .reason = "r",
                           .attempts = 1,
                           .doc = doc,
                           .content = leat_string("not shown")},
          "{\"id\":\"id\",\"origin\":\"o\",\"line\":null,\"step\":\"stages[1]\",\"plugin\":\"p\",\"reason\":\"r\","
          "\"attempts\":1,\"signal\":null,\"title\":\"a\\ttitle\",\"meta\":{\"s\":\"a\\\"b\","
          "\"n\\n\":0.10000000000000001,\"j\":[1,{\"a\":null}],\"l\":{ \"a\":  \"\\n\"}},"
          "\"text\":\"the \\\"text\\\"\"}\n");
    document_destroy(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_undecoded_letter_has_the_content),
        cmocka_unit_test(what_json_must_not_hold_is_escaped),
        cmocka_unit_test(other_content_is_base64),
        cmocka_unit_test(a_crash_has_its_signal_and_its_attempts),
        cmocka_unit_test(names_are_made_readable),
        cmocka_unit_test(a_decoded_letter_has_the_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
