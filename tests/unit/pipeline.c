#include "rig.h"

#include "buffer.h"
#include "host.h"
#include "pipeline.h"

#include <stdlib.h>

struct stand {
    struct rig rig;
    struct status status;
    struct pipeline pipeline;
    struct leat_error error;
};

static int set_up(void **state)
{
    static const bool terminals[2] = {false, true};
    struct stand *stand = calloc(1, sizeof *stand);
    *state = stand;
    rig_make(&stand->rig);
    return pipeline_create(&stand->pipeline, &stand->rig.config, terminals, &stand->status, &stand->error) == LEAT_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    struct stand *stand = *state;
    pipeline_destroy(&stand->pipeline);
    pipeline_destroy(&stand->pipeline);
    free(stand);
    return 0;
}

static enum leat_result decode(struct stand *stand, size_t decoder, const char *content)
{
    const struct leat_record record = {.origin = leat_string("dir/news.txt"), .bytes = leat_string(content)};
    stand->error.message[0] = '\0';
    return pipeline_decode(&stand->pipeline, decoder, &record, 0, &stand->error);
}

/* --- running ------------------------------------------------------------------------------------------------------ */

static void a_document_passes_all_steps(void **state)
{
    struct stand *stand = *state;
    struct leat_out out = buffer_make();
    assert_int_equal(decode(stand, RIG_WHOLE, "some text"), LEAT_OK);
    const struct leat_doc *doc = &stand->pipeline.document->shown;
    assert_string(doc->id, "news");
    assert_string(doc->origin, "dir/news.txt");
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(pipeline_stage(&stand->pipeline, i, &stand->error), LEAT_OK);
        assert_int_equal(stand->status.step, STEP_STAGES + i);
    }
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(pipeline_encode(&stand->pipeline, i, &out, &stand->error), LEAT_OK);
        assert_int_equal(stand->status.step, RIG_X + i);
    }
    assert_int_equal(out.length, strlen("x=some text;y=some text;"));
    assert_memory_equal(out.at, "x=some text;y=some text;", out.length);
    buffer_free(&out);
}

static void an_id_of_the_decoder_stands(void **state)
{
    struct stand *stand = *state;
    assert_int_equal(decode(stand, RIG_LINES, "n is its id"), LEAT_OK);
    assert_string(stand->pipeline.document->shown.id, "n");
}

static void an_origin_is_made_readable(void **state)
{
    struct stand *stand = *state;
    const struct leat_record record = {.origin = leat_string("caf\xE9/\xFF.txt"), .bytes = leat_string("text")};
    assert_int_equal(pipeline_decode(&stand->pipeline, RIG_WHOLE, &record, 2, &stand->error), LEAT_END);
    assert_int_equal(pipeline_decode(&stand->pipeline, RIG_WHOLE, &record, 0, &stand->error), LEAT_OK);
    assert_string(stand->pipeline.document->shown.origin, "caf?/?.txt");
    assert_string(stand->pipeline.document->shown.id, "?");
}

static void nothing_is_left_of_the_document_before(void **state)
{
    struct stand *stand = *state;
    assert_int_equal(decode(stand, RIG_LINES, "n is its id"), LEAT_OK);
    assert_int_equal(pipeline_stage(&stand->pipeline, 0, &stand->error), LEAT_OK);
    assert_int_equal(decode(stand, RIG_WHOLE, "whole:reject"), LEAT_REJECT);
    const struct leat_doc *doc = &stand->pipeline.document->shown;
    assert_int_equal(doc->id.length, 0);
    assert_int_equal(doc->length, 0);
    assert_int_equal(stand->pipeline.document->layers[0].count, 0);
}

/* --- answers ------------------------------------------------------------------------------------------------------ */

/* Runs a document whose text has one step give this answer, and returns what the pipeline makes of it. */
static enum leat_result answer(struct stand *stand, const char *text)
{
    struct leat_out out = buffer_make();
    enum leat_result result = decode(stand, RIG_WHOLE, text);
    if (result == LEAT_OK)
        result = pipeline_stage(&stand->pipeline, 0, &stand->error);
    if (result == LEAT_OK) {
        leat_out_text(&out, "before");
        result = pipeline_encode(&stand->pipeline, 0, &out, &stand->error);
        if (result != LEAT_OK) { /* what it wrote is taken back */
            assert_int_equal(out.length, 6);
            assert_false(out.failed);
        }
    }
    buffer_free(&out);
    return result;
}

