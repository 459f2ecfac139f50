#include "rig.h"

#include "books.h"
#include "buffer.h"
#include "work.h"

#include <signal.h>
#include <stdlib.h>

struct stand {
    struct rig rig;
    struct status status;
    struct work work;
    struct books books;
    struct leat_error error;
};

static int set_up(void **state)
{
    static const bool terminals[2] = {false};
    struct stand *stand = calloc(1, sizeof *stand);
    *state = stand;
    rig_make(&stand->rig);
    return books_create(&stand->books, RIG_STEPS) &&
                   work_create(&stand->work, &stand->rig.config, terminals, &stand->status, &stand->error) == LEAT_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    struct stand *stand = *state;
    work_destroy(&stand->work);
    work_destroy(&stand->work);
    books_destroy(&stand->books);
    free(stand);
    return 0;
}

/* --- what every result must be ------------------------------------------------------------------------------------ */

static size_t count_lines(struct leat_string text)
{
    size_t lines = 0;
    for (size_t i = 0; i < text.length; i++)
        lines += text.at[i] == '\n';
    return lines;
}

/* The books balance, every death has its letter, and each sink got every document that was written. */
static void prove(struct stand *stand)
{
    const struct result *result = &stand->work.result;
    const uint64_t dead = stand->books.dead;
    books_enter(&stand->books, result, 2);
    if (!books_balance(&stand->books, &stand->error))
        fail_msg("%s", stand->error.message);
    assert_int_equal(count_lines(result->letters), stand->books.dead - dead);
    for (size_t i = 0; i < 2; i++) {
        const struct leat_batch *batch = &result->batches[i];
        assert_int_equal(batch->count, result->written);
        assert_int_equal(batch->bytes.length, batch->count == 0 ? 0 : batch->ends[batch->count - 1]);
        for (size_t k = 0; k < batch->count; k++)
            assert_int_equal(batch->bytes.at[batch->ends[k] - 1], ';');
    }
}

static struct task task_of(size_t decoder, const char *content)
{
    return (struct task){.sequence = 9,
                         .decoder = (uint32_t)decoder,
                         .record = {.origin = leat_string("dir/news.txt"),
                                    .name = leat_string("news.txt"),
                                    .line = decoder == RIG_WHOLE ? 0 : 10,
                                    .offset = 100,
                                    .bytes = leat_string(content)}};
}

static const struct result *run_task(struct stand *stand, const struct task *task)
{
    assert_int_equal(work_record(&stand->work, task, &stand->error), LEAT_OK);
    assert_int_equal(stand->work.result.sequence, task->sequence);
    assert_int_equal(stand->status.state, STATUS_IDLE);
    prove(stand);
    return &stand->work.result;
}

static const struct result *run(struct stand *stand, size_t decoder, const char *content)
{
    const struct task task = task_of(decoder, content);
    return run_task(stand, &task);
}

static void check_step(const struct result *result, size_t step, uint32_t in, uint32_t dropped, uint32_t dead)
{
    assert_int_equal(result->steps[step].in, in);
    assert_int_equal(result->steps[step].dropped, dropped);
    assert_int_equal(result->steps[step].dead, dead);
}

/* Whether one of the letters holds all of these, which end with NULL. */
static void check_letter(const struct result *result, const char *const *parts)
{
    for (const char *const *part = parts; *part != NULL; part++)
        if (memmem(result->letters.at, result->letters.length, *part, strlen(*part)) == NULL)
            fail_msg("%s is not in %.*s", *part, (int)result->letters.length, result->letters.at);
}

#define check_letters(result, ...) check_letter(result, (const char *const[]){__VA_ARGS__, NULL})

/* --- framing ------------------------------------------------------------------------------------------------------ */

static void a_whole_record_may_hold_many_documents(void **state)
{
    const struct result *result = run(*state, RIG_WHOLE, "one|two|three");
    assert_int_equal(result->read, 3);
    assert_int_equal(result->written, 3);
    assert_string(result->batches[0].bytes, "x=one;x=two;x=three;");
    assert_string(result->batches[1].bytes, "y=one;y=two;y=three;");
    assert_int_equal(result->batches[0].ends[0], 6);
    assert_int_equal(result->batches[0].ends[1], 12);
    for (size_t step = STEP_DECODE; step < RIG_STEPS; step++)
        check_step(result, step, 3, 0, 0);
    check_step(result, STEP_SOURCE, 0, 0, 0);
}

