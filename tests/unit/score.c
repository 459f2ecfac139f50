#include "fixture.h"

#include "score.h"

#include <math.h>

static struct mention mention(uint32_t begin, uint32_t end, const char *label)
{
    return (struct mention){.span = {begin, end}, .label = leat_string(label)};
}

static void figures_are_shares(void **state)
{
    (void)state;
    const struct score score = {.gold = 4, .found = 5, .right = 3}, none = {.gold = 0};
    assert_true(fabs(score_precision(&score) - 0.6) < 1e-12);
    assert_true(fabs(score_recall(&score) - 0.75) < 1e-12);
    assert_true(fabs(score_f1(&score) - 2.0 / 3) < 1e-12);
    assert_true(score_precision(&none) == 0 && score_recall(&none) == 0 && score_f1(&none) == 0);
}

static void each_label_has_one_score(void **state)
{
    (void)state;
    struct scores scores = {0};
    struct arena arena = {0};
    scores_get(&scores, leat_string("PER"), &arena)->gold++;
    scores_get(&scores, leat_string("LOC"), &arena)->gold++;
    scores_get(&scores, leat_string("PER"), &arena)->gold++;
    assert_int_equal(scores.count, 2);
    scores_sort(&scores);
    assert_string(scores.at[0].label, "LOC");
    assert_int_equal(scores_find(&scores, leat_string("PER"))->gold, 2);
    assert_null(scores_find(&scores, leat_string("PE")));
    scores_free(&scores);
    arena_free(&arena);
}

static void span_and_label_must_be_the_same(void **state)
{
    (void)state;
    struct mention gold[] = {mention(0, 3, "ORG"), mention(4, 9, "PER"), mention(10, 12, "LOC"), mention(20, 22, "")};
    struct mention found[] = {mention(0, 3, "PER"), mention(4, 8, "PER"), mention(10, 12, "LOC"), mention(20, 22, "")};
    mention_match(gold, 4, found, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(gold[i].matched, i >= 2);
        assert_int_equal(found[i].matched, i >= 2);
    }
}

/* One found twice is wrong once. */
static void each_matches_once(void **state)
{
    (void)state;
    struct mention gold[] = {mention(0, 3, "A"), mention(0, 9, "A"), mention(0, 3, "B")};
    struct mention found[] = {mention(0, 3, "B"), mention(0, 3, "A"), mention(0, 3, "A")};
    mention_sort(gold, 3);
    mention_sort(found, 3);
    mention_match(gold, 3, found, 3);
    size_t right = 0, wrong = 0;
    for (size_t i = 0; i < 3; i++) {
        right += gold[i].matched;
        wrong += !found[i].matched;
    }
    assert_int_equal(right, 2);
    assert_int_equal(wrong, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_shares),
        cmocka_unit_test(each_label_has_one_score),
        cmocka_unit_test(span_and_label_must_be_the_same),
        cmocka_unit_test(each_matches_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
