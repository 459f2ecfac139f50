#include "fixture.h"

#include "gold.h"

#include <stdlib.h>

/* A document of this text whose metadata has one field, as a decoder would have left it. */
struct stand {
    struct layout layout;
    struct arena arena;
    struct gold gold;
    struct document *document;
};

static int set_up(void **state)
{
    struct stand *stand = calloc(1, sizeof *stand);
    *state = stand;
    return layout_add(&stand->layout, "entity") && layout_add(&stand->layout, "summary") &&
                   gold_add(&stand->gold, "entity", NULL, &stand->layout, &stand->arena) &&
                   gold_add(&stand->gold, "summary", NULL, &stand->layout, &stand->arena)
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    struct stand *stand = *state;
    document_destroy(stand->document);
    arena_free(&stand->arena);
    free(stand);
    return 0;
}

static void set_meta(struct leat_doc *doc, const char *key, enum leat_value_kind kind, const char *value)
{
    leat_doc_set_meta(doc, leat_string(key), &(struct leat_value){.kind = kind, .string = leat_string(value)});
}

static struct leat_doc *decode(struct stand *stand, const char *text, const char *key, enum leat_value_kind kind,
                               const char *value)
{
    struct leat_error error;
    document_destroy(stand->document);
    stand->document = document_create(&stand->layout, 1000);
    struct leat_doc *doc = &stand->document->shown;
    document_enter(stand->document, (struct access){.decoding = true});
    assert_int_equal(leat_doc_set_text(doc, leat_string(text), &error), LEAT_OK);
    set_meta(doc, "date", LEAT_VALUE_STRING, "today");
    set_meta(doc, key, kind, value);
    set_meta(doc, "place", LEAT_VALUE_STRING, "here");
    fixture_leave(stand->document, LEAT_OK, "");
    return doc;
}

/* The layer "gold:entity" as "TEXT/LABEL/SOURCE …". */
static const char *shown(struct stand *stand, char room[256])
{
    struct leat_doc *doc = &stand->document->shown;
    size_t used = 0;
    room[0] = '\0';
    document_enter(stand->document, (struct access){.readable = UINT64_MAX});
    const struct leat_layer layer = leat_doc_layer(doc, "gold:entity");
    for (size_t i = 0; i < layer.count; i++) {
        const struct leat_string text = leat_doc_slice(doc, layer.spans[i]), label = leat_doc_label(doc, layer, i);
        const struct leat_feature *feature = leat_doc_features(doc, layer, i);
        used += (size_t)snprintf(room + used, 256 - used, "%s%.*s/%.*s", i > 0 ? " " : "", (int)text.length, text.at,
                                 (int)label.length, label.at);
        for (; feature != NULL; feature = feature->next)
            used += (size_t)snprintf(room + used, 256 - used, "/%s=%.*s", feature->key.at,
                                     (int)feature->value.string.length,
                                     feature->value.kind == LEAT_VALUE_NUMBER ? "" : feature->value.string.at);
    }
    fixture_leave(stand->document, LEAT_OK, "");
    return room;
}

static void expect_read(void **state, const char *text, const char *value, const char *expected)
{
    struct stand *stand = *state;
    struct leat_error error = {""};
    char room[256];
    decode(stand, text, "entities", LEAT_VALUE_JSON, value);
    if (gold_read(&stand->gold, stand->document, &error) != LEAT_OK)
        fail_msg("%s", error.message);
    assert_true(gold_find(&stand->gold, "entity")->marked);
    assert_false(gold_find(&stand->gold, "summary")->marked);
    assert_string_equal(shown(stand, room), expected);
}

static void every_form_is_read(void **state)
{
    expect_read(state, "Kia met Lee", "[[0,3],[8,11]]", "Kia/ Lee/");
    expect_read(state, "Kia met Lee", "[[0,3,\"ORG\"],[8,11,\"PER\",\"PERSON\"]]", "Kia/ORG Lee/PER/source=PERSON");
    expect_read(state, "Kia met Lee",
                "[{\"begin\":8,\"end\":11,\"label\":\"PER\",\"text\":\"Lee\",\"who\":\"Lee Jae\"}]",
                "Lee/PER/who=Lee Jae");
    expect_read(state, "Kia", "[{\"begin\":0,\"end\":3,\"sure\":true,\"score\":0.5}]", "Kia//sure=true/score=");
    expect_read(state, "Kia", "[]", "");
}

static void offsets_count_code_points(void **state)
{
    expect_read(state, "Jürgen 🚗 Kia", "[[0,6,\"PER\"],[7,8],[9,12,\"ORG\"]]", "Jürgen/PER 🚗/ Kia/ORG");
}

static void the_order_of_the_field_does_not_matter(void **state)
{
    expect_read(state, "Bank of Ulm", "[[8,11],[0,4],[0,11]]", "Bank of Ulm/ Bank/ Ulm/");
}

