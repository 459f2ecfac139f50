#include "fixture.h"

#include "verdict.h"

#include <signal.h>

/* One decoder, two stages, one sink. */
static const struct leat_plugin decoder = LEAT_DESCRIPTOR(.name = "split"), stage = LEAT_DESCRIPTOR(.name = "tag"),
                                encoder = LEAT_DESCRIPTOR(.name = "lines");
static struct step decoders[] = {{.plugin = &decoder, .place = "source.decode"}};
static struct step stages[] = {{.plugin = &stage, .place = "stages[0]"}, {.plugin = &stage, .place = "stages[1]"}};
static struct output outputs[] = {{.encoder = {.plugin = &encoder, .place = "sinks[0].encode"}}};
static const struct config config = {
    .decoders = decoders,
    .decoder_count = 1,
    .stages = stages,
    .stage_count = 2,
    .outputs = outputs,
    .output_count = 1,
    .run = {.deadline = 1500000000, .start_deadline = 2500000000, .memory = 1000},
};

enum { STEPS = STEP_STAGES + 3, WORKER = 3 };

/* A window of four records, all with WORKER. */
static void fill(struct window *window)
{
    assert_true(window_create(window, 4, 1000));
    for (int i = 0; i < 4; i++) {
        struct slot *slot = window_offer(window);
        slot->task.record.origin = leat_string("news.jsonl");
        window_admit(window, SLOT_SENT);
        slot->worker = WORKER;
    }
}

/* A worker lost in document 5 of record 2, in the first stage. */
static struct loss loss_by(enum loss_cause cause, int signal)
{
    return (struct loss){.worker = WORKER,
                         .state = STATUS_BUSY,
                         .record = 2,
                         .document = 5,
                         .step = STEP_STAGES,
                         .cause = cause,
                         .signal = signal};
}

/* How many losses of this kind a document takes until it is left out, with this reason. */
static void check_attempts(struct loss loss, uint32_t attempts, const char *reason)
{
    struct window window;
    struct leat_error error = {""};
    fill(&window);
    const struct task *task = &window_slot(&window, 2)->task;
    for (uint32_t i = 1; i <= attempts; i++) {
        assert_int_equal(task->skip_count, 0);
        assert_true(verdict_judge(&window, &loss, &config, &error));
        assert_true(task->careful);
    }
    assert_int_equal(task->skip_count, 1);
    assert_int_equal(task->skips[0].document, 5);
    assert_int_equal(task->skips[0].step, STEP_STAGES);
    assert_int_equal(task->skips[0].signal, loss.signal);
    assert_string_equal(task->skips[0].reason, reason);
    window_destroy(&window);
}

static void each_cause_has_its_attempts(void **state)
{
    (void)state;
    struct loss exited = loss_by(LOSS_EXIT, 0);
    exited.status = 7;
    check_attempts(loss_by(LOSS_CRASH, SIGSEGV), 2, "it crashed: signal 11, Segmentation fault");
    check_attempts(exited, 2, "it ended the worker with exit status 7");
    check_attempts(loss_by(LOSS_KILLED, SIGKILL), 3, "its worker was killed from outside (SIGKILL)");
    check_attempts(loss_by(LOSS_DEADLINE, SIGKILL), 1, "it took longer than run.deadline, 1.5 s");
    check_attempts(loss_by(LOSS_MEMORY, SIGKILL), 2, "its worker held more than run.memory, 1000 bytes");
    check_attempts(loss_by(LOSS_PROTOCOL, SIGKILL), 2, "its worker sent what makes no sense");
    /* The first one only has the record looked at closely. */
    check_attempts(loss_by(LOSS_CUT_OFF, 0), 3, "it took the worker's own descriptor away");
}

static void the_attempts_are_told(void **state)
{
    (void)state;
    struct window window;
    struct leat_error error;
    const struct loss killed = loss_by(LOSS_KILLED, SIGKILL);
    fill(&window);
    for (int i = 0; i < 3; i++)
        assert_true(verdict_judge(&window, &killed, &config, &error));
    assert_int_equal(window_slot(&window, 2)->task.skips[0].attempts, 3);
    window_destroy(&window);
}

