#include "fixture.h"

#include "feature.h"

#include <math.h>
#include <string.h>

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void a_declared_layer_is_read(void **state)
{
    (void)state;
    struct document *document = fixture_document("one two");
    struct leat_doc *doc = &document->shown;
    assert_int_equal(leat_doc_add(doc, "token", (struct leat_span){0, 3}, "A"), 0);
    assert_int_equal(leat_doc_add(doc, "token", (struct leat_span){4, 7}, NULL), 1);
    fixture_leave(document, LEAT_OK, "");
    document_enter(document, (struct access){.readable = 1 << TOKEN});
    const struct leat_layer layer = leat_doc_layer(doc, "token");
    assert_true(layer.exists);
    assert_int_equal(layer.count, 2);
    assert_string(layer.name, "token");
    assert_string(leat_doc_slice(doc, layer.spans[1]), "two");
    assert_string(leat_doc_label(doc, layer, 0), "A");
    assert_string(leat_doc_label(doc, layer, 1), "");
    assert_null(leat_doc_features(doc, layer, 0));
    fixture_leave(document, LEAT_OK, "");
    document_destroy(document);
}

static void an_undeclared_layer_is_refused(void **state)
{
    (void)state;
    struct document *document = fixture_document("one two");
    document_enter(document, (struct access){.readable = 1 << TOKEN});
    assert_false(leat_doc_layer(&document->shown, "sentence").exists);
    fixture_leave(document, LEAT_REJECT,
                  "it reads layer \"sentence\", which it declares in none of needs, uses and gives");
    document_destroy(document);
}

static void a_used_layer_may_be_missing(void **state)
{
    (void)state;
    struct document *document = fixture_document("one two");
    document_enter(document, (struct access){.readable = 1 << TOKEN, .uses = "chunk"});
    const struct leat_layer layer = leat_doc_layer(&document->shown, "chunk");
    assert_false(layer.exists);
    assert_int_equal(layer.count, 0);
    assert_null(leat_doc_features(&document->shown, layer, 0));
    fixture_leave(document, LEAT_OK, "");
    document_destroy(document);
}

static void encoders_see_all_layers(void **state)
{
    (void)state;
    struct document *document = fixture_document("one two");
    assert_string(leat_doc_layer_at(&document->shown, 2).name, "entity");
    assert_true(leat_doc_layer_at(&document->shown, 2).exists);
    assert_false(leat_doc_layer_at(&document->shown, 3).exists);
    document_destroy(document);
}

/* --- adding ------------------------------------------------------------------------------------------------------- */

static void a_reserved_row_is_committed(void **state)
{
    (void)state;
    struct document *document = fixture_document("abcdef");
    struct leat_span *spans = leat_doc_reserve(&document->shown, "token", 10);
    for (uint32_t i = 0; i < 6; i++)
        spans[i] = (struct leat_span){i, i + 1};
    leat_doc_commit(&document->shown, "token", 6);
    assert_non_null(leat_doc_reserve(&document->shown, "sentence", 0));
    leat_doc_commit(&document->shown, "sentence", 0);
    assert_int_equal(leat_doc_layer(&document->shown, "token").count, 6);
    assert_null(leat_doc_layer(&document->shown, "token").labels);
    fixture_leave(document, LEAT_OK, "");
    document_destroy(document);
}

/* Each adds to "aé€ z" (bytes 0, 1, 3, 6, 7 begin characters), and is refused with its message. */
static void bad_span(struct leat_doc *doc)
{
    leat_doc_add(doc, "token", (struct leat_span){0, 1}, NULL);
    leat_doc_add(doc, "token", (struct leat_span){7, 9}, NULL);
}

static void bad_order(struct leat_doc *doc)
{
    leat_doc_add(doc, "token", (struct leat_span){3, 6}, NULL);
    leat_doc_add(doc, "token", (struct leat_span){1, 3}, NULL);
}

static void bad_overlap(struct leat_doc *doc)
{
    leat_doc_add(doc, "token", (struct leat_span){0, 3}, NULL);
    leat_doc_add(doc, "token", (struct leat_span){1, 6}, NULL);
}

static void bad_row(struct leat_doc *doc)
{
    struct leat_span *spans = leat_doc_reserve(doc, "token", 3);
    spans[0] = (struct leat_span){0, 1};
    spans[1] = (struct leat_span){1, 4};
    leat_doc_commit(doc, "token", 2);
}

static void bad_commit(struct leat_doc *doc)
{
    (void)leat_doc_reserve(doc, "token", 3);
    leat_doc_commit(doc, "token", 4);
}

static void stale_commit(struct leat_doc *doc)
{
    (void)leat_doc_reserve(doc, "token", 3);
    leat_doc_add(doc, "token", (struct leat_span){0, 1}, NULL);
    leat_doc_commit(doc, "token", 3);
}

static void bad_layer(struct leat_doc *doc)
{
    leat_doc_add(doc, "entity", (struct leat_span){0, 1}, NULL);
}

static void unknown_layer(struct leat_doc *doc)
{
    (void)leat_doc_reserve(doc, "chunk", 1);
}