/* No step may look up what it is to find. */
static void the_field_leaves_the_metadata(void **state)
{
    struct stand *stand = *state;
    struct leat_error error;
    const struct leat_doc *doc = decode(stand, "Kia", "entity", LEAT_VALUE_JSON, "[[0,3]]");
    assert_int_equal(gold_read(&stand->gold, stand->document, &error), LEAT_OK);
    assert_string(doc->meta->key, "date");
    assert_string(doc->meta->next->key, "place");
    assert_null(doc->meta->next->next);
}

static void text_becomes_no_layer(void **state)
{
    struct stand *stand = *state;
    struct leat_error error;
    const struct gold_layer *summary = gold_find(&stand->gold, "summary");
    const struct leat_doc *doc = decode(stand, "Kia", "summary", LEAT_VALUE_JSON, "[\"It went.\",\"It c\\u0061me.\"]");
    assert_int_equal(gold_read(&stand->gold, stand->document, &error), LEAT_OK);
    assert_int_equal(summary->text_count, 2);
    assert_string(summary->texts[1], "It came.");
    assert_string(doc->meta->next->key, "place");

    stand->gold.keep_texts = true;
    doc = decode(stand, "Kia", "summary", LEAT_VALUE_STRING, "It went.");
    assert_int_equal(gold_read(&stand->gold, stand->document, &error), LEAT_OK);
    assert_int_equal(summary->text_count, 1);
    assert_string(summary->texts[0], "It went.");
    assert_string(doc->meta->next->key, "summary");
}

static void a_field_may_be_named(void **state)
{
    struct stand *stand = *state;
    struct leat_error error;
    char room[256];
    stand->gold.at[0].field = "names";
    decode(stand, "Kia", "entities", LEAT_VALUE_JSON, "[[0,3]]");
    assert_int_equal(gold_read(&stand->gold, stand->document, &error), LEAT_OK);
    assert_false(stand->gold.at[0].marked);
    decode(stand, "Kia", "names", LEAT_VALUE_JSON, "[[0,3]]");
    assert_int_equal(gold_read(&stand->gold, stand->document, &error), LEAT_OK);
    assert_string_equal(shown(stand, room), "Kia/");
}

static void plurals_are_known(void **state)
{
    static const char *const fields[][2] = {{"sentence", "sents"},  {"sentence", "sentences"}, {"sentence", "sentence"},
                                            {"entity", "entities"}, {"token", "tokens"},       {"y", "ys"}};
    static const char *const others[][2] = {{"entity", "entitiess"}, {"entity", "entit"}, {"token", "tokenss"},
                                            {"token", "sents"},      {"y", "ies"},        {"token", "toke"}};
    struct leat_error error;
    struct stand *stand = *state;
    for (size_t i = 0; i < 12; i++) {
        const char *const *pair = i < 6 ? fields[i] : others[i - 6];
        stand->gold.at[0].layer = pair[0];
        decode(stand, "Kia", pair[1], LEAT_VALUE_JSON, "[]");
        assert_int_equal(gold_read(&stand->gold, stand->document, &error), LEAT_OK);
        assert_int_equal(stand->gold.at[0].marked, i < 6);
    }
}

static void expect_refused(void **state, const char *value, const char *expected)
{
    struct stand *stand = *state;
    struct leat_error error = {""};
    decode(stand, "Jürgen", "entities", LEAT_VALUE_JSON, value);
    assert_int_equal(gold_read(&stand->gold, stand->document, &error), LEAT_REJECT);
    assert_string_equal(error.message, expected);
}

static void what_is_no_gold_is_refused(void **state)
{
    expect_refused(state, "[[0,6],[0,7]]", "field \"entities\", annotation 1 ends behind the text");
    expect_refused(state, "[[9,12]]", "field \"entities\", annotation 0 begins behind the text");
    expect_refused(state, "[[3,2]]",
                   "field \"entities\", annotation 0 ends before it begins, or begins before the text");
    expect_refused(state, "[[-1,2]]",
                   "field \"entities\", annotation 0 ends before it begins, or begins before the text");
    expect_refused(
        state, "[[0]]",
        "field \"entities\", annotation 0 is neither [begin, end, …] nor an object with \"begin\" and \"end\"");
    expect_refused(
        state, "[{\"begin\":0}]",
        "field \"entities\", annotation 0 is neither [begin, end, …] nor an object with \"begin\" and \"end\"");
    expect_refused(
        state, "[[0.5,1]]",
        "field \"entities\", annotation 0 is neither [begin, end, …] nor an object with \"begin\" and \"end\"");
    expect_refused(state, "[[0,1,7]]", "field \"entities\", annotation 0 has a label that is no string");
    expect_refused(state, "[\"a\",7]", "field \"entities\", annotation 1 is no string, as others in this field are");
    expect_refused(state, "{}", "field \"entities\" holds an object; a list of annotations is expected");
}

#define WITH_STAND(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STAND(every_form_is_read),
        WITH_STAND(offsets_count_code_points),
        WITH_STAND(the_order_of_the_field_does_not_matter),
        WITH_STAND(the_field_leaves_the_metadata),
        WITH_STAND(text_becomes_no_layer),
        WITH_STAND(a_field_may_be_named),
        WITH_STAND(plurals_are_known),
        WITH_STAND(what_is_no_gold_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
