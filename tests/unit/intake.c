#include "rig.h"

#include "books.h"
#include "intake.h"
#include "status.h"

#include <stdlib.h>

/* --- a source that reads from a script ---------------------------------------------------------------------------- */

struct line {
    enum leat_result result;
    const char *name, *content, *message;
};

struct script {
    const struct line *lines;
    enum leat_result creating;
    char log[64];
};

static enum leat_result create(const struct leat_setup *setup, const void *options, void **self,
                               struct leat_error *error)
{
    (void)error;
    struct script *script = *(struct script *const *)options;
    assert_string_equal(setup->step, "source");
    assert_int_equal(setup->max_document, 1000);
    assert_int_equal(setup->framing(setup, leat_string("a.txt")), LEAT_WHOLE);
    assert_int_equal(setup->framing(setup, leat_string("A.LINES")), LEAT_LINES);
    assert_int_equal(setup->framing(setup, leat_string("a.pdf")), LEAT_UNCLAIMED);
    *self = script;
    return script->creating;
}

static void destroy(void *self)
{
    strcat(((struct script *)self)->log, "destroyed");
}

static enum leat_result read_record(void *self, struct leat_record *record, struct leat_out *bytes,
                                    struct leat_error *error)
{
    struct script *script = self;
    const struct line *line = script->lines++;
    if (line->name != NULL)
        *record = (struct leat_record){
            .origin = leat_string("the/origin"), .name = leat_string(line->name), .line = 7, .offset = 70};
    if (line->content != NULL)
        leat_out_text(bytes, line->content);
    if (line->message != NULL)
        leat_fail(error, line->result, "%s", line->message);
    return line->result;
}

static void ack(void *self, uint64_t count)
{
    snprintf(((struct script *)self)->log, 64, "acked %d;", (int)count);
}

static void wait_for(void *self, struct leat_wait *wait)
{
    (void)self;
    assert_int_equal(wait->descriptor, -1);
    wait->milliseconds = 1;
}

static const struct leat_plugin source = LEAT_DESCRIPTOR(.kind = LEAT_SOURCE, .name = "script", .create = create,
                                                         .destroy = destroy, .read = read_record, .ack = ack,
                                                         .wait = wait_for),
                                plain = LEAT_DESCRIPTOR(.kind = LEAT_SOURCE, .name = "plain", .create = create,
                                                        .read = read_record);

/* --- the stand ---------------------------------------------------------------------------------------------------- */

struct stand {
    struct rig rig;
    struct script script, *options;
    uv_loop_t loop;
    struct intake intake;
    struct window window;
    struct leat_error error;
    int calls;
};

static void ready(void *user)
{
    ((struct stand *)user)->calls++;
}

static void begin(struct stand *stand, const struct leat_plugin *plugin, const struct line *lines)
{
    *stand = (struct stand){.script = {.lines = lines}};
    rig_make(&stand->rig);
    stand->options = &stand->script;
    stand->rig.config.source = (struct step){plugin, &stand->options, "source"};
    assert_int_equal(uv_loop_init(&stand->loop), 0);
    assert_true(window_create(&stand->window, 4, 1000));
    assert_int_equal(intake_create(&stand->intake, &stand->rig.config, &stand->loop, ready, stand, &stand->error),
                     LEAT_OK);
}

static void end(struct stand *stand)
{
    intake_close(&stand->intake);
    assert_int_equal(uv_run(&stand->loop, UV_RUN_DEFAULT), 0);
    intake_destroy(&stand->intake);
    intake_destroy(&stand->intake);
    assert_int_equal(uv_loop_close(&stand->loop), 0);
    window_destroy(&stand->window);
}

