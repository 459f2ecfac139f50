#include "fixture.h"

#include "span.h"

#include <string.h>

static const struct leat_doc ascii = {.text = "abcdefghij", .length = 10, .ascii = true};
static const struct leat_doc mixed = {.text = "a\xC3\xA9z\xE2\x82\xAC", .length = 7};

#define SPANS(...) (const struct leat_span[]){__VA_ARGS__}, sizeof(SPANS_ONLY(__VA_ARGS__)) / sizeof(struct leat_span)
#define SPANS_ONLY(...)        \
    (const struct leat_span[]) \
    {                          \
        __VA_ARGS__            \
    }

static void sound(const struct leat_doc *doc, const struct leat_span *spans, size_t count)
{
    const char *wrong = NULL;
    assert_int_equal(span_prove(doc, NULL, spans, count, false, &wrong), count);
    for (size_t i = 0; i < count; i++) /* one by one it is the same */
        assert_int_equal(span_prove(doc, i > 0 ? &spans[i - 1] : NULL, &spans[i], 1, false, &wrong), 1);
    assert_null(wrong);
}

/* The last is at fault. */
static void unsound(const struct leat_doc *doc, const struct leat_span *spans, size_t count, const char *start)
{
    const char *wrong = NULL;
    assert_int_equal(span_prove(doc, NULL, spans, count, false, &wrong), count - 1);
    assert_memory_equal(wrong, start, strlen(start));
    wrong = NULL;
    assert_int_equal(span_prove(doc, count > 1 ? &spans[count - 2] : NULL, &spans[count - 1], 1, false, &wrong), 0);
    assert_memory_equal(wrong, start, strlen(start));
}

static void rows_are_sound(void **state)
{
    (void)state;
    sound(&ascii, NULL, 0);
    sound(&ascii, SPANS({0, 10}));
    sound(&ascii, SPANS({0, 1}, {1, 2}, {4, 9}, {9, 10}));
    sound(&mixed, SPANS({0, 1}, {1, 3}, {3, 4}, {4, 7}));
}

static void overlaps_and_empty_spans_are_sound(void **state)
{
    (void)state;
    sound(&ascii, SPANS({0, 10}, {0, 10}, {0, 3}, {0, 0}, {2, 5}, {4, 5}, {10, 10}));
    sound(&mixed, SPANS({1, 7}, {1, 3}, {3, 3}, {7, 7}));
}

static void backwards(void **state)
{
    (void)state;
    unsound(&ascii, SPANS({3, 2}), "ends before");
    unsound(&ascii, SPANS({0, 1}, {UINT32_MAX, 0}), "ends before");
}

static void outside(void **state)
{
    (void)state;
    unsound(&ascii, SPANS({0, 11}), "is outside");
    unsound(&ascii, SPANS({0, 4}, {4, UINT32_MAX}), "is outside");
    unsound(&ascii, SPANS({11, 11}), "is outside");
    unsound(&mixed, SPANS({4, 8}), "is outside");
}

static void within_a_character(void **state)
{
    (void)state;
    unsound(&mixed, SPANS({0, 1}, {2, 4}), "cuts");
    unsound(&mixed, SPANS({0, 1}, {1, 2}), "cuts");
    unsound(&mixed, SPANS({0, 1}, {3, 5}), "cuts");
    unsound(&mixed, SPANS({0, 7}, {6, 7}), "cuts");
}

static void out_of_order(void **state)
{
    (void)state;
    unsound(&ascii, SPANS({4, 5}, {3, 9}), "stands before");
    unsound(&ascii, SPANS({0, 2}, {4, 5}, {4, 6}), "stands before");
    unsound(&ascii, SPANS({4, 4}, {4, 5}), "stands before");
    unsound(&ascii, SPANS({0, 9}, {2, 3}, {1, 3}), "stands before");
}

static void spans_that_must_be_apart(void **state)
{
    (void)state;
    static const struct leat_span row[] = {{0, 3}, {3, 3}, {3, 5}, {7, 9}}, overlap[] = {{0, 3}, {1, 2}};
    const char *wrong = NULL;
    assert_int_equal(span_prove(&ascii, NULL, row, 1, true, &wrong), 1);
    assert_int_equal(span_prove(&ascii, NULL, row + 2, 2, true, &wrong), 2);
    assert_int_equal(span_prove(&ascii, NULL, overlap, 2, true, &wrong), 1);
    assert_int_equal(span_prove(&ascii, &overlap[0], &overlap[1], 1, true, &wrong), 0);
    assert_string_equal(wrong, "overlaps the one before it, which those of this layer may not");
    /* One at the begin of another that is empty would have to stand before it. */
    assert_int_equal(span_prove(&ascii, NULL, row, 4, true, &wrong), 2);
    assert_memory_equal(wrong, "stands before", 13);
}

static void the_first_fault_is_found_wherever_it_is(void **state)
{
    (void)state;
    static char text[2001];
    static struct leat_span spans[1000];
    const struct leat_doc doc = {.text = text, .length = 2000, .ascii = true};
    const char *wrong;
    memset(text, 'x', 2000);
    for (uint32_t bad = 0; bad < 1000; bad++) {
        for (uint32_t i = 0; i < 1000; i++)
            spans[i] = i == bad ? (struct leat_span){2 * i + 1, 2 * i} : (struct leat_span){2 * i, 2 * i + 2};
        if (span_prove(&doc, NULL, spans, 1000, false, &wrong) != bad)
            fail_msg("span %u", bad);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_sound),
        cmocka_unit_test(overlaps_and_empty_spans_are_sound),
        cmocka_unit_test(backwards),
        cmocka_unit_test(outside),
        cmocka_unit_test(within_a_character),
        cmocka_unit_test(out_of_order),
        cmocka_unit_test(spans_that_must_be_apart),
        cmocka_unit_test(the_first_fault_is_found_wherever_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