static void bad_label(struct leat_doc *doc)
{
    leat_doc_add(doc, "token", (struct leat_span){0, 1}, "\xC3");
}

static void bad_key(struct leat_doc *doc)
{
    leat_doc_set_number(doc, "token", leat_doc_add(doc, "token", (struct leat_span){0, 1}, NULL), "\xFF", 1);
}

static void bad_number(struct leat_doc *doc)
{
    leat_doc_set_number(doc, "token", leat_doc_add(doc, "token", (struct leat_span){0, 1}, NULL), "key", NAN);
}

static void bad_string(struct leat_doc *doc)
{
    const size_t index = leat_doc_add(doc, "token", (struct leat_span){0, 1}, NULL);
    leat_doc_set_string(doc, "token", index, "key", (struct leat_string){"\x80", 1});
}

static void bad_index(struct leat_doc *doc)
{
    leat_doc_set_number(doc, "token", 0, "key", 1);
}

static void bad_size(struct leat_doc *doc)
{
    assert_null(leat_doc_alloc(doc, SIZE_MAX));
}

static void bad_title(struct leat_doc *doc)
{
    leat_doc_set_title(doc, leat_string("new"));
}

static void bad_text(struct leat_doc *doc)
{
    struct leat_error error;
    assert_int_equal(leat_doc_set_text(doc, leat_string("new"), &error), LEAT_REJECT);
}

static const struct {
    void (*step)(struct leat_doc *doc);
    const char *message;
} violations[] = {
    {bad_span, "annotation 1 of layer \"token\", bytes 7 to 9 of 8, is outside the text"},
    {bad_order, "annotation 1 of layer \"token\", bytes 1 to 3 of 8, stands before the one added before it; add in the "
                "order of the text, the longer first"},
    {bad_overlap, "annotation 1 of layer \"token\", bytes 1 to 6 of 8, overlaps the one before it, which those of this "
                  "layer may not"},
    {bad_row, "annotation 1 of layer \"token\", bytes 1 to 4 of 8, cuts a character in two"},
    {bad_commit, "it commits 4 annotations to layer \"token\" and reserved 3"},
    {stale_commit, "it commits 3 annotations to layer \"token\" and reserved 0"},
    {bad_layer, "it adds to layer \"entity\", which it does not declare in gives"},
    {unknown_layer, "it adds to layer \"chunk\", which it does not declare in gives"},
    {bad_label, "a label that it sets in token is not UTF-8"},
    {bad_key, "a key that it sets in token is not UTF-8"},
    {bad_number, "it sets a value in token that is not a finite number"},
    {bad_string, "it sets a value in token that is not UTF-8"},
    {bad_index, "it sets a value of annotation 0 of layer \"token\", which has 0"},
    {bad_size, "there is no memory for 18446744073709551615 bytes of its own"},
    {bad_title, "it changes the text, id, title or metadata, which a decoder alone may do"},
    {bad_text, "it changes the text, id, title or metadata, which a decoder alone may do"},
};

static void each_violation_has_its_message(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof violations / sizeof *violations; i++) {
        struct document *document = fixture_document("aé€ z");
        struct leat_doc *doc = &document->shown;
        document_enter(document, (struct access){.readable = 7, .writable = 3});
        violations[i].step(doc);
        /* From here on nothing is added. */
        const size_t count = document->layers[TOKEN].count;
        assert_int_equal(leat_doc_add(doc, "token", (struct leat_span){7, 8}, NULL), SIZE_MAX);
        assert_null(leat_doc_reserve(doc, "token", 1));
        assert_int_equal(document->layers[TOKEN].count, count);
        fixture_leave(document, LEAT_REJECT, violations[i].message);
        assert_string(doc->id, "a");
        assert_string_equal(doc->text, "aé€ z");
        document_destroy(document);
    }
}

static void features_are_kept_with_their_annotation(void **state)
{
    (void)state;
    struct document *document = fixture_document("one two");
    struct leat_doc *doc = &document->shown;
    leat_doc_add(doc, "token", (struct leat_span){0, 3}, NULL);
    leat_doc_add(doc, "token", (struct leat_span){4, 7}, NULL);
    leat_doc_set_string(doc, "token", 1, "lemma", leat_string("zwei"));
    leat_doc_set_number(doc, "token", 1, "score", 0.25);
    leat_doc_set_string(doc, "token", 1, "lemma", leat_string("two"));
    const struct leat_layer layer = leat_doc_layer(doc, "token");
    assert_null(leat_doc_features(doc, layer, 0));
    const struct leat_feature *feature = leat_doc_features(doc, layer, 1);
    assert_string(feature->key, "lemma");
    assert_string(feature->value.string, "two");
    assert_string(feature->next->key, "score");
    assert_true(feature->next->value.number == 0.25);
    assert_null(feature->next->next);
    assert_null(leat_doc_features(doc, layer, 2));
    fixture_leave(document, LEAT_OK, "");
    document_destroy(document);
}

/* --- decoding ----------------------------------------------------------------------------------------------------- */

