#include "fixture.h"

#include <stdio.h>
#include <string.h>

static void a_new_document_is_empty(void **state)
{
    (void)state;
    struct document *document = document_create(&fixture_layout, 100);
    assert_string_equal(document->shown.text, "");
    assert_int_equal(document->shown.length, 0);
    assert_true(document->shown.ascii);
    assert_ptr_equal(document_of(&document->shown), document);
    document_destroy(document);
}

static void a_reset_document_is_like_a_new_one(void **state)
{
    (void)state;
    struct document *document = fixture_document("é");
    const struct leat_value value = {.kind = LEAT_VALUE_NUMBER, .number = 1};
    leat_doc_add(&document->shown, "token", (struct leat_span){0, 2}, "L");
    leat_doc_offset(&document->shown, 2, LEAT_CODE_POINTS);
    document_violate(document, "something");
    document_enter(document, (struct access){.decoding = true});
    leat_doc_set_meta(&document->shown, leat_string("k"), &value);
    document_reset(document);
    const struct leat_doc *doc = &document->shown;
    assert_string_equal(doc->text, "");
    assert_true(doc->ascii);
    assert_true(doc->id.length == 0 && doc->length == 0 && doc->meta == NULL);
    assert_false(document->violated);
    assert_int_equal(document->layers[TOKEN].count, 0);
    assert_int_equal(document->labels.count, 0);
    assert_null(document->offsets.checkpoints);
    assert_int_equal(document->offsets.last_byte, 0);
    document_destroy(document);
}

static void nobody_destroys_null(void **state)
{
    (void)state;
    document_destroy(NULL);
}

static void the_first_violation_is_the_answer(void **state)
{
    (void)state;
    struct document *document = fixture_document("");
    struct leat_error error = {"the step's own"};
    document_violate(document, "number %d", 1);
    document_violate(document, "number %d", 2);
    assert_int_equal(document_leave(document, LEAT_DROP, &error), LEAT_REJECT);
    assert_string_equal(error.message, "number 1");
    document_destroy(document);
}

static void fatal_comes_before_a_violation(void **state)
{
    (void)state;
    struct document *document = fixture_document("");
    struct leat_error error = {"the step's own"};
    document_violate(document, "number %d", 1);
    assert_int_equal(document_leave(document, LEAT_FATAL, &error), LEAT_FATAL);
    assert_string_equal(error.message, "the step's own");
    document_destroy(document);
}

static void a_step_without_violation_answers_for_itself(void **state)
{
    (void)state;
    struct document *document = fixture_document("");
    struct leat_error error = {"the step's own"};
    for (int result = LEAT_OK; result <= LEAT_END; result++)
        assert_int_equal(document_leave(document, (enum leat_result)result, &error), result);
    assert_string_equal(error.message, "the step's own");
    document_destroy(document);
}

static void a_step_that_has_left_can_add_nothing(void **state)
{
    (void)state;
    struct document *document = fixture_document("text");
    fixture_leave(document, LEAT_OK, "");
    assert_int_equal(leat_doc_add(&document->shown, "token", (struct leat_span){0, 1}, NULL), SIZE_MAX);
    fixture_leave(document, LEAT_REJECT, "it adds to layer \"token\", which it does not declare in gives");
    document_destroy(document);
}

static void a_layout_holds_64_layers(void **state)
{
    (void)state;
    struct layout layout = {.count = 0};
    static char names[LAYERS_MAX + 1][16];
    for (size_t i = 0; i < LAYERS_MAX; i++) {
        snprintf(names[i], sizeof names[i], "layer%zu", i);
        assert_true(layout_add(&layout, names[i]));
        assert_int_equal(layout_find(&layout, names[i]), i);
    }
    assert_false(layout_add(&layout, "one more"));
    assert_int_equal(layout_find(&layout, "one more"), LAYERS_MAX);
    assert_int_equal(layout_find(&layout, "layer"), LAYERS_MAX);
}

static void names_are_parted_by_spaces(void **state)
{
    (void)state;
    const char *names = "  token sentence   entity ";
    assert_string(names_next(&names), "token");
    assert_string(names_next(&names), "sentence");
    assert_string(names_next(&names), "entity");
    assert_int_equal(names_next(&names).length, 0);
    assert_int_equal(names_next(&names).length, 0);
    names = NULL;
    assert_int_equal(names_next(&names).length, 0);
}

static void a_name_is_contained_whole(void **state)
{
    (void)state;
    assert_true(names_contain("token sentence", "sentence"));
    assert_false(names_contain("token sentence", "sent"));
    assert_false(names_contain("token sentence", "tokens"));
    assert_false(names_contain("", "token"));
    assert_false(names_contain(NULL, "token"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_document_is_empty),
        cmocka_unit_test(a_reset_document_is_like_a_new_one),
        cmocka_unit_test(nobody_destroys_null),
        cmocka_unit_test(the_first_violation_is_the_answer),
        cmocka_unit_test(fatal_comes_before_a_violation),
        cmocka_unit_test(a_step_without_violation_answers_for_itself),
        cmocka_unit_test(a_step_that_has_left_can_add_nothing),
        cmocka_unit_test(a_layout_holds_64_layers),
        cmocka_unit_test(names_are_parted_by_spaces),
        cmocka_unit_test(a_name_is_contained_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
