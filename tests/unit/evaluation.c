#include "school.h"

#include "evaluation.h"

#include <math.h>

struct stand {
    struct school school;
    struct gold gold;
    struct arena arena;
    struct evaluation_plan plan;
    struct evaluation evaluation;
    struct leat_error error;
};

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct stand));
    return *state != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
    struct stand *stand = *state;
    evaluation_free(&stand->evaluation);
    arena_free(&stand->arena);
    free(stand);
    return 0;
}

/* Lays the plan out, to be changed before it is run. */
static struct stand *prepare(void **state, const struct school_record *records)
{
    struct stand *stand = *state;
    struct config *config = &stand->school.config;
    school_make(&stand->school, records);
    static const char *const layers[] = {"word", "name", "abstract"};
    for (size_t i = 0; i < 3; i++)
        assert_true(gold_add(&stand->gold, layers[i], NULL, &config->layout, &stand->arena));
    stand->plan = (struct evaluation_plan){
        .source = config, .pipeline = config, .gold = &stand->gold, .user = &stand->school, .lose = school_lose};
    return stand;
}

static void run(struct stand *stand)
{
    if (evaluation_run(&stand->plan, &stand->evaluation, &stand->error) != LEAT_OK)
        fail_msg("%s", stand->error.message);
}

enum { WORD, NAME, ABSTRACT };

static void expect_score(const struct score *score, uint64_t gold, uint64_t found, uint64_t right)
{
    assert_int_equal(score->gold, gold);
    assert_int_equal(score->found, found);
    assert_int_equal(score->right, right);
}

static void expect_sum(const struct stand *stand, const struct evaluation_file *file, size_t layer, uint64_t gold,
                       uint64_t found, uint64_t right)
{
    const struct score sum = evaluation_sum(&stand->plan, &file->layers[layer]);
    expect_score(&sum, gold, found, right);
}

static void layers_and_labels_are_counted(void **state)
{
    static const struct school_record records[] = {
        {"a", "Kia met Frank\tnames\t[[0,3,\"SHORT\"],[8,13,\"SHORT\"]]\twords\t[[0,3],[4,7],[8,13]]\n"
              "in Rome now\tnames\t[[3,7,\"LONG\"],[8,11,\"SHORT\"]]\twords\t[[0,2],[3,11]]"},
        {NULL, NULL}};
    struct stand *stand = prepare(state, records);
    run(stand);
    assert_int_equal(stand->evaluation.file_count, 1);
    const struct evaluation_file *file = &stand->evaluation.files[0];
    assert_int_equal(file->documents, 2);
    expect_sum(stand, file, WORD, 5, 6, 4);
    expect_sum(stand, file, NAME, 4, 3, 2);
    const struct scores *names = &file->layers[NAME].scores;
    assert_int_equal(names->count, 2);
    assert_string(names->at[0].label, "LONG");
    expect_score(&names->at[0], 1, 2, 1);
    expect_score(&names->at[1], 3, 1, 1);
    expect_sum(stand, file, ABSTRACT, 0, 0, 0);
}

/* Neither a layer that a file does not mark nor a label that its gold never bears is wrong. */
static void what_is_not_marked_is_not_wrong(void **state)
{
    static const struct school_record records[] = {{"a", "Kia met Frank\tnames\t[[0,3,\"SHORT\"]]\n"
                                                         "Kia met Frank\tnames\t[]\n"
                                                         "Kia met Frank\twords\t[]"},
                                                   {"b", "Kia met Frank\tnames\t[[8,13,\"LONG\"]]\twords\t[[0,3]]"},
                                                   {NULL, NULL}};
    struct stand *stand = prepare(state, records);
    run(stand);
    assert_int_equal(stand->evaluation.file_count, 2);
    expect_sum(stand, &stand->evaluation.files[0], NAME, 1, 2, 1); /* the third document has no field for names */
    expect_sum(stand, &stand->evaluation.files[0], WORD, 0, 0, 0);
    expect_sum(stand, &stand->evaluation.files[1], NAME, 1, 1, 1);
    expect_sum(stand, &stand->evaluation.files[1], WORD, 1, 3, 1);
    expect_sum(stand, &stand->evaluation.total, NAME, 2, 3, 2);
    expect_sum(stand, &stand->evaluation.total, WORD, 1, 3, 1);
    assert_int_equal(stand->evaluation.total.documents, 4);
}