static struct document *empty(void)
{
    struct document *document = document_create(&fixture_layout, 10);
    document_enter(document, (struct access){.decoding = true});
    return document;
}

static void a_decoder_fills_the_document(void **state)
{
    (void)state;
    struct document *document = empty();
    struct leat_doc *doc = &document->shown;
    struct leat_error error;
    char source[] = "é";
    const struct leat_value value = {.kind = LEAT_VALUE_JSON, .string = {"[1]", 3}};
    char *text = leat_doc_text_begin(doc, 100); /* more than the text may have, of which little is used */
    memcpy(text, "text é", 7);
    assert_int_equal(leat_doc_text_end(doc, 7, &error), LEAT_OK);
    leat_doc_set_id(doc, leat_string(source));
    leat_doc_set_title(doc, (struct leat_string){NULL, 0});
    leat_doc_set_meta(doc, leat_string(source), &value);
    memset(source, 'x', 2);
    fixture_leave(document, LEAT_OK, "");
    assert_string_equal(doc->text, "text é");
    assert_int_equal(doc->length, 7);
    assert_false(doc->ascii);
    assert_string(doc->id, "é");
    assert_string(doc->title, "");
    assert_string(doc->meta->key, "é");
    assert_string(doc->meta->value.string, "[1]");
    document_destroy(document);
}

static void bad_texts_are_refused(void **state)
{
    (void)state;
    struct document *document = empty();
    struct leat_doc *doc = &document->shown;
    struct leat_error error;
    assert_int_equal(leat_doc_set_text(doc, leat_string("0123456789"), &error), LEAT_OK);
    assert_int_equal(leat_doc_set_text(doc, leat_string("0123456789a"), &error), LEAT_REJECT);
    assert_string_equal(error.message, "the text has 11 bytes; max_document allows 10");
    assert_string_equal(doc->text, ""); /* not the one before */
    assert_int_equal(leat_doc_set_text(doc, leat_string("ab\xE2\x82"), &error), LEAT_REJECT);
    assert_string_equal(error.message, "the text is not UTF-8: byte 2 is 0xE2");
    assert_null(leat_doc_text_begin(doc, SIZE_MAX));
    assert_int_equal(leat_doc_text_end(doc, 1, &error), LEAT_REJECT);
    assert_string_equal(error.message, "there is no memory for a text of 18446744073709551615 bytes");
    document_destroy(document);
}

static void a_text_ends_within_its_room(void **state)
{
    (void)state;
    struct document *document = empty();
    struct leat_error error;
    assert_int_equal(leat_doc_text_end(&document->shown, 3, &error), LEAT_REJECT);
    assert_string_equal(error.message, "it ends a text of 3 bytes without room for it");
    document_destroy(document);
}

static void bad_names_are_refused(void **state)
{
    (void)state;
    static const char *const messages[] = {
        "the id is not UTF-8: byte 1 is 0xFF",
        "the title is not UTF-8: byte 1 is 0xFF",
        "a key that it sets in the metadata is not UTF-8",
    };
    const struct leat_string bad = leat_string("a\xFF");
    const struct leat_value value = {.kind = LEAT_VALUE_NUMBER};
    for (int i = 0; i < 3; i++) {
        struct document *document = empty();
        if (i == 0)
            leat_doc_set_id(&document->shown, bad);
        else if (i == 1)
            leat_doc_set_title(&document->shown, bad);
        else
            leat_doc_set_meta(&document->shown, bad, &value);
        assert_true(document->shown.id.length == 0 && document->shown.meta == NULL);
        fixture_leave(document, LEAT_REJECT, messages[i]);
        document_destroy(document);
    }
}

static void a_flood_of_metadata_ends(void **state)
{
    (void)state;
    struct document *document = empty();
    const struct leat_value value = {.kind = LEAT_VALUE_NUMBER};
    for (uint32_t i = 0; i < 1000000; i++) {
        const char key[] = {(char)('a' + i % 16), (char)('a' + i / 16 % 16), (char)('a' + i / 256 % 16),
                            (char)('a' + i / 4096 % 16), (char)('a' + i / 65536)};
        leat_doc_set_meta(&document->shown, (struct leat_string){key, sizeof key}, &value);
    }
    assert_int_equal(document->labels.count, 1 + FEATURES_MAX + 1);
    fixture_leave(document, LEAT_REJECT,
                  "it sets a value in the metadata besides 1000 others in one place, which is the most there can be");
    document_destroy(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_declared_layer_is_read),
        cmocka_unit_test(an_undeclared_layer_is_refused),
        cmocka_unit_test(a_used_layer_may_be_missing),
        cmocka_unit_test(encoders_see_all_layers),
        cmocka_unit_test(a_reserved_row_is_committed),
        cmocka_unit_test(each_violation_has_its_message),
        cmocka_unit_test(features_are_kept_with_their_annotation),
        cmocka_unit_test(a_decoder_fills_the_document),
        cmocka_unit_test(bad_texts_are_refused),
        cmocka_unit_test(a_text_ends_within_its_room),
        cmocka_unit_test(bad_names_are_refused),
        cmocka_unit_test(a_flood_of_metadata_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