static void each_line_is_a_document(void **state)
{
    assert_string(run(*state, RIG_LINES, "one\ntwo\n")->batches[0].bytes, "x=one;x=two;");
    assert_string(run(*state, RIG_LINES, "one\ntwo")->batches[0].bytes, "x=one;x=two;");
    assert_string(run(*state, RIG_LINES, "one\r\ntwo\r\n")->batches[0].bytes, "x=one\r;x=two\r;");
}

static void a_record_may_hold_nothing(void **state)
{
    assert_int_equal(run(*state, RIG_LINES, "")->read, 0);
    assert_int_equal(run(*state, RIG_WHOLE, "")->read, 0);
}

/* It has no business to end a record that the host has cut. */
static void a_decoder_of_lines_can_t_lose_one(void **state)
{
    const struct result *result = run(*state, RIG_LINES, "one\nlines:end\nthree\n");
    assert_string(result->batches[0].bytes, "x=one;x=three;");
    check_letters(result, "it answered with LEAT_END (4), which its kind of step may not give",
                  "\"text\":\"lines:end\"");
}

static void an_empty_line_is_the_decoder_s_to_judge(void **state)
{
    const struct result *result = run(*state, RIG_LINES, "a\n\nb\n");
    assert_int_equal(result->read, 3);
    assert_string(result->batches[0].bytes, "x=a;x=;x=b;");
}

static void a_letter_tells_its_line(void **state)
{
    const struct result *result = run(*state, RIG_LINES, "a\nlines:reject\nb\na:reject\n");
    assert_int_equal(result->written, 2);
    check_letters(result, "\"id\":\"news:11\"", "\"line\":11", "\"text\":\"lines:reject\"", "\"line\":13",
                  "\"text\":\"a:reject\"");
}

/* --- ends --------------------------------------------------------------------------------------------------------- */

static void a_document_may_be_dropped_at_any_step(void **state)
{
    const struct result *result = run(*state, RIG_WHOLE, "1|whole:drop|a:drop|b:drop|a:drop|2");
    assert_int_equal(result->read, 6);
    assert_int_equal(result->written, 2);
    assert_int_equal(result->letters.length, 0);
    check_step(result, STEP_DECODE, 6, 1, 0);
    check_step(result, RIG_A, 5, 2, 0);
    check_step(result, RIG_B, 3, 1, 0);
    check_step(result, RIG_X, 2, 0, 0);
    check_step(result, RIG_Y, 2, 0, 0);
}

static void a_document_may_be_rejected_at_any_step(void **state)
{
    const struct result *result = run(*state, RIG_LINES, "1\nlines:reject\na:reject\nb:mute\nx:reject\ny:reject\n2\n");
    assert_int_equal(result->read, 7);
    assert_int_equal(result->written, 2);
    for (size_t step = STEP_DECODE; step < RIG_STEPS; step++)
        check_step(result, step, 7 - (uint32_t)(step - STEP_DECODE), 0, 1);
    check_letters(result, "\"step\":\"source.decode\",\"plugin\":\"lines\",\"reason\":\"lines answers reject\"",
                  "\"step\":\"stages[0]\",\"plugin\":\"mark\",\"reason\":\"a answers reject\"",
                  "\"step\":\"stages[1]\",\"plugin\":\"mark\",\"reason\":\"it gives no reason\"",
                  "\"step\":\"sinks[0].encode\",\"plugin\":\"show\",\"reason\":\"x answers reject\"",
                  "\"step\":\"sinks[1].encode\",\"plugin\":\"show\",\"reason\":\"y answers reject\"",
                  "\"attempts\":1,\"signal\":null");
}

/* What the first sink got of a document that the second encoder refuses is taken back. */
static void all_sinks_get_a_document_or_none(void **state)
{
    const struct result *result = run(*state, RIG_WHOLE, "y:reject|one|y:reject|x:reject|two|x:full|y:reject");
    assert_string(result->batches[0].bytes, "x=one;x=two;");
    assert_string(result->batches[1].bytes, "y=one;y=two;");
    assert_int_equal(result->written, 2);
    check_step(result, RIG_X, 7, 0, 2);
    check_step(result, RIG_Y, 5, 0, 3);
}

/* The decoder has lost its way in it. */
static void a_decoder_that_rejects_ends_the_record(void **state)
{
    const struct result *result = run(*state, RIG_WHOLE, "one|whole:reject|three");
    assert_int_equal(result->read, 2);
    assert_string(result->batches[0].bytes, "x=one;");
    check_letters(result, "\"id\":\"news#2\"", "\"text\":\"one|whole:reject|three\"");
}