static void each_kind_may_give_its_answers(void **state)
{
    static const struct {
        const char *text;
        enum leat_result result;
        const char *message;
    } cases[] = {
        {"whole:drop", LEAT_DROP, "whole answers drop"},
        {"whole:reject", LEAT_REJECT, "whole answers reject"},
        {"whole:fatal", LEAT_FATAL, "whole answers fatal"},
        {"whole:end", LEAT_END, "whole answers end"},
        {"whole:again", LEAT_REJECT, "it answered with LEAT_AGAIN (5), which its kind of step may not give"},
        {"whole:nine", LEAT_REJECT, "it answered with no leat_result (9), which its kind of step may not give"},
        {"a:drop", LEAT_DROP, "a answers drop"},
        {"a:reject", LEAT_REJECT, "a answers reject"},
        {"a:fatal", LEAT_FATAL, "a answers fatal"},
        {"a:end", LEAT_REJECT, "it answered with LEAT_END (4), which its kind of step may not give"},
        {"a:again", LEAT_REJECT, "it answered with LEAT_AGAIN (5), which its kind of step may not give"},
        {"a:nine", LEAT_REJECT, "it answered with no leat_result (9), which its kind of step may not give"},
        {"x:drop", LEAT_REJECT, "it answered with LEAT_DROP (1), which its kind of step may not give"},
        {"x:reject", LEAT_REJECT, "x answers reject"},
        {"x:fatal", LEAT_FATAL, "x answers fatal"},
        {"x:end", LEAT_REJECT, "it answered with LEAT_END (4), which its kind of step may not give"},
        {"x:full", LEAT_REJECT, "there is no memory for what it encodes"},
    };
    struct stand *stand = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(answer(stand, cases[i].text), cases[i].result);
        assert_string_equal(stand->error.message, cases[i].message);
        assert_int_equal(answer(stand, "good"), LEAT_OK);
    }
}

static void a_violation_rejects_the_document(void **state)
{
    struct stand *stand = *state;
    assert_int_equal(answer(stand, "a:peek"), LEAT_REJECT);
    assert_string_equal(stand->error.message,
                        "it reads layer \"b\", which it declares in none of needs, uses and gives");
    assert_int_equal(answer(stand, "a:trespass"), LEAT_REJECT);
    assert_string_equal(stand->error.message, "it adds to layer \"b\", which it does not declare in gives");
    assert_int_equal(answer(stand, "a:outside"), LEAT_REJECT);
    assert_non_null(strstr(stand->error.message, "annotation 0 of layer \"a\", bytes 0 to 10 of 9, "));
    assert_int_equal(answer(stand, "a:peek a:fatal"), LEAT_FATAL);
    assert_int_equal(answer(stand, "good"), LEAT_OK);
}

static void a_text_beyond_the_limit_is_rejected(void **state)
{
    struct stand *stand = *state;
    char text[1002];
    memset(text, 'a', sizeof text);
    text[1000] = '\0';
    assert_int_equal(answer(stand, text), LEAT_OK);
    text[1000] = 'a';
    text[1001] = '\0';
    assert_int_equal(answer(stand, text), LEAT_REJECT);
    assert_string_equal(stand->error.message, "the text has 1001 bytes; max_document allows 1000");
}

/* --- making ------------------------------------------------------------------------------------------------------- */

/* Instances that write to a log when they are made and released. */
static char making[64];

static enum leat_result create(const struct leat_setup *setup, const void *options, void **self,
                               struct leat_error *error)
{
    const struct rig_step *step = options;
    strcat(making, step->name);
    assert_ptr_equal(setup->host, &host_table);
    *self = (void *)step->name;
    if (strcmp(step->name, "b!") == 0)
        return leat_fail(error, LEAT_REJECT, "%s will not", setup->step);
    if (strcmp(step->name, "b?") == 0)
        return LEAT_FATAL;
    strcat(making, setup->terminal ? "T" : "");
    assert_int_equal(setup->max_document, 1000);
    return LEAT_OK;
}

static void destroy(void *self)
{
    strcat(making, "-");
    strcat(making, self);
}

static const struct leat_plugin made_decoder = LEAT_DESCRIPTOR(.kind = LEAT_DECODER, .name = "made", .create = create,
                                                               .destroy = destroy),
                                made_annotator = LEAT_DESCRIPTOR(.kind = LEAT_ANNOTATOR, .name = "made",
                                                                 .create = create, .destroy = destroy),
                                made_encoder = LEAT_DESCRIPTOR(.kind = LEAT_ENCODER, .name = "made", .create = create,
                                                               .destroy = destroy);

