#include "fixture.h"

#include "miss.h"

/* Mentions are given as "begin-end/LABEL …". */
static size_t parse(const char *text, struct mention *mentions)
{
    size_t count = 0;
    for (int used = 0; *text != '\0'; text += used) {
        unsigned begin, end;
        assert_int_equal(sscanf(text, "%u-%u%n", &begin, &end, &used), 2);
        text += used + (text[used] == '/');
        const size_t length = strcspn(text, " ");
        mentions[count++] = (struct mention){{begin, end}, {text, length}, false};
        used = (int)(length + (text[length] == ' '));
    }
    mention_sort(mentions, count);
    return count;
}

static void enter(struct misses *misses, const char *text, const char *gold, const char *found)
{
    struct mention golden[8], founden[8];
    const size_t gold_count = parse(gold, golden), found_count = parse(found, founden);
    struct document *document = fixture_document(text);
    mention_match(golden, gold_count, founden, found_count);
    assert_true(misses_enter(misses, &document->shown, "entity", golden, gold_count, founden, found_count));
    document_destroy(document);
}

static void expect_miss(const struct miss *miss, enum miss_kind kind, uint64_t count, const char *context)
{
    assert_int_equal(miss->kind, kind);
    assert_int_equal(miss->count, count);
    assert_string(miss->context, context);
    assert_string_equal(miss->layer, "entity");
    assert_string(miss->id, "a");
}

static void each_kind_is_told(void **state)
{
    (void)state;
    struct misses misses = {0};
    enter(&misses, "Kia met Lee in New York on May 3", "0-3/ORG 8-11/PER 15-23/LOC", "8-11/ORG 19-23/LOC 27-32/DATE");
    misses_sort(&misses);
    assert_int_equal(misses.count, 4);
    expect_miss(&misses.at[0], MISS_MISSED, 1, "[Kia] met Lee in New York on May 3");
    assert_string(misses.at[0].gold, "ORG");
    assert_string(misses.at[0].found, "");
    expect_miss(&misses.at[1], MISS_LABEL, 1, "Kia met [{Lee}] in New York on May 3");
    assert_string(misses.at[1].gold, "PER");
    assert_string(misses.at[1].found, "ORG");
    expect_miss(&misses.at[2], MISS_BOUNDS, 1, "Kia met Lee in [New {York}] on May 3");
    expect_miss(&misses.at[3], MISS_SPURIOUS, 1, "Kia met Lee in New York on {May 3}");
    misses_free(&misses);
}

static void the_most_frequent_comes_first(void **state)
{
    (void)state;
    struct misses misses = {0};
    enter(&misses, "Kia met Lee", "0-3/ORG", "");
    enter(&misses, "Lee sees Kia", "9-12/ORG 0-3/PER", "");
    enter(&misses, "Kia is here", "0-3/LOC", ""); /* another label is another miss */
    misses_sort(&misses);
    assert_int_equal(misses.count, 3);
    expect_miss(&misses.at[0], MISS_MISSED, 2, "[Kia] met Lee");
    expect_miss(&misses.at[1], MISS_MISSED, 1, "[Lee] sees Kia");
    expect_miss(&misses.at[2], MISS_MISSED, 1, "[Kia] is here");
    misses_free(&misses);
}

/* What overlaps only something that is right is as wrong as what overlaps nothing. */
static void what_is_right_is_no_counterpart(void **state)
{
    (void)state;
    struct misses misses = {0};
    enter(&misses, "Bank of Ulm", "0-11/ORG", "0-11/ORG 8-11/LOC");
    enter(&misses, "Bank of Ulm", "0-11/ORG 8-11/LOC", "0-11/ORG");
    assert_int_equal(misses.count, 2);
    expect_miss(&misses.at[0], MISS_SPURIOUS, 1, "Bank of {Ulm}");
    expect_miss(&misses.at[1], MISS_MISSED, 1, "Bank of [Ulm]");
    misses_free(&misses);
}

static void of_long_ones_the_difference_is_shown(void **state)
{
    (void)state;
    struct misses misses = {0};
    char text[601] = "";
    for (size_t i = 0; i < 100; i++)
        strcat(text, "äbcd\n");
    enter(&misses, text, "0-312", "0-300");
    assert_int_equal(misses.count, 1);
    assert_string_equal(misses.at[0].context.at,
                        "…bcd äbcd äbcd äbcd äbcd äbcd äbcd }äbcd äbcd ]äbcd äbcd äbcd äbcd äbcd äbcd äbc…");
    misses_free(&misses);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_is_told),
        cmocka_unit_test(the_most_frequent_comes_first),
        cmocka_unit_test(what_is_right_is_no_counterpart),
        cmocka_unit_test(of_long_ones_the_difference_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