/* A worker that dies in another document was not killed by the one before. */
static void another_document_starts_anew(void **state)
{
    (void)state;
    struct window window;
    struct leat_error error;
    struct loss loss = loss_by(LOSS_CRASH, SIGSEGV);
    fill(&window);
    const struct task *task = &window_slot(&window, 2)->task;
    for (uint32_t i = 0; i < 10; i++) {
        loss.document = i % 2;
        assert_true(verdict_judge(&window, &loss, &config, &error));
        assert_int_equal(task->skip_count, 0);
    }
    assert_true(verdict_judge(&window, &loss, &config, &error));
    assert_int_equal(task->skip_count, 1);
    assert_int_equal(task->skips[0].document, 1);
    window_destroy(&window);
}

/* A record may hold many bad documents: as long as one after the other is found, the run goes on. */
static void many_documents_of_a_record_may_be_bad(void **state)
{
    (void)state;
    struct window window;
    struct leat_error error;
    struct loss loss = loss_by(LOSS_CRASH, SIGSEGV);
    fill(&window);
    const struct task *task = &window_slot(&window, 2)->task;
    for (uint32_t i = 0; i < 1000; i++) {
        loss.document = i / 2;
        assert_true(verdict_judge(&window, &loss, &config, &error));
    }
    assert_int_equal(task->skip_count, 500);
    for (uint32_t i = 0; i < 500; i++)
        assert_int_equal(task->skips[i].document, i);
    window_destroy(&window);
}

/* On the way to the step that is left out the document is decoded once more. */
static void a_skip_that_is_not_reached_is_moved(void **state)
{
    (void)state;
    struct window window;
    struct leat_error error;
    struct loss loss = loss_by(LOSS_DEADLINE, SIGKILL);
    fill(&window);
    const struct task *task = &window_slot(&window, 2)->task;
    assert_true(verdict_judge(&window, &loss, &config, &error));
    assert_int_equal(task->skips[0].step, STEP_STAGES);
    loss.step = STEP_DECODE;
    assert_true(verdict_judge(&window, &loss, &config, &error));
    assert_int_equal(task->skip_count, 1);
    assert_int_equal(task->skips[0].step, STEP_DECODE);
    window_destroy(&window);
}

/* Judges until the run is to stop. */
static void check_end(struct loss loss, const char *message)
{
    struct window window;
    struct leat_error error;
    fill(&window);
    for (uint32_t i = 0; i < 100; i++)
        assert_true(verdict_judge(&window, &loss, &config, &error));
    assert_false(verdict_judge(&window, &loss, &config, &error));
    assert_string_equal(error.message, message);
    window_destroy(&window);
}

static void deaths_with_nothing_in_hand_end_the_run(void **state)
{
    (void)state;
    struct loss loss = loss_by(LOSS_CRASH, SIGSEGV);
    loss.state = STATUS_IDLE;
    loss.worker = WORKER + 1;
    check_end(loss,
              "100 workers died one after the other with no document in hand; how the last did: it crashed: signal "
              "11, Segmentation fault");
    loss = loss_by(LOSS_KILLED, SIGKILL);
    loss.state = STATUS_STARTING;
    check_end(loss, "100 workers died one after the other with no document in hand; how the last did: its worker was "
                    "killed from outside (SIGKILL)");
}

/* Judges until the record is given up whole, and tells after how many losses. */
static uint32_t losses_until_given_up(struct loss loss, uint64_t record, bool alternating)
{
    struct window window;
    struct leat_error error = {""};
    fill(&window);
    const struct task *task = &window_slot(&window, record)->task;
    uint32_t count = 0;
    while (task->skip_count == 0 && count < 1000) {
        loss.document ^= alternating;
        assert_true(verdict_judge(&window, &loss, &config, &error));
        assert_true(task->careful);
        count++;
    }
    assert_int_equal(task->skips[0].document, SKIP_ALL);
    assert_int_equal(task->skips[0].step, STEP_DECODE);
    assert_int_equal(task->skips[0].attempts, count);
    assert_true(task->skips[0].rest);
    window_destroy(&window);
    return count;
}

static void losses_that_no_document_can_be_charged_with_cost_the_record(void **state)
{
    (void)state;
    struct loss loss = loss_by(LOSS_CRASH, SIGSEGV);
    assert_int_equal(losses_until_given_up(loss, 2, true), 101);
    loss.state = STATUS_IDLE;
    assert_int_equal(losses_until_given_up(loss, 0, false), 5);
    loss.cause = LOSS_KILLED;
    assert_int_equal(losses_until_given_up(loss, 0, false), 100);
}