/* Makes a pipeline whose stage b has this name, and proves what comes of it. */
static void check_making(const char *b, enum leat_result expected, const char *log, const char *message)
{
    static const bool terminals[2] = {false, true};
    struct rig rig;
    struct pipeline pipeline;
    struct status status = {0};
    struct leat_error error = {""};
    rig_make(&rig);
    rig.names[3].name = b;
    rig.decoders[0].plugin = rig.decoders[1].plugin = &made_decoder;
    rig.stages[0].plugin = rig.stages[1].plugin = &made_annotator;
    rig.outputs[0].encoder.plugin = rig.outputs[1].encoder.plugin = &made_encoder;
    making[0] = '\0';
    assert_int_equal(pipeline_create(&pipeline, &rig.config, terminals, &status, &error), expected);
    assert_int_equal(status.step, expected == LEAT_OK ? RIG_Y : RIG_B);
    pipeline_destroy(&pipeline);
    assert_string_equal(making, log);
    assert_string_equal(error.message, message);
}

static void instances_are_released_in_reverse(void **state)
{
    (void)state;
    check_making("b", LEAT_OK, "wholelinesabxyT-y-x-b-a-lines-whole", "");
}

static void a_step_that_can_t_start_is_named(void **state)
{
    (void)state;
    check_making("b!", LEAT_FATAL, "wholelinesab!-a-lines-whole", "stages[1] (made) can't start: stages[1] will not");
    check_making("b?", LEAT_FATAL, "wholelinesab?-a-lines-whole", "stages[1] (made) can't start: it gives no reason");
}

static void steps_are_known_by_number(void **state)
{
    (void)state;
    struct rig rig;
    rig_make(&rig);
    rig.config.source.place = "source";
    static const char *const places[] = {"source",    "source.decode",   "stages[0]",
                                         "stages[1]", "sinks[0].encode", "sinks[1].encode"};
    assert_int_equal(pipeline_steps(&rig.config), RIG_STEPS);
    for (size_t i = 0; i < RIG_STEPS; i++)
        assert_string_equal(pipeline_step(&rig.config, i, 1).place, places[i]);
    assert_ptr_equal(pipeline_step(&rig.config, STEP_DECODE, 1).plugin, &rig_lines);
    assert_null(pipeline_step(&rig.config, STEP_DECODE, 2).plugin);
    assert_string_equal(pipeline_step(&rig.config, STEP_DECODE, 2).place, "source.decode");
}

/* --- names -------------------------------------------------------------------------------------------------------- */

static void documents_are_named_by_their_origin(void **state)
{
    (void)state;
    static const struct {
        const char *origin;
        uint64_t line;
        size_t index;
        const char *id;
    } cases[] = {{"news.txt", 0, 0, "news"},
                 {"dir.d/news.txt.gz", 0, 0, "news"},
                 {"/a/b", 0, 1, "b#2"},
                 {"news.jsonl", 17, 0, "news:17"},
                 {"news.jsonl", 17, 3, "news:17"},
                 {"-", 0, 0, "stdin"},
                 {"-", 3, 0, "stdin:3"},
                 {"", 0, 2, "stdin#3"},
                 {"a/.hidden", 0, 0, ".hidden"},
                 {"a/.hidden.txt", 0, 0, ".hidden"},
                 {"a/", 1, 0, "stdin:1"},
                 {"-x", 0, 0, "-x"},
                 {"\xFF.txt", 0, 0, "\xFF"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pipeline_id id;
        const struct leat_record record = {.origin = leat_string(cases[i].origin), .line = cases[i].line};
        assert_string(pipeline_id(&record, cases[i].index, &id), cases[i].id);
    }
}

static void a_long_name_leaves_room_for_the_number(void **state)
{
    (void)state;
    char origin[1000];
    struct pipeline_id id;
    memset(origin, 'n', sizeof origin);
    const struct leat_record record = {.origin = {origin, sizeof origin}, .line = UINT64_MAX};
    const struct leat_string name = pipeline_id(&record, 0, &id);
    assert_true(name.length < sizeof id.text);
    assert_memory_equal(name.at + name.length - 21, ":18446744073709551615", 21);
    assert_memory_equal(name.at, origin, name.length - 21);
}

#define WITH_STAND(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STAND(a_document_passes_all_steps),
        WITH_STAND(an_id_of_the_decoder_stands),
        WITH_STAND(an_origin_is_made_readable),
        WITH_STAND(nothing_is_left_of_the_document_before),
        WITH_STAND(each_kind_may_give_its_answers),
        WITH_STAND(a_violation_rejects_the_document),
        WITH_STAND(a_text_beyond_the_limit_is_rejected),
        cmocka_unit_test(instances_are_released_in_reverse),
        cmocka_unit_test(a_step_that_can_t_start_is_named),
        cmocka_unit_test(steps_are_known_by_number),
        cmocka_unit_test(documents_are_named_by_their_origin),
        cmocka_unit_test(a_long_name_leaves_room_for_the_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