static void named_labels_alone_count(void **state)
{
    static const char *const labels[] = {"LONG", "OTHER", NULL};
    static const struct school_record records[] = {{"a", "Kia met Frank\tnames\t[[0,3,\"SHORT\"]]\twords\t[[0,3]]"},
                                                   {NULL, NULL}};
    struct stand *stand = prepare(state, records);
    stand->plan.labels = labels;
    run(stand);
    expect_sum(stand, &stand->evaluation.total, NAME, 0, 1, 0);
    expect_sum(stand, &stand->evaluation.total, WORD, 1, 3, 1); /* a layer without labels is not concerned */
}

static void labels_are_mapped_on_both_sides(void **state)
{
    static const struct leat_pair map[] = {{"SHORT", "X"}, {"Y", "X"}};
    static const struct school_record records[] = {{"a", "Kia met Lee\tnames\t[[0,3,\"Y\"],[8,11,\"SHORT\"]]"},
                                                   {NULL, NULL}};
    struct stand *stand = prepare(state, records);
    stand->plan.map = map;
    stand->plan.map_count = 2;
    run(stand);
    expect_sum(stand, &stand->evaluation.total, NAME, 2, 2, 2);
    assert_string(stand->evaluation.total.layers[NAME].scores.at[0].label, "X");
}

/* Where the gold bears no labels, those of what was found don't matter, in documents without gold either. */
static void gold_without_labels_is_compared_by_span(void **state)
{
    static const struct school_record records[] = {{"a", "Kia met Frank\tnames\t[]\n"
                                                         "Kia met Frank\tnames\t[[0,3]]"},
                                                   {NULL, NULL}};
    struct stand *stand = prepare(state, records);
    run(stand);
    expect_sum(stand, &stand->evaluation.files[0], NAME, 1, 4, 1);
    expect_sum(stand, &stand->evaluation.total, NAME, 1, 4, 1);
}

static void text_is_measured_by_rouge(void **state)
{
    static const struct school_record records[] = {{"a", "Kia met\tabstract\t[\"Kia came\"]\n"
                                                         "Lee met\tabstract\t[\"Lee\"]"},
                                                   {NULL, NULL}};
    struct stand *stand = prepare(state, records);
    run(stand);
    const struct evaluation_layer *layer = &stand->evaluation.total.layers[ABSTRACT];
    assert_int_equal(layer->texts, 2);
    assert_true(fabs(layer->rouge[ROUGE_1].precision - 2) < 1e-12);
    assert_true(fabs(layer->rouge[ROUGE_1].recall - 1.5) < 1e-12);
    assert_true(fabs(layer->rouge[ROUGE_1].f1 - (2.0 / 3 + 1)) < 1e-12);
}

static void what_is_lost_is_told(void **state)
{
    static const struct school_record records[] = {{"a", "Kia met\n"
                                                         "reject\n"
                                                         "FAIL\tnames\t[]\n"
                                                         "Kia met\tnames\t[[0,99]]\n"
                                                         "DROP\tnames\t[]\n"
                                                         "Kia met\tnames\t[[0,3]]"},
                                                   {"b", "damaged"},
                                                   {NULL, NULL}};
    struct stand *stand = prepare(state, records);
    run(stand);
    assert_int_equal(stand->evaluation.lost, 5);
    assert_int_equal(stand->evaluation.total.documents, 1);
    assert_string_equal(stand->school.reasons, "a:1 gold it has no field with gold for any layer that is measured;"
                                               "a:2 source.decode it is not wanted;"
                                               "a:3 stages[1] it fails;"
                                               "a:4 gold field \"names\", annotation 0 ends behind the text;"
                                               "b:1 source it is damaged;");
}

static void nothing_to_measure_is_no_result(void **state)
{
    static const struct school_record records[] = {{NULL, NULL}};
    struct stand *stand = prepare(state, records);
    assert_int_equal(evaluation_run(&stand->plan, &stand->evaluation, &stand->error), LEAT_FATAL);
    assert_string_equal(stand->error.message, "there is no document to measure");
}

#define WITH_STAND(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STAND(layers_and_labels_are_counted),
        WITH_STAND(what_is_not_marked_is_not_wrong),
        WITH_STAND(named_labels_alone_count),
        WITH_STAND(labels_are_mapped_on_both_sides),
        WITH_STAND(gold_without_labels_is_compared_by_span),
        WITH_STAND(text_is_measured_by_rouge),
        WITH_STAND(what_is_lost_is_told),
        WITH_STAND(nothing_to_measure_is_no_result),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