/* Memory or processes may be short for a while. */
static void a_start_that_fails_late_is_tried_again(void **state)
{
    (void)state;
    struct window window;
    struct leat_error error = {""};
    struct loss loss = loss_by(LOSS_CRASH, SIGSEGV);
    loss.state = STATUS_STARTING;
    fill(&window);
    assert_false(verdict_judge(&window, &loss, &config, &error));
    loss.seasoned = true;
    assert_true(verdict_judge(&window, &loss, &config, &error));
    window_destroy(&window);
}

static void a_delivered_record_is_getting_somewhere(void **state)
{
    (void)state;
    struct window window;
    struct leat_error error;
    struct loss loss = loss_by(LOSS_CRASH, SIGSEGV);
    loss.state = STATUS_IDLE;
    loss.worker = WORKER + 1;
    fill(&window);
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 100; i++)
            assert_true(verdict_judge(&window, &loss, &config, &error));
        window_release(&window);
    }
    window_destroy(&window);
}

/* --- what the status page may say --------------------------------------------------------------------------------- */

/* A record that the worker has not, as a late or a false page would name it, is left alone; the oldest that it has is
 * looked at closely. */
static void only_a_record_that_it_has_is_charged(void **state)
{
    (void)state;
    static const uint64_t records[] = {1, 6, 2 + (UINT64_C(1) << 40), UINT64_MAX - 1};
    struct window window;
    struct leat_error error;
    struct loss loss = loss_by(LOSS_DEADLINE, SIGKILL);
    fill(&window);
    window_slot(&window, 0)->state = window_slot(&window, 1)->state = SLOT_DONE;
    for (size_t i = 0; i < 4; i++) {
        loss.record = records[i];
        assert_true(verdict_judge(&window, &loss, &config, &error));
    }
    loss.record = 2;
    loss.worker = WORKER + 1;
    assert_true(verdict_judge(&window, &loss, &config, &error));
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(window.slots[i].task.skip_count, 0);
        assert_int_equal(window.slots[i].deaths, i == 2 ? 4 : 0);
    }
    window_destroy(&window);
}

/* A skip at a step that there is not would never be reached, and the document lost. */
static void a_step_that_there_is_not_is_the_decoder(void **state)
{
    (void)state;
    static const uint32_t wrong[] = {STEP_SOURCE, STEPS, STEPS + 1, UINT32_MAX};
    for (size_t i = 0; i < 4; i++) {
        struct window window;
        struct leat_error error;
        struct loss loss = loss_by(LOSS_DEADLINE, SIGKILL);
        loss.step = wrong[i];
        fill(&window);
        assert_true(verdict_judge(&window, &loss, &config, &error));
        assert_int_equal(window_slot(&window, 2)->task.skips[0].step, STEP_DECODE);
        loss.state = STATUS_STARTING;
        assert_false(verdict_judge(&window, &loss, &config, &error));
        assert_string_equal(error.message,
                            "source.decode (split) can't start: it took longer than run.start_deadline, 2.5 s");
        window_destroy(&window);
    }
}

static void a_step_that_can_t_start_ends_the_run(void **state)
{
    (void)state;
    struct window window;
    struct leat_error error;
    struct loss loss = loss_by(LOSS_CRASH, SIGABRT);
    loss.state = STATUS_STARTING;
    loss.step = STEP_STAGES + 1;
    fill(&window);
    assert_false(verdict_judge(&window, &loss, &config, &error));
    assert_string_equal(error.message, "stages[1] (tag) can't start: it crashed: signal 6, Aborted");
    loss.step = STEPS - 1;
    assert_false(verdict_judge(&window, &loss, &config, &error));
    assert_string_equal(error.message, "sinks[0].encode (lines) can't start: it crashed: signal 6, Aborted");
    window_destroy(&window);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_cause_has_its_attempts),
        cmocka_unit_test(the_attempts_are_told),
        cmocka_unit_test(another_document_starts_anew),
        cmocka_unit_test(many_documents_of_a_record_may_be_bad),
        cmocka_unit_test(a_skip_that_is_not_reached_is_moved),
        cmocka_unit_test(deaths_with_nothing_in_hand_end_the_run),
        cmocka_unit_test(losses_that_no_document_can_be_charged_with_cost_the_record),
        cmocka_unit_test(a_start_that_fails_late_is_tried_again),
        cmocka_unit_test(a_delivered_record_is_getting_somewhere),
        cmocka_unit_test(only_a_record_that_it_has_is_charged),
        cmocka_unit_test(a_step_that_there_is_not_is_the_decoder),
        cmocka_unit_test(a_step_that_can_t_start_ends_the_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