static enum leat_result read_next(struct stand *stand, struct slot **slot)
{
    *slot = window_offer(&stand->window);
    return intake_read(&stand->intake, *slot, &stand->error);
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

static void a_record_is_kept_with_its_names(void **state)
{
    (void)state;
    static const struct line lines[] = {{LEAT_OK, "b.lines", "content", NULL}, {LEAT_OK, "b.txt", "", NULL}};
    struct stand stand;
    struct slot *slot;
    begin(&stand, &source, lines);
    assert_int_equal(read_next(&stand, &slot), LEAT_OK);
    window_admit(&stand.window, SLOT_QUEUED);
    const struct leat_record *record = &slot->task.record;
    assert_string(record->origin, "the/origin");
    assert_string(record->name, "b.lines");
    assert_string(record->bytes, "content");
    assert_ptr_equal(record->bytes.at, slot->content.at);
    assert_int_equal(record->line, 7);
    assert_int_equal(record->offset, 70);
    assert_int_equal(slot->task.decoder, RIG_LINES);
    assert_int_equal(read_next(&stand, &slot), LEAT_OK);
    assert_int_equal(slot->task.sequence, 1);
    assert_int_equal(slot->task.decoder, RIG_WHOLE);
    assert_int_equal(slot->task.record.bytes.length, 0);
    end(&stand);
    assert_string_equal(stand.script.log, "destroyed");
}

/* The result that stands in the slot, as a worker might have sent it, and its one letter. */
static void check_buried(struct stand *stand, struct slot *slot, const char *letter)
{
    struct leat_batch batches[2];
    struct result result = {.batches = batches};
    struct books books;
    assert_true(frame_read_result((struct leat_string){slot->result.at, slot->result.length}, RIG_STEPS, 2, &result));
    assert_int_equal(result.sequence, slot->task.sequence);
    assert_int_equal(result.written, 0);
    assert_string(result.letters, letter);
    assert_true(books_create(&books, RIG_STEPS));
    books_enter(&books, &result, 2);
    assert_true(books_balance(&books, &stand->error));
    assert_int_equal(books.read, 1);
    assert_int_equal(books.steps[STEP_SOURCE].dead, 1);
    books_destroy(&books);
}

static void what_can_t_be_read_has_its_letter(void **state)
{
    (void)state;
    static const struct line lines[] = {{LEAT_REJECT, "b.txt", "half", "it is damaged"},
                                        {LEAT_REJECT, "b.txt", NULL, NULL},
                                        {LEAT_OK, "b.pdf", "content", NULL}};
    static const char *const reasons[] = {"it is damaged", "it gives no reason", "no decoder claims \\\"b.pdf\\\""};
    struct stand stand;
    struct slot *slot;
    begin(&stand, &source, lines);
    for (size_t i = 0; i < 3; i++) {
        char letter[512];
        snprintf(letter, sizeof letter,
                 "{\"id\":\"origin:7\",\"origin\":\"the/origin\",\"line\":7,\"step\":\"source\",\"plugin\":\"script\","
                 "\"reason\":\"%s\",\"attempts\":1,\"signal\":null,\"text\":\"\"}\n",
                 reasons[i]);
        assert_int_equal(read_next(&stand, &slot), LEAT_REJECT);
        check_buried(&stand, slot, letter);
        window_admit(&stand.window, SLOT_DONE);
    }
    end(&stand);
}

static void after_the_end_nothing_is_asked(void **state)
{
    (void)state;
    static const struct line lines[] = {{LEAT_END, NULL, NULL, NULL}, {LEAT_OK, "b.txt", "late", NULL}};
    struct stand stand;
    struct slot *slot;
    begin(&stand, &source, lines);
    assert_int_equal(read_next(&stand, &slot), LEAT_END);
    assert_true(stand.intake.ended);
    assert_int_equal(read_next(&stand, &slot), LEAT_END);
    assert_ptr_equal(stand.script.lines, lines + 1);
    end(&stand);
}

static void a_source_that_waits_is_called_again(void **state)
{
    (void)state;
    static const struct line lines[] = {{LEAT_AGAIN, NULL, NULL, NULL}, {LEAT_OK, "b.txt", "x", NULL}};
    struct stand stand;
    struct slot *slot;
    begin(&stand, &source, lines);
    assert_int_equal(read_next(&stand, &slot), LEAT_AGAIN);
    assert_int_equal(stand.calls, 0);
    assert_int_equal(uv_run(&stand.loop, UV_RUN_DEFAULT), 0);
    assert_int_equal(stand.calls, 1);
    assert_int_equal(read_next(&stand, &slot), LEAT_OK);
    end(&stand);
}

/* Reads one line from a source and proves what is wrong. */
static void check_fatal(const struct leat_plugin *plugin, struct line line, const char *message)
{
    struct stand stand;
    struct slot *slot;
    begin(&stand, plugin, &line);
    assert_int_equal(read_next(&stand, &slot), LEAT_FATAL);
    assert_string_equal(stand.error.message, message);
    end(&stand);
}

static void what_a_source_may_not_answer_is_fatal(void **state)
{
    (void)state;
    check_fatal(&source, (struct line){.result = LEAT_FATAL, .message = "no such folder"},
                "source (script): no such folder");
    check_fatal(&source, (struct line){.result = LEAT_FATAL}, "source (script): it gives no reason");
    check_fatal(&source, (struct line){.result = LEAT_DROP},
                "source (script) answered with result 1, which a source may not give");
    check_fatal(&plain, (struct line){.result = LEAT_AGAIN},
                "source (plain) answered with result 5, which a source may not give");
}

static void what_is_durable_is_told(void **state)
{
    (void)state;
    struct stand stand;
    begin(&stand, &source, NULL);
    intake_ack(&stand.intake, 3);
    end(&stand);
    assert_string_equal(stand.script.log, "acked 3;destroyed");
    begin(&stand, &plain, NULL);
    intake_ack(&stand.intake, 3);
    end(&stand);
    assert_string_equal(stand.script.log, "");
}

static void a_source_that_can_t_start_is_not_released(void **state)
{
    (void)state;
    struct stand stand = {.script = {.creating = LEAT_FATAL}};
    rig_make(&stand.rig);
    stand.options = &stand.script;
    stand.rig.config.source = (struct step){&source, &stand.options, "source"};
    assert_int_equal(uv_loop_init(&stand.loop), 0);
    assert_int_equal(intake_create(&stand.intake, &stand.rig.config, &stand.loop, ready, &stand, &stand.error),
                     LEAT_FATAL);
    assert_string_equal(stand.error.message, "source (script) can't start: it gives no reason");
    end(&stand);
    assert_string_equal(stand.script.log, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_kept_with_its_names),
        cmocka_unit_test(what_can_t_be_read_has_its_letter),
        cmocka_unit_test(after_the_end_nothing_is_asked),
        cmocka_unit_test(a_source_that_waits_is_called_again),
        cmocka_unit_test(what_a_source_may_not_answer_is_fatal),
        cmocka_unit_test(what_is_durable_is_told),
        cmocka_unit_test(a_source_that_can_t_start_is_not_released),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
