#include "fixture.h"

#include "buffer.h"
#include "letter.h"
#include "revive.h"

#include <stdlib.h>

/* The line that a letter is written as, without its end; in `out`, to be freed. */
static struct leat_string write_line(struct leat_out *out, const struct letter *letter)
{
    *out = buffer_make();
    letter_write(out, letter);
    assert_false(out->failed);
    assert_int_equal(out->at[out->length - 1], '\n');
    assert_ptr_equal(memchr(out->at, '\n', out->length), out->at + out->length - 1);
    return (struct leat_string){out->at, out->length - 1};
}

/* --- undecoded ---------------------------------------------------------------------------------------------------- */

static void check_content(const char *content, size_t length)
{
    struct leat_error error;
    struct leat_out out;
    struct revived revived;
    const struct leat_string line = write_line(&out, &(struct letter){.id = leat_string("i"),
                                                                      .origin = leat_string("o"),
                                                                      .step = "source.decode",
                                                                      .reason = "r",
                                                                      .content = {content, length}});
    assert_int_equal(revive_read(&revived, line, &error), LEAT_OK);
    assert_false(revived.decoded);
    assert_true(leat_string_equal(revived.content, (struct leat_string){content, length}));
    revive_free(&revived);
    buffer_free(&out);
}

static void content_of_any_bytes_comes_back(void **state)
{
    (void)state;
    char bytes[260];
    uint32_t random = 1;
    for (size_t length = 0; length <= 8; length++)
        for (int round = 0; round < 200; round++) {
            for (size_t i = 0; i < length; i++)
                bytes[i] = (char)((random = random * 1664525 + 1013904223) >> 24);
            check_content(bytes, length);
        }
    for (size_t i = 0; i < 256; i++)
        bytes[i] = (char)i;
    check_content(bytes, 256); /* as base64 */
    check_content(bytes, 128); /* as text: every control character */
}

static void every_field_comes_back(void **state)
{
    (void)state;
    struct leat_error error;
    struct leat_out out;
    struct revived revived;
    const struct leat_string line = write_line(&out, &(struct letter){.id = leat_string("the \"id\""),
                                                                      .origin = leat_string("the/origin.txt"),
                                                                      .line = 9007199254740993,
                                                                      .step = "sinks[0].encode",
                                                                      .plugin = "jsonl",
                                                                      .reason = "r",
                                                                      .attempts = 2,
                                                                      .signal = 6,
                                                                      .content = leat_string("c")});
    assert_int_equal(revive_read(&revived, line, &error), LEAT_OK);
    assert_string(revived.id, "the \"id\"");
    assert_string(revived.origin, "the/origin.txt");
    assert_string(revived.step, "sinks[0].encode");
    assert_string(revived.plugin, "jsonl");
    assert_true(revived.line == 9007199254740993);
    assert_null(revived.meta);
    revive_free(&revived);
    buffer_free(&out);
}

static void a_letter_without_line_and_plugin_has_none(void **state)
{
    (void)state;
    struct leat_error error;
    struct leat_out out;
    struct revived revived;
    const struct leat_string line = write_line(&out, &(struct letter){.step = "stages[0]", .reason = "r"});
    assert_int_equal(revive_read(&revived, line, &error), LEAT_OK);
    assert_int_equal(revived.line, 0);
    assert_int_equal(revived.plugin.length, 0);
    assert_int_equal(revived.id.length, 0);
    revive_free(&revived);
    buffer_free(&out);
}

/* --- decoded ------------------------------------------------------------------------------------------------------ */