static void a_fatal_answer_names_step_and_document(void **state)
{
    struct stand *stand = *state;
    struct task task = task_of(RIG_WHOLE, "one|a:fatal|three");
    assert_int_equal(work_record(&stand->work, &task, &stand->error), LEAT_FATAL);
    assert_string_equal(stand->error.message,
                        "stages[0] (mark) stops the pipeline at document 2 of dir/news.txt: a answers fatal");
    task = task_of(RIG_LINES, "lines:fatal");
    assert_int_equal(work_record(&stand->work, &task, &stand->error), LEAT_FATAL);
    assert_string_equal(stand->error.message,
                        "source.decode (lines) stops the pipeline at document 1 of dir/news.txt: lines answers fatal");
    task = task_of(RIG_WHOLE, "y:fatal");
    assert_int_equal(work_record(&stand->work, &task, &stand->error), LEAT_FATAL);
    assert_string_equal(stand->error.message,
                        "sinks[1].encode (show) stops the pipeline at document 1 of dir/news.txt: y answers fatal");
    assert_string(run(stand, RIG_WHOLE, "again")->batches[0].bytes, "x=again;");
}

/* --- documents to leave out --------------------------------------------------------------------------------------- */

static void a_skip_comes_to_its_end_at_its_step(void **state)
{
    struct stand *stand = *state;
    for (uint32_t step = STEP_DECODE; step < RIG_STEPS; step++) {
        const struct skip skip = {
            .document = 1, .step = step, .attempts = 2, .signal = SIGSEGV, .reason = "it crashed: signal 11"};
        struct task task = task_of(RIG_LINES, "one\nTwo\nthree\n");
        task.skip_count = 1;
        task.skips = &skip;
        const struct result *result = run_task(stand, &task);
        assert_string(result->batches[0].bytes, "x=one;x=three;");
        assert_string(result->batches[1].bytes, "y=one;y=three;");
        for (uint32_t i = STEP_DECODE; i < RIG_STEPS; i++)
            check_step(result, i, i <= step ? 3 : 2, 0, i == step);
        check_letters(result, step == STEP_DECODE ? "\"id\":\"news:11\"" : "\"id\":\"T\"",
                      "\"reason\":\"it crashed: signal 11\",\"attempts\":2,\"signal\":11", "\"text\":\"Two\"");
    }
}

/* On its way there the other steps do not see it: they might fall over it too. */
static void a_skip_is_not_shown_to_other_steps(void **state)
{
    struct stand *stand = *state;
    const struct skip skips[] = {{.document = 0, .step = RIG_Y, .attempts = 1, .reason = "first"},
                                 {.document = 2, .step = RIG_B, .attempts = 1, .reason = "third"}};
    struct task task = task_of(RIG_WHOLE, "a:fatal x:fatal|two|a:fatal");
    task.skip_count = 2;
    task.skips = skips;
    const struct result *result = run_task(stand, &task);
    assert_string(result->batches[0].bytes, "x=two;");
    check_letters(result, "\"reason\":\"first\"", "\"reason\":\"third\"");
}

static void the_status_page_shows_the_last_step(void **state)
{
    struct stand *stand = *state;
    run(stand, RIG_LINES, "one\ntwo\nb:reject\n");
    assert_int_equal(stand->status.record, 9);
    assert_int_equal(stand->status.document, 2);
    assert_int_equal(stand->status.step, RIG_B);
}

/* --- dead letters ------------------------------------------------------------------------------------------------- */

/* Runs the letters of the last result through the pipeline again. */
static const struct result *run_letters(struct stand *stand, const char *letters)
{
    const struct task task = task_of(stand->rig.config.decoder_count, letters);
    return run_task(stand, &task);
}

static char *letters_of(const struct result *result)
{
    return strndup(result->letters.at, result->letters.length);
}

static void letters_run_again(void **state)
{
    struct stand *stand = *state;
    char *letters = letters_of(run(stand, RIG_LINES, "Aa:reject\nblines:reject\nCy:reject\n"));
    for (char *at = letters; (at = strstr(at, "reject\"}")) != NULL;) /* mend the documents, not the reasons */
        memcpy(at, "mended", 6);
    const struct result *result = run_letters(stand, letters);
    assert_string(result->batches[0].bytes, "x=Aa:mended;x=blines:mended;x=Cy:mended;");
    assert_int_equal(result->read, 3);
    free(letters);
}

