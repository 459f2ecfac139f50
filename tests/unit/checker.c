#include "fixture.h"

#include "checker.h"
#include "feature.h"

#include <math.h>
#include <string.h>

static struct document *sound(void)
{
    struct document *document = fixture_document("one é two");
    struct leat_doc *doc = &document->shown;
    leat_doc_add(doc, "token", (struct leat_span){0, 3}, NULL);
    leat_doc_add(doc, "token", (struct leat_span){4, 6}, NULL);
    leat_doc_add(doc, "entity", (struct leat_span){0, 10}, "ALL");
    leat_doc_add(doc, "entity", (struct leat_span){0, 3}, "ONE");
    leat_doc_set_number(doc, "entity", 1, "score", 1);
    fixture_leave(document, LEAT_OK, "");
    checker_begin(document);
    return document;
}

static void a_sound_document_is_proved(void **state)
{
    (void)state;
    struct leat_error error;
    struct document *document = sound();
    assert_int_equal(checker_prove(document, &error), LEAT_OK);
    document_destroy(document);
}

/* What a step could do behind the host's back. */
static void change_text(struct document *document)
{
    document->text[0] = 'O';
}

static void move_text(struct document *document)
{
    static const char other[] = "one é two";
    document->shown.text = other;
}

static void lengthen_text(struct document *document)
{
    document->shown.length = 8;
}

static void break_text(struct document *document)
{
    document->text[4] = 'x';
}

static void call_it_ascii(struct document *document)
{
    document->shown.ascii = true;
}

static void take_id(struct document *document)
{
    document->shown.id.length = 0;
}

static void change_title(struct document *document)
{
    document->shown.title = leat_string("new");
}

static void break_origin(struct document *document)
{
    document->shown.origin = leat_string("\xFF");
}

static void move_span(struct document *document)
{
    document->layers[TOKEN].spans[1].end = 5;
}

static void reorder_spans(struct document *document)
{
    document->layers[ENTITY].spans[0].end = 2;
}

static void overlap_tokens(struct document *document)
{
    document->layers[TOKEN].spans[0].end = 6;
}

static void invent_label(struct document *document)
{
    document->layers[ENTITY].labels[0] = 99;
}

static void break_label(struct document *document)
{
    document->labels.known[2].string = leat_string("\x80");
}

static struct leat_feature *score(struct document *document)
{
    return document->layers[ENTITY].features[1];
}

static void break_number(struct document *document)
{
    score(document)->value.number = INFINITY;
}

static void break_string(struct document *document)
{
    score(document)->value = (struct leat_value){.kind = LEAT_VALUE_STRING, .string = {"\x80", 1}};
}

static void break_kind(struct document *document)
{
    score(document)->value.kind = (enum leat_value_kind)3;
}

static void break_key(struct document *document)
{
    score(document)->key = leat_string("\x80");
}

static void tie_list(struct document *document)
{
    score(document)->next = score(document);
}

static void break_meta(struct document *document)
{
    static const struct leat_feature feature = {.value = {.kind = LEAT_VALUE_NUMBER, .number = NAN}};
    document->shown.meta = &feature;
}

static const struct {
    void (*harm)(struct document *document);
    const char *message;
} harms[] = {
    {change_text, "the text, id, origin or title was changed after decoding"},
    {move_text, "the text was moved"},
    {lengthen_text, "the text was moved"},
    {break_text, "the text is not UTF-8: byte 5 is 0xA9"},
    {call_it_ascii, "the text is said to be ASCII"},
    {take_id, "the document has no id"},
    {change_title, "the text, id, origin or title was changed after decoding"},
    {break_origin, "the id, origin or title is not UTF-8"},
    {move_span, "annotation 1 of layer \"token\", bytes 4 to 5, cuts a character in two"},
    {reorder_spans, "annotation 1 of layer \"entity\", bytes 0 to 3, stands before the one added before it; add in the "
                    "order of the text, the longer first"},
    {overlap_tokens, "annotation 1 of layer \"token\", bytes 4 to 6, overlaps the one before it, which those of this "
                     "layer may not"},
    {invent_label, "annotation 0 of layer \"entity\" has label 99 of 4"},
    {break_label, "label 2 is not UTF-8"},
    {break_number, "the values of annotation 1 of layer \"entity\" have a number that is not finite, or a string that "
                   "is not UTF-8"},
    {break_string, "the values of annotation 1 of layer \"entity\" have a number that is not finite, or a string that "
                   "is not UTF-8"},
    {break_kind, "the values of annotation 1 of layer \"entity\" have one of a kind that there is not"},
    {break_key, "the values of annotation 1 of layer \"entity\" have a key that is not UTF-8"},
    {tie_list, "the values of annotation 1 of layer \"entity\" do not end"},
    {break_meta, "the values of the metadata have a number that is not finite, or a string that is not UTF-8"},
};

static void each_harm_has_its_message(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
        struct leat_error error;
        struct document *document = sound();
        harms[i].harm(document);
        assert_int_equal(checker_prove(document, &error), LEAT_REJECT);
        assert_string_equal(error.message, harms[i].message);
        document_destroy(document);
    }
}

static void every_byte_is_sealed(void **state)
{
    (void)state;
    struct leat_error error;
    struct document *document = fixture_document("a text of ASCII over several words");
    checker_begin(document);
    for (size_t i = 0; i < document->shown.length; i++) {
        document->text[i] ^= 1;
        assert_int_equal(checker_prove(document, &error), LEAT_REJECT);
        document->text[i] ^= 1;
    }
    assert_int_equal(checker_prove(document, &error), LEAT_OK);
    document_destroy(document);
}

static void a_list_of_the_longest_length_ends(void **state)
{
    (void)state;
    struct leat_error error;
    struct document *document = sound();
    static const char keys[FEATURES_MAX];
    const struct leat_value value = {.kind = LEAT_VALUE_NUMBER};
    struct leat_feature *first = NULL;
    for (size_t i = 0; i < FEATURES_MAX; i++)
        assert_null(feature_set(&first, (struct leat_string){keys + i, 1}, &value, &document->arena));
    document->shown.meta = first;
    assert_int_equal(checker_prove(document, &error), LEAT_OK);
    document_destroy(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_document_is_proved),
        cmocka_unit_test(each_harm_has_its_message),
        cmocka_unit_test(every_byte_is_sealed),
        cmocka_unit_test(a_list_of_the_longest_length_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