static struct document *decoded_document(void)
{
    struct leat_error error;
    char text[128];
    for (int i = 0; i < 128; i++)
        text[i] = (char)i;
    struct document *document = document_create(&fixture_layout, 1 << 20);
    struct leat_doc *doc = &document->shown;
    document_enter(document, (struct access){.decoding = true});
    assert_int_equal(leat_doc_set_text(doc, (struct leat_string){text, sizeof text}, &error), LEAT_OK);
    leat_doc_set_id(doc, leat_string("an id"));
    leat_doc_set_title(doc, leat_string("tab\tand 경주"));
    static const struct leat_value values[] = {
        {.kind = LEAT_VALUE_STRING, .string = {"text \0\x1F\x7F\"\\", 10}},
        {.kind = LEAT_VALUE_STRING},
        {.kind = LEAT_VALUE_NUMBER, .number = -1e300},
        {.kind = LEAT_VALUE_NUMBER, .number = 0.1},
        {.kind = LEAT_VALUE_JSON, .string = {"[true,{\"a\":[]},\"\\u0000\"]", 24}},
        {.kind = LEAT_VALUE_JSON, .string = {"123456789012345678901234567890", 30}},
        {.kind = LEAT_VALUE_JSON, .string = {"null", 4}},
    };
    static const char *const keys[] = {"string", "", "low", "tenth", "json", "long", "null\n"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        leat_doc_set_meta(doc, leat_string(keys[i]), &values[i]);
    fixture_leave(document, LEAT_OK, "");
    return document;
}

/* The letter of what a letter was filled with is the letter again, so nothing got lost. */
static void a_document_comes_back(void **state)
{
    (void)state;
    struct leat_error error;
    struct leat_out out, again;
    struct revived revived;
    struct document *first = decoded_document(), *second = document_create(&fixture_layout, 1 << 20);
    struct letter letter = {.id = first->shown.id, .origin = leat_string("o"), .step = "stages[0]", .reason = "r"};
    letter.doc = &first->shown;
    const struct leat_string line = write_line(&out, &letter);
    assert_int_equal(revive_read(&revived, line, &error), LEAT_OK);
    assert_true(revived.decoded);

    document_enter(second, (struct access){.decoding = true});
    assert_int_equal(revive_fill(&revived, &second->shown, &error), LEAT_OK);
    fixture_leave(second, LEAT_OK, "");
    assert_int_equal(second->shown.length, 128);
    assert_memory_equal(second->shown.text, first->shown.text, 128);
    letter.id = second->shown.id;
    letter.doc = &second->shown;
    assert_true(leat_string_equal(write_line(&again, &letter), line));
    buffer_free(&again);
    buffer_free(&out);
    revive_free(&revived);
    document_destroy(second);
    document_destroy(first);
}

static void a_document_too_large_is_refused(void **state)
{
    (void)state;
    struct leat_error error;
    struct revived revived;
    struct document *document = document_create(&fixture_layout, 3);
    const char *line = "{\"id\":\"i\",\"step\":\"stages[0]\",\"title\":\"\",\"meta\":{},\"text\":\"four\"}";
    assert_int_equal(revive_read(&revived, leat_string(line), &error), LEAT_OK);
    document_enter(document, (struct access){.decoding = true});
    assert_int_equal(revive_fill(&revived, &document->shown, &error), LEAT_REJECT);
    assert_string_equal(error.message, "the text has 4 bytes; max_document allows 3");
    revive_free(&revived);
    document_destroy(document);
}

/* --- what is no letter -------------------------------------------------------------------------------------------- */

static void check_refused(const char *line, const char *message)
{
    struct leat_error error = {""};
    struct revived revived;
    assert_int_equal(revive_read(&revived, leat_string(line), &error), LEAT_REJECT);
    assert_string_equal(error.message, message);
    revive_free(&revived);
}

static void what_is_no_letter_is_refused(void **state)
{
    (void)state;
    check_refused("[]", "this line is no dead letter: it has no \"step\"");
    check_refused("{\"step\":3,\"text\":\"a\"}", "this line is no dead letter: it has no \"step\"");
    check_refused("{\"step\":\"stages[0]\",\"title\":\"\",\"text\":\"a\"}",
                  "this line is no dead letter: it has no \"id\"");
    check_refused("{\"step\":\"source\",\"origin\":\"a.txt\",\"text\":\"\"}",
                  "its dead letter holds no content, since a.txt could not be read; run it again");
    struct leat_error error = {""};
    struct revived revived;
    assert_int_equal(revive_read(&revived, leat_string("{\"step\":"), &error), LEAT_REJECT);
    assert_non_null(strstr(error.message, "this line is no dead letter: column 9: "));
    revive_free(&revived);
}

static void what_holds_no_content_is_refused(void **state)
{
    (void)state;
    static const char *const contents[] = {"\"text\":null",       "\"base64\":null",     "\"base64\":\"A\"",
                                           "\"base64\":\"AA\"",   "\"base64\":\"AAA\"",  "\"text\":[]",
                                           "\"base64\":\"A===\"", "\"base64\":\"====\"", "\"base64\":\"AA=A\"",
                                           "\"base64\":\"AA A\"", "\"textual\":\"\"",    "\"base64\":\"AA\\n=\"",
                                           "\"base64\":\"AA-_\""};
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        char line[128];
        snprintf(line, sizeof line, "{\"step\":\"source.decode\",%s}", contents[i]);
        check_refused(line, "its dead letter has neither a string \"text\" nor a valid \"base64\"");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_of_any_bytes_comes_back),           cmocka_unit_test(every_field_comes_back),
        cmocka_unit_test(a_letter_without_line_and_plugin_has_none), cmocka_unit_test(a_document_comes_back),
        cmocka_unit_test(a_document_too_large_is_refused),           cmocka_unit_test(what_is_no_letter_is_refused),
        cmocka_unit_test(what_holds_no_content_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