static void a_letter_that_fails_again_stays_the_same(void **state)
{
    struct stand *stand = *state;
    char *letters = letters_of(run(stand, RIG_LINES, "Aa:reject\nBb:reject\nblines:reject\nCy:reject\nDa:mute\n"));
    for (int round = 0; round < 3; round++)
        assert_string(run_letters(stand, letters)->letters, letters);
    free(letters);
}

static void a_letter_of_another_pipeline_finds_its_decoder(void **state)
{
    const struct result *result = run_letters(
        *state, "{\"step\":\"source.decode\",\"plugin\":\"gone\",\"origin\":\"a/b.txt\",\"text\":\"1|2\"}\n"
                "{\"step\":\"source.decode\",\"plugin\":\"lines\",\"origin\":\"a/b.txt\",\"text\":\"3|4\"}\n"
                "{\"step\":\"source.decode\",\"plugin\":\"gone\",\"origin\":\"a/b.pdf\",\"text\":\"5\"}\n");
    assert_string(result->batches[0].bytes, "x=1;x=2;x=3|4;");
    assert_int_equal(result->read, 4);
    check_step(result, STEP_DECODE, 4, 0, 1);
    assert_string(result->letters,
                  "{\"step\":\"source.decode\",\"plugin\":\"gone\",\"origin\":\"a/b.pdf\",\"text\":\"5\"}\n");
}

/* What is a letter, but can't be brought back, stays as it was. */
static void what_is_no_letter_becomes_one(void **state)
{
    const struct result *result = run_letters(*state, "nonsense\n"
                                                      "{\"step\":\"stages[0]\",\"title\":\"t\",\"text\":\"nameless\"}\n"
                                                      "{\"step\":\"source\",\"origin\":\"a.txt\",\"text\":\"\"}\n");
    assert_int_equal(result->read, 3);
    check_step(result, STEP_DECODE, 3, 0, 3);
    check_letters(result, "\"line\":10,", "\"step\":\"replay\"",
                  "this line is no dead letter: column 1: ", "\"text\":\"nonsense\"",
                  "\n{\"step\":\"stages[0]\",\"title\":\"t\",\"text\":\"nameless\"}\n",
                  "\n{\"step\":\"source\",\"origin\":\"a.txt\",\"text\":\"\"}\n");
}

/* Documents of letters are numbered through, as the worker and the supervisor count them. */
static void letters_can_be_left_out(void **state)
{
    struct stand *stand = *state;
    const struct skip skip = {.document = 3, .step = RIG_B, .attempts = 2, .signal = 11, .reason = "it crashed"};
    struct task task =
        task_of(2, "{\"step\":\"source.decode\",\"plugin\":\"whole\",\"origin\":\"w\",\"text\":\"1|2\"}\n"
                   "{\"step\":\"stages[0]\",\"id\":\"d\",\"title\":\"t\",\"origin\":\"o\",\"text\":\"3\"}\n");
    task.skip_count = 1;
    task.skips = &skip;
    const struct result *result = run_task(stand, &task);
    assert_string(result->batches[0].bytes, "x=1;x=2;");
    check_letters(result, "\"id\":\"d\",\"origin\":\"o\"", "\"reason\":\"it crashed\"");
}

#define WITH_STAND(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STAND(a_whole_record_may_hold_many_documents),
        WITH_STAND(each_line_is_a_document),
        WITH_STAND(a_record_may_hold_nothing),
        WITH_STAND(a_decoder_of_lines_can_t_lose_one),
        WITH_STAND(an_empty_line_is_the_decoder_s_to_judge),
        WITH_STAND(a_letter_tells_its_line),
        WITH_STAND(a_document_may_be_dropped_at_any_step),
        WITH_STAND(a_document_may_be_rejected_at_any_step),
        WITH_STAND(all_sinks_get_a_document_or_none),
        WITH_STAND(a_decoder_that_rejects_ends_the_record),
        WITH_STAND(a_fatal_answer_names_step_and_document),
        WITH_STAND(a_skip_comes_to_its_end_at_its_step),
        WITH_STAND(a_skip_is_not_shown_to_other_steps),
        WITH_STAND(the_status_page_shows_the_last_step),
        WITH_STAND(letters_run_again),
        WITH_STAND(a_letter_that_fails_again_stays_the_same),
        WITH_STAND(a_letter_of_another_pipeline_finds_its_decoder),
        WITH_STAND(what_is_no_letter_becomes_one),
        WITH_STAND(letters_can_be_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
