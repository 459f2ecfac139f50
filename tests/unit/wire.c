#include "fixture.h"

#include "buffer.h"
#include "checker.h"
#include "wire.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A document with something in every place. */
static struct document *full(void)
{
    struct document *document = fixture_document("Zoë paid €350 😀. Bob did not.");
    struct leat_doc *doc = &document->shown;
    const struct leat_value json = {.kind = LEAT_VALUE_JSON, .string = {"{\"a\": [1]}", 10}};
    const struct leat_value number = {.kind = LEAT_VALUE_NUMBER, .number = -0.0};
    document->shown.origin = leat_string("a/b.txt");
    document_enter(document, (struct access){.decoding = true});
    leat_doc_set_title(doc, leat_string("Títle"));
    leat_doc_set_meta(doc, leat_string("source"), &json);
    leat_doc_set_meta(doc, leat_string(""), &number);
    fixture_annotate(document);
    struct leat_span *spans = leat_doc_reserve(doc, "token", 100);
    spans[0] = (struct leat_span){0, 4};
    spans[1] = (struct leat_span){5, 9};
    leat_doc_commit(doc, "token", 2);
    leat_doc_add(doc, "entity", (struct leat_span){0, 33}, NULL);
    leat_doc_add(doc, "entity", (struct leat_span){0, 4}, "PERSON");
    leat_doc_add(doc, "entity", (struct leat_span){10, 16}, "MONEY");
    leat_doc_add(doc, "entity", (struct leat_span){23, 26}, "PERSON");
    leat_doc_set_number(doc, "entity", 1, "score", DBL_MAX);
    leat_doc_set_string(doc, "entity", 1, "link", leat_string("wörld"));
    leat_doc_set_number(doc, "entity", 3, "score", 0.1);
    fixture_leave(document, LEAT_OK, "");
    return document;
}

static struct leat_string bytes_of(const struct leat_out *out)
{
    assert_false(out->failed);
    return (struct leat_string){out->at, out->length};
}

static void list_equals(const struct leat_feature *a, const struct leat_feature *b)
{
    for (; a != NULL && b != NULL; a = a->next, b = b->next) {
        assert_true(leat_string_equal(a->key, b->key));
        assert_int_equal(a->value.kind, b->value.kind);
        assert_memory_equal(&a->value.number, &b->value.number, sizeof a->value.number);
        assert_true(leat_string_equal(a->value.string, b->value.string));
    }
    assert_true(a == NULL && b == NULL);
}

static void layer_equals(const struct leat_doc *a, const struct leat_doc *b, size_t slot)
{
    const struct leat_layer x = leat_doc_layer_at(a, slot), y = leat_doc_layer_at(b, slot);
    assert_int_equal(x.count, y.count);
    assert_int_equal(x.labels == NULL, y.labels == NULL);
    for (size_t i = 0; i < x.count; i++) {
        assert_int_equal(x.spans[i].begin, y.spans[i].begin);
        assert_int_equal(x.spans[i].end, y.spans[i].end);
        assert_true(leat_string_equal(leat_doc_label(a, x, i), leat_doc_label(b, y, i)));
        list_equals(leat_doc_features(a, x, i), leat_doc_features(b, y, i));
    }
}

static void everything_comes_back(void **state)
{
    (void)state;
    struct document *document = full(), *copy = fixture_document("something else");
    struct leat_out out = buffer_make(), again = buffer_make();
    struct leat_error error;
    size_t used;
    wire_write(document, &out);
    leat_doc_add(&copy->shown, "sentence", (struct leat_span){0, 4}, "old");
    assert_int_equal(wire_read(copy, bytes_of(&out), &used, &error), LEAT_OK);
    assert_int_equal(used, out.length);
    const struct leat_doc *a = &document->shown, *b = &copy->shown;
    assert_string_equal(a->text, b->text);
    assert_int_equal(a->length, b->length);
    assert_int_equal(a->ascii, b->ascii);
    assert_true(leat_string_equal(a->id, b->id) && leat_string_equal(a->origin, b->origin));
    assert_true(leat_string_equal(a->title, b->title));
    list_equals(a->meta, b->meta);
    for (size_t slot = 0; slot < 3; slot++)
        layer_equals(a, b, slot);
    assert_int_equal(checker_prove(copy, &error), LEAT_OK);
    wire_write(copy, &again);
    assert_true(leat_string_equal(bytes_of(&out), bytes_of(&again)));
    buffer_free(&again);
    buffer_free(&out);
    document_destroy(copy);
    document_destroy(document);
}

static void documents_follow_one_another(void **state)
{
    (void)state;
    struct document *document = full();
    struct leat_out out = buffer_make();
    struct leat_error error;
    size_t used, first;
    wire_write(document, &out);
    first = out.length;
    document_reset(document);
    document->shown.id = leat_string("b");
    wire_write(document, &out);
    struct leat_string rest = bytes_of(&out);
    assert_int_equal(wire_read(document, rest, &used, &error), LEAT_OK);
    assert_int_equal(used, first);
    assert_string(document->shown.id, "a");
    rest = (struct leat_string){rest.at + used, rest.length - used};
    assert_int_equal(wire_read(document, rest, &used, &error), LEAT_OK);
    assert_int_equal(used, rest.length);
    assert_string(document->shown.id, "b");
    assert_string_equal(document->shown.text, "");
    buffer_free(&out);
    document_destroy(document);
}

