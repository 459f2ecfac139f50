#include "school.h"

#include "buffer.h"
#include "training.h"

#include <leat/train.h>

struct learner {
    const char *model;
    bool peek, fail;
};

/* Its model is what it was given: of every document the id and the names of the gold with their source. */
static enum leat_result learn(const struct leat_training *training, const void *options, struct leat_out *model,
                              struct leat_error *error)
{
    const struct learner *learner = options;
    buffer_printf(model, "seed %d epochs %u count %zu held out %zu:", (int)training->seed, training->epochs,
                  training->count, training->held_out);
    assert_null(leat_training_document(training, training->count));
    for (size_t i = 0; i < training->count; i++) {
        const struct leat_doc *doc = leat_training_document(training, i);
        assert_non_null(doc);
        const struct leat_layer gold = leat_doc_layer(doc, "gold:name");
        buffer_printf(model, " %.*s", (int)doc->id.length, doc->id.at);
        for (size_t j = 0; j < gold.count; j++) {
            const struct leat_string text = leat_doc_slice(doc, gold.spans[j]), label = leat_doc_label(doc, gold, j);
            const struct leat_feature *source = leat_doc_features(doc, gold, j);
            buffer_printf(model, " %.*s/%.*s/%s", (int)text.length, text.at, (int)label.length, label.at,
                          source != NULL ? source->value.string.at : "");
        }
        if (learner->peek && i == 0)
            (void)leat_doc_layer(doc, "sentence");
    }
    for (unsigned epoch = 1; leat_training_report(training, epoch, epoch / 10.0); epoch++)
        ;
    return learner->fail ? leat_fail(error, LEAT_FATAL, "it has learned nothing") : LEAT_OK;
}

static const struct leat_plugin plugin =
    LEAT_DESCRIPTOR(.kind = LEAT_ANNOTATOR, .name = "learner", .gives = "name abstract", .train = learn);

struct stand {
    struct school school, dev;
    struct learner options;
    struct loader *loader;
    struct training_plan plan;
    struct training_count count;
    struct leat_out model;
    struct leat_error error;
    unsigned epochs;
};

static void begin(void *user, const struct config *config, const struct training_count *count)
{
    struct stand *stand = user;
    assert_int_equal(config->stage_count, 0);
    assert_ptr_equal(count, &stand->count);
}

static bool epoch(void *user, unsigned number, double f1)
{
    struct stand *stand = user;
    assert_true(f1 == number / 10.0);
    stand->epochs = number;
    return number < 3;
}

static void lose(void *user, const struct corpus_loss *loss)
{
    school_lose(&((struct stand *)user)->school, loss);
}

static int set_up(void **state)
{
    struct stand *stand = calloc(1, sizeof *stand);
    *state = stand;
    stand->loader = loader_create(NULL, NULL);
    stand->model = buffer_make();
    stand->plan = (struct training_plan){.plugin = &plugin,
                                         .options = &stand->options,
                                         .data = &stand->school.config,
                                         .loader = stand->loader,
                                         .seed = 7,
                                         .epochs = 5,
                                         .user = stand,
                                         .begin = begin,
                                         .epoch = epoch,
                                         .lose = lose};
    return stand->loader != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
    struct stand *stand = *state;
    buffer_free(&stand->model);
    loader_destroy(stand->loader);
    free(stand);
    return 0;
}

static void expect_model(struct stand *stand, const char *expected)
{
    if (training_run(&stand->plan, &stand->model, &stand->count, &stand->error) != LEAT_OK)
        fail_msg("%s", stand->error.message);
    leat_out_append(&stand->model, (struct leat_string){"", 1});
    assert_string_equal(stand->model.at, expected);
}

static void expect_failure(struct stand *stand, const char *expected)
{
    assert_int_equal(training_run(&stand->plan, &stand->model, &stand->count, &stand->error), LEAT_FATAL);
    assert_string_equal(stand->error.message, expected);
}

static const struct school_record data[] = {
    {"a", "Kia met\tnames\t[[0,3,\"ORG\",\"COMPANY\"]]\nLee met\tnames\t[[0,3]]\n\tnames\t[]"}, {NULL, NULL}};

static void the_plugin_gets_all_documents(void **state)
{
    struct stand *stand = *state;
    school_make(&stand->school, data);
    expect_model(stand, "seed 7 epochs 5 count 3 held out 0: a:1 Kia/ORG/COMPANY a:2 Lee// a:3");
    assert_int_equal(stand->count.learned, 3);
    assert_int_equal(stand->count.lost, 0);
    assert_int_equal(stand->epochs, 3); /* it is told when to stop */
}

static void those_held_out_come_last(void **state)
{
    static const struct school_record dev[] = {{"d", "Ulm\tname\t[[0,3,\"LOC\"]]"}, {NULL, NULL}};
    struct stand *stand = *state;
    school_make(&stand->school, data);
    school_make(&stand->dev, dev);
    stand->plan.dev = &stand->dev.config;
    expect_model(stand, "seed 7 epochs 5 count 4 held out 1: a:1 Kia/ORG/COMPANY a:2 Lee// a:3 d:1 Ulm/LOC/");
    assert_int_equal(stand->count.learned, 3);
    assert_int_equal(stand->count.held_out, 1);
}

/* Learning that there is nothing, from a document that nobody marked, would be wrong. */
static void documents_without_gold_are_left_out(void **state)
{
    static const struct school_record records[] = {
        {"a", "Kia met\twords\t[]\nUlm\tnames\t[]\nreject\nLee\tnames\t7"}, {"b", "damaged"}, {NULL, NULL}};
    struct stand *stand = *state;
    school_make(&stand->school, records);
    expect_model(stand, "seed 7 epochs 5 count 1 held out 0: a:2");
    assert_int_equal(stand->count.lost, 4);
    assert_string_equal(stand->school.reasons,
                        "a:1 gold it has no field with gold for what plugin \"learner\" gives: name abstract;"
                        "a:3 source.decode it is not wanted;"
                        "a:4 gold field \"names\" holds 7; a list of annotations is expected;"
                        "b:1 source it is damaged;");
}

static void a_plugin_may_fail(void **state)
{
    struct stand *stand = *state;
    school_make(&stand->school, data);
    stand->options.fail = true;
    expect_failure(stand, "learner can't be trained: it has learned nothing");
}

/* What it looks at in training it must have declared, as in a run. */
static void undeclared_layers_are_refused(void **state)
{
    struct stand *stand = *state;
    school_make(&stand->school, data);
    stand->options.peek = true;
    expect_failure(stand, "learner can't be trained: it reads layer \"sentence\", which it declares in none of needs, "
                          "uses and gives");
}

static void a_need_must_have_a_giver(void **state)
{
    struct stand *stand = *state;
    struct leat_plugin needy = plugin;
    needy.needs = "token";
    stand->plan.plugin = &needy;
    school_make(&stand->school, data);
    expect_failure(stand, "no annotator that needs no options is found to give layer token");
}

static void there_must_be_something_to_learn(void **state)
{
    static const struct school_record records[] = {{NULL, NULL}};
    struct stand *stand = *state;
    school_make(&stand->school, records);
    expect_failure(stand, "there is no document to learn from");
}

#define WITH_STAND(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STAND(the_plugin_gets_all_documents),       WITH_STAND(those_held_out_come_last),
        WITH_STAND(documents_without_gold_are_left_out), WITH_STAND(a_plugin_may_fail),
        WITH_STAND(undeclared_layers_are_refused),       WITH_STAND(a_need_must_have_a_giver),
        WITH_STAND(there_must_be_something_to_learn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
