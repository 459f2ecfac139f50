#include "fixture.h"

#include "feature.h"

#include <math.h>

static const struct leat_string KEY = {"key", 3}, OTHER = {"other", 5};

static const struct leat_value text = {.kind = LEAT_VALUE_STRING, .string = {"text", 4}};
static const struct leat_value number = {.kind = LEAT_VALUE_NUMBER, .number = 0.5};

static void values_keep_the_order_of_setting(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct leat_feature *first = NULL;
    assert_null(feature_set(&first, KEY, &text, &arena));
    assert_null(feature_set(&first, OTHER, &number, &arena));
    assert_string(first->key, "key");
    assert_string(first->value.string, "text");
    assert_ptr_not_equal(first->value.string.at, text.string.at);
    assert_string(first->next->key, "other");
    assert_true(first->next->value.number == 0.5);
    assert_null(first->next->next);
    arena_free(&arena);
}

static void a_second_value_replaces_the_first(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct leat_feature *first = NULL;
    assert_null(feature_set(&first, KEY, &text, &arena));
    assert_null(feature_set(&first, OTHER, &text, &arena));
    assert_null(feature_set(&first, KEY, &number, &arena));
    assert_int_equal(first->value.kind, LEAT_VALUE_NUMBER);
    assert_string(first->next->value.string, "text");
    assert_null(first->next->next);
    arena_free(&arena);
}

static void bad_values_are_refused(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct leat_feature *first = NULL;
    const double numbers[] = {NAN, INFINITY, -INFINITY};
    struct leat_value value = number;
    for (size_t i = 0; i < 3; i++) {
        value.number = numbers[i];
        assert_string_equal(feature_set(&first, KEY, &value, &arena), "that is not a finite number");
    }
    value = (struct leat_value){.kind = LEAT_VALUE_STRING, .string = {"a\xFFz", 3}};
    assert_string_equal(feature_set(&first, KEY, &value, &arena), "that is not UTF-8");
    value.kind = LEAT_VALUE_JSON;
    assert_string_equal(feature_set(&first, KEY, &value, &arena), "that is not UTF-8");
    value = (struct leat_value){.kind = (enum leat_value_kind)7};
    assert_string_equal(feature_set(&first, KEY, &value, &arena), "of a kind that there is not");
    assert_null(first);
    arena_free(&arena);
}

static void a_list_has_an_end(void **state)
{
    (void)state;
    static const char keys[FEATURES_MAX + 1];
    struct arena arena = {0};
    struct leat_feature *first = NULL;
    for (size_t i = 0; i < FEATURES_MAX; i++)
        assert_null(feature_set(&first, (struct leat_string){keys + i, 1}, &number, &arena));
    assert_string_equal(feature_set(&first, (struct leat_string){keys + FEATURES_MAX, 1}, &number, &arena),
                        "besides 1000 others in one place, which is the most there can be");
    assert_null(feature_set(&first, (struct leat_string){keys, 1}, &text, &arena)); /* replacing still works */
    assert_string(first->value.string, "text");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_keep_the_order_of_setting),
        cmocka_unit_test(a_second_value_replaces_the_first),
        cmocka_unit_test(bad_values_are_refused),
        cmocka_unit_test(a_list_has_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