static void spans_of_any_length_come_back(void **state)
{
    (void)state;
    enum { LENGTH = 500000 };
    char *text = malloc(LENGTH + 1);
    memset(text, 'x', LENGTH);
    text[LENGTH] = '\0';
    struct document *document = fixture_document(text), *copy = fixture_document("");
    struct leat_out out = buffer_make();
    struct leat_error error;
    size_t used;
    for (uint32_t begin = 0, i = 0; begin < LENGTH; begin += i * i % 300 + 1, i++)
        leat_doc_add(&document->shown, "entity",
                     (struct leat_span){begin, begin + (LENGTH - begin) / (i * i % 5000 + 1)}, NULL);
    document_leave(document, LEAT_OK, &error); /* where one was out of order, those before it stay */
    assert_in_range(document->layers[ENTITY].count, 500, LENGTH);
    wire_write(document, &out);
    assert_int_equal(wire_read(copy, bytes_of(&out), &used, &error), LEAT_OK);
    layer_equals(&document->shown, &copy->shown, ENTITY);
    buffer_free(&out);
    document_destroy(copy);
    document_destroy(document);
    free(text);
}

static void every_cut_is_an_error(void **state)
{
    (void)state;
    struct document *document = full();
    struct leat_out out = buffer_make();
    struct leat_error error;
    size_t used;
    wire_write(document, &out);
    for (size_t length = 0; length < out.length; length++) {
        char *cut = malloc(length > 0 ? length : 1); /* of its own, so that a sanitizer sees a read past it */
        memcpy(cut, out.at, length);
        assert_int_equal(wire_read(document, (struct leat_string){cut, length}, &used, &error), LEAT_REJECT);
        if (length >= WIRE_HEAD) { /* the same where the length agrees */
            for (int i = 0; i < 8; i++)
                cut[WIRE_HEAD - 8 + i] = (char)((length - WIRE_HEAD) >> (8 * i));
            assert_int_equal(wire_read(document, (struct leat_string){cut, length}, &used, &error), LEAT_REJECT);
        }
        assert_int_equal(document->shown.id.length, 0);
        assert_int_equal(document->shown.length, 0);
        free(cut);
    }
    buffer_free(&out);
    document_destroy(document);
}

/* Whatever comes of a changed byte, it is an error or a sound document. */
static void every_changed_byte_is_survived(void **state)
{
    (void)state;
    struct document *document = full();
    struct leat_out out = buffer_make();
    struct leat_error error;
    size_t used, rejected = 0;
    wire_write(document, &out);
    for (size_t at = 0; at < out.length; at++)
        for (int bit = 0; bit < 8; bit++) {
            out.at[at] ^= (char)(1 << bit);
            if (wire_read(document, bytes_of(&out), &used, &error) == LEAT_OK)
                assert_int_equal(checker_prove(document, &error), LEAT_OK);
            else
                rejected++;
            out.at[at] ^= (char)(1 << bit);
        }
    assert_in_range(rejected, out.length, out.length * 8);
    buffer_free(&out);
    document_destroy(document);
}

/* --- each error has its message ----------------------------------------------------------------------------------- */

#define BODY(bytes)             \
    {                           \
        bytes, sizeof bytes - 1 \
    }
#define EMPTY "\1i\0\0"           /* id, origin, title */
#define TEXT EMPTY "\4ab\xC3\xA9" /* text of four bytes, three characters */
#define PLAIN TEXT "\0\0"         /* no labels, no metadata */
#define TOKENS PLAIN "\1\5token"  /* one layer */

