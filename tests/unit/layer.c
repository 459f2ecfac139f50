#include "fixture.h"

#include "layer.h"

#include <stdio.h>

/* Adds one span, as the host does. */
static void add(struct layer *layer, uint32_t begin)
{
    struct leat_span *place = layer_reserve(layer, 1);
    assert_non_null(place);
    *place = (struct leat_span){begin, begin + 1};
    layer_commit(layer, 1);
}

static void spans_stay_in_order_of_adding(void **state)
{
    (void)state;
    struct layer layer = {0};
    for (uint32_t i = 0; i < 1000; i++)
        add(&layer, i);
    struct leat_span *more = layer_reserve(&layer, 500);
    for (uint32_t i = 0; i < 500; i++)
        more[i] = (struct leat_span){1000 + i, 1001 + i};
    assert_int_equal(layer.reserved, 500);
    layer_commit(&layer, 300);
    assert_int_equal(layer.count, 1300);
    assert_int_equal(layer.reserved, 0);
    for (uint32_t i = 0; i < 1300; i++)
        assert_int_equal(layer.spans[i].begin, i);
    layer_free(&layer);
}

static void room_for_none_is_a_place(void **state)
{
    (void)state;
    struct layer layer = {0};
    assert_non_null(layer_reserve(&layer, 0));
    assert_null(layer_reserve(&layer, (size_t)UINT32_MAX + 1));
    layer_free(&layer);
}

static void labels_that_came_late_leave_the_earlier_empty(void **state)
{
    (void)state;
    struct layer layer = {0};
    for (uint32_t i = 0; i < 100; i++)
        add(&layer, i);
    assert_false(layer.labelled);
    assert_true(layer_label(&layer, 7));
    for (uint32_t i = 100; i < 200; i++)
        add(&layer, i);
    for (size_t i = 0; i < 200; i++)
        assert_int_equal(layer.labels[i], i == 99 ? 7 : 0);
    layer_free(&layer);
}

static void features_that_came_late_leave_the_earlier_empty(void **state)
{
    (void)state;
    struct layer layer = {0};
    struct leat_feature feature = {0};
    for (uint32_t i = 0; i < 100; i++)
        add(&layer, i);
    *layer_features(&layer, 42) = &feature;
    for (uint32_t i = 100; i < 200; i++)
        add(&layer, i);
    for (size_t i = 0; i < 200; i++)
        assert_ptr_equal(*layer_features(&layer, i), i == 42 ? &feature : NULL);
    layer_free(&layer);
}

static void a_reset_layer_is_like_a_new_one(void **state)
{
    (void)state;
    struct layer layer = {0};
    struct leat_feature feature = {0};
    add(&layer, 1);
    assert_true(layer_label(&layer, 7));
    *layer_features(&layer, 0) = &feature;
    layer_reset(&layer);
    assert_int_equal(layer.count, 0);
    assert_false(layer.labelled || layer.featured);
    add(&layer, 2);
    add(&layer, 3);
    assert_true(layer_label(&layer, 9));
    assert_int_equal(layer.labels[0], 0);
    assert_int_equal(layer.labels[1], 9);
    assert_null(*layer_features(&layer, 0));
    layer_free(&layer);
}

static struct leat_string numbered(char *name, size_t size, unsigned number)
{
    snprintf(name, size, "label %u", number);
    return leat_string(name);
}

static void each_string_has_one_number(void **state)
{
    (void)state;
    struct labels labels = {0};
    struct arena arena = {0};
    char name[32];
    for (int round = 0; round < 2; round++)
        for (unsigned i = 1; i <= 5000; i++)
            assert_int_equal(labels_intern(&labels, &arena, numbered(name, sizeof name, i)), i);
    for (unsigned i = 1; i <= 5000; i++) {
        numbered(name, sizeof name, i);
        assert_string(labels_string(&labels, i), name);
        assert_int_equal(labels_find(&labels, leat_string(name)), i);
    }
    assert_int_equal(labels_find(&labels, leat_string("label 0")), LABEL_NONE);
    assert_int_equal(labels_intern(&labels, &arena, leat_string("")), 0);
    assert_string(labels_string(&labels, 0), "");
    assert_string(labels_string(&labels, 5001), "");
    labels_free(&labels);
    arena_free(&arena);
}

static void reset_labels_are_forgotten(void **state)
{
    (void)state;
    struct labels labels = {0};
    struct arena arena = {0};
    char name[32];
    for (unsigned count = 1; count <= 5000; count += 833) { /* small tables are cleared, large ones given back */
        for (unsigned i = 1; i <= count; i++)
            assert_int_equal(labels_intern(&labels, &arena, numbered(name, sizeof name, i)), i);
        labels_reset(&labels);
        arena_reset(&arena);
        assert_int_equal(labels_find(&labels, leat_string("label 1")), LABEL_NONE);
        assert_int_equal(labels_intern(&labels, &arena, leat_string("other")), 1);
        labels_reset(&labels);
        arena_reset(&arena);
    }
    labels_free(&labels);
    arena_free(&arena);
}

static void labels_are_bytes_with_a_length(void **state)
{
    (void)state;
    struct labels labels = {0};
    struct arena arena = {0};
    assert_int_equal(labels_find(&labels, leat_string("a")), LABEL_NONE);
    assert_int_equal(labels_intern(&labels, &arena, (struct leat_string){"a\0b", 3}), 1);
    assert_int_equal(labels_intern(&labels, &arena, (struct leat_string){"a\0c", 3}), 2);
    assert_int_equal(labels_intern(&labels, &arena, (struct leat_string){"a\0c", 1}), 3);
    labels_free(&labels);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_stay_in_order_of_adding),
        cmocka_unit_test(room_for_none_is_a_place),
        cmocka_unit_test(labels_that_came_late_leave_the_earlier_empty),
        cmocka_unit_test(features_that_came_late_leave_the_earlier_empty),
        cmocka_unit_test(a_reset_layer_is_like_a_new_one),
        cmocka_unit_test(each_string_has_one_number),
        cmocka_unit_test(reset_labels_are_forgotten),
        cmocka_unit_test(labels_are_bytes_with_a_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