static const struct {
    struct leat_string body;
    const char *message; /* after "… bad at byte " */
} errors[] = {
    {BODY("\2i"), "17: the id has 2 bytes, and 1 are left"},
    {BODY("\1\xFF"), "17: the id is not UTF-8: 0xFF"},
    {BODY("\0\0\0\0\0\0\0"), "23: the id is empty"},
    {BODY("\1i\1\x80"), "19: the origin is not UTF-8: 0x80"},
    {BODY("\1i\0\1\x80"), "20: the title is not UTF-8: 0x80"},
    {BODY(EMPTY "\3a\xC3"), "21: the text has 3 bytes, and 2 are left"},
    {BODY(EMPTY "\2a\xC3"), "22: the text is not UTF-8: 0xC3"},
    {BODY(EMPTY "\x80"), "20: it ends within a number"},
    {BODY(EMPTY "\x81\0"
                "a"),
     "20: a number is longer than it need be, or than 64 bits"},
    {BODY(EMPTY "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\2"), "20: a number is longer than it need be, or than 64 bits"},
    {BODY(EMPTY "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\1"),
     "30: the text has 18446744073709551615 bytes, and 0 are left"},
    {BODY(TEXT "\3\1a\1"), "25: the number of labels is 3, and can be 2 at most"},
    {BODY(TEXT "\1\1\xC0"), "27: the label is not UTF-8: 0xC0"},
    {BODY(TEXT "\2\1a\1a"), "30: label 2 is the same as label 1"},
    {BODY(TEXT "\1\0\0"), "27: label 1 is the same as label 0"},
    {BODY(TEXT "\0\xE9\7"), "26: the number of values is 1001, and can be 1000 at most"},
    {BODY(TEXT "\0\1\1"), "27: a label's number is 1, and can be 0 at most"},
    {BODY(TEXT "\0\1\0\3"), "28: the kind of a value is 3, and can be 2 at most"},
    {BODY(TEXT "\0\1\0\0\1\x80"), "30: the value is not UTF-8: 0x80"},
    {BODY(TEXT "\0\1\0\1\0\0\0"), "29: it ends within a value"},
    {BODY(TEXT "\0\1\0\1\0\0\0\0\0\0\xF0\x7F"), "37: it has a value that is not a finite number"},
    {BODY(TEXT "\0\2\0\0\0\0\0\0"), "33: it has two values under one key"},
    {BODY(PLAIN "\4"), "27: the number of layers is 4, and can be 3 at most"},
    {BODY(PLAIN "\1\5chunk"), "34: layer \"chunk\" is not one of this pipeline"},
    {BODY(TOKENS "\4\1\0\0"), "34: the flags of a layer is 4, and can be 3 at most"},
    {BODY(TOKENS "\0\0"), "36: a layer has no annotations, and should not be there"},
    {BODY(TOKENS "\0\2\0\0"), "35: the number of annotations is 2, and can be 1 at most"},
    {BODY(TOKENS "\0\1\5\0"), "36: the step to a begin is 5, and can be 4 at most"},
    {BODY(TOKENS "\0\1\1\4"), "37: the length of a span is 4, and can be 3 at most"},
    {BODY(TOKENS "\0\1\1\2"), "38: annotation 0 of layer \"token\", bytes 1 to 3, cuts a character in two"},
    {BODY(TOKENS "\0\2\0\1\0\2"),
     "40: annotation 1 of layer \"token\", bytes 0 to 2, stands before the one added before "
     "it; add in the order of the text, the longer first"},
    {BODY(TOKENS "\1\1\0\1\1"), "38: a label's number is 1, and can be 0 at most"},
    {BODY(TOKENS "\2\1\0\1"), "38: it ends within a number"},
    {BODY(PLAIN "\2\5token\0\1\0\1\5token\0\1\0\1"), "44: layer \"token\" is there twice"},
    {BODY(PLAIN "\0."), "28: 1 bytes are left over"},
};

static void each_error_has_its_message(void **state)
{
    (void)state;
    struct document *document = fixture_document("");
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        struct leat_out out = buffer_make();
        struct leat_error error;
        char expected[sizeof error.message];
        size_t used;
        leat_out_text(&out, WIRE_NAME "\1");
        leat_out_append(&out, (struct leat_string){(char[8]){(char)errors[i].body.length}, 8});
        leat_out_append(&out, errors[i].body);
        snprintf(expected, sizeof expected, "the wire form of the document is bad at byte %s", errors[i].message);
        assert_int_equal(wire_read(document, bytes_of(&out), &used, &error), LEAT_REJECT);
        assert_string_equal(error.message, expected);
        buffer_free(&out);
    }
    document_destroy(document);
}

static void each_bad_head_has_its_message(void **state)
{
    (void)state;
    static const struct {
        struct leat_string head;
        const char *message;
    } heads[] = {
        {BODY(""), "it does not begin with \"leatdoc\", a version and a length"},
        {BODY("leatdof\1\0\0\0\0\0\0\0\0"), "it does not begin with \"leatdoc\", a version and a length"},
        {BODY("leatdoc\2\0\0\0\0\0\0\0\0"), "it is of version 2; this build reads version 1"},
    };
    struct document *document = fixture_document("");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct leat_error error;
        size_t used;
        assert_int_equal(wire_read(document, heads[i].head, &used, &error), LEAT_REJECT);
        assert_string_equal(strstr(error.message, "0: ") + 3, heads[i].message);
    }
    document_destroy(document);
}

static void a_text_over_the_limit_is_refused(void **state)
{
    (void)state;
    struct document *document = full(), *small = document_create(&fixture_layout, 10);
    struct leat_out out = buffer_make();
    struct leat_error error;
    size_t used;
    wire_write(document, &out);
    assert_int_equal(wire_read(small, bytes_of(&out), &used, &error), LEAT_REJECT);
    assert_non_null(strstr(error.message, "max_document allows 10"));
    buffer_free(&out);
    document_destroy(small);
    document_destroy(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_comes_back),          cmocka_unit_test(documents_follow_one_another),
        cmocka_unit_test(spans_of_any_length_come_back),  cmocka_unit_test(every_cut_is_an_error),
        cmocka_unit_test(every_changed_byte_is_survived), cmocka_unit_test(each_error_has_its_message),
        cmocka_unit_test(each_bad_head_has_its_message),  cmocka_unit_test(a_text_over_the_limit_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
