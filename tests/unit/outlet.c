#include "rig.h"

#include "buffer.h"
#include "outlet.h"
#include "plugin_open.h"

#include <sys/stat.h>

/* --- sinks that answer from a script ------------------------------------------------------------------------------ */

struct sink {
    const char *answers; /* a letter for each call of write and commit: o OK, a AGAIN, f FATAL, r REJECT; then o */
    enum leat_result creating;
    bool on_terminal;
    struct leat_out taken;
    char log[128]; /* the calls */
};

static enum leat_result next_answer(struct sink *sink, struct leat_error *error)
{
    const char answer = *sink->answers == '\0' ? 'o' : *sink->answers++;
    if (answer == 'f')
        return leat_fail(error, LEAT_FATAL, "the disk is full");
    return answer == 'a' ? LEAT_AGAIN : answer == 'r' ? LEAT_REJECT : LEAT_OK;
}

static enum leat_result create(const struct leat_setup *setup, const void *options, void **self,
                               struct leat_error *error)
{
    struct sink *sink = *(struct sink *const *)options;
    assert_int_equal(strncmp(setup->step, "sinks[", 6), 0);
    strcat(sink->log, setup->append ? "append " : "make ");
    *self = sink;
    return sink->creating == LEAT_OK ? LEAT_OK : leat_fail(error, sink->creating, "no such folder");
}

static void destroy(void *self)
{
    strcat(((struct sink *)self)->log, "destroy");
}

static enum leat_result write_batch(void *self, const struct leat_batch *batch, struct leat_error *error)
{
    struct sink *sink = self;
    const enum leat_result result = next_answer(sink, error);
    strcat(sink->log, "write ");
    if (result == LEAT_OK)
        leat_out_append(&sink->taken, batch->bytes);
    return result;
}

static enum leat_result commit(void *self, bool last, struct leat_error *error)
{
    struct sink *sink = self;
    strcat(sink->log, last ? "last " : "commit ");
    return next_answer(sink, error);
}

static bool terminal(void *self)
{
    return ((struct sink *)self)->on_terminal;
}

static void wait_for(void *self, struct leat_wait *wait)
{
    (void)self;
    wait->milliseconds = 1;
}

static const struct leat_plugin waiting = LEAT_DESCRIPTOR(.kind = LEAT_SINK, .name = "waiting", .create = create,
                                                          .destroy = destroy, .write = write_batch, .commit = commit,
                                                          .terminal = terminal, .wait = wait_for),
                                plain = LEAT_DESCRIPTOR(.kind = LEAT_SINK, .name = "plain", .create = create,
                                                        .destroy = destroy, .write = write_batch);

/* --- the stand ---------------------------------------------------------------------------------------------------- */

struct stand {
    struct rig rig;
    struct sink sinks[2], *options[2];
    uv_loop_t loop;
    struct outlet outlet;
    struct leat_error error;
    int calls;
};

static void ready(void *user)
{
    ((struct stand *)user)->calls++;
}

static void lay(struct stand *stand, const char *first, const char *second)
{
    *stand = (struct stand){.sinks = {{.answers = first, .taken = buffer_make()},
                                      {.answers = second, .taken = buffer_make(), .on_terminal = true}}};
    rig_make(&stand->rig);
    for (size_t i = 0; i < 2; i++) {
        stand->options[i] = &stand->sinks[i];
        stand->rig.outputs[i].sink = (struct step){&waiting, &stand->options[i], i == 0 ? "sinks[0]" : "sinks[1]"};
    }
    assert_int_equal(uv_loop_init(&stand->loop), 0);
}

static enum leat_result open_outlet(struct stand *stand, bool append)
{
    return outlet_create(&stand->outlet, &stand->rig.config, append, &stand->loop, ready, stand, &stand->error);
}

static void begin(struct stand *stand, const char *first, const char *second)
{
    lay(stand, first, second);
    assert_int_equal(open_outlet(stand, false), LEAT_OK);
}

static void end(struct stand *stand)
{
    outlet_close(&stand->outlet);
    assert_int_equal(uv_run(&stand->loop, UV_RUN_DEFAULT), 0);
    outlet_destroy(&stand->outlet);
    outlet_destroy(&stand->outlet);
    assert_int_equal(uv_loop_close(&stand->loop), 0);
    for (size_t i = 0; i < 2; i++)
        buffer_free(&stand->sinks[i].taken);
}

static enum leat_result write_result(struct stand *stand, const char *first, const char *second, const char *letters)
{
    struct leat_batch batches[2] = {{.bytes = leat_string(first), .count = first[0] != '\0'},
                                    {.bytes = leat_string(second), .count = second[0] != '\0'}};
    return outlet_write(&stand->outlet, &(struct result){.letters = leat_string(letters), .batches = batches},
                        &stand->error);
}

static void check_sink(struct stand *stand, size_t index, const char *taken, const char *log)
{
    const struct sink *sink = &stand->sinks[index];
    assert_string(((struct leat_string){sink->taken.at, sink->taken.length}), taken);
    assert_string_equal(sink->log, log);
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

static void a_result_goes_to_every_sink(void **state)
{
    (void)state;
    struct stand stand;
    begin(&stand, "", "");
    assert_false(stand.outlet.terminals[0]);
    assert_true(stand.outlet.terminals[1]);
    assert_int_equal(write_result(&stand, "a", "A", ""), LEAT_OK);
    assert_int_equal(write_result(&stand, "", "", ""), LEAT_OK);
    assert_int_equal(write_result(&stand, "b", "B", ""), LEAT_OK);
    assert_int_equal(outlet_commit(&stand.outlet, true, &stand.error), LEAT_OK);
    check_sink(&stand, 0, "ab", "make write write last ");
    check_sink(&stand, 1, "AB", "make write write last ");
    assert_true(outlet_agrees(&stand.outlet, 2, &stand.error));
    end(&stand);
    assert_string_equal(stand.sinks[0].log, "make write write last destroy");
}

/* Those that have taken it are not asked again. */
static void a_sink_that_waits_is_the_first_asked_again(void **state)
{
    (void)state;
    struct stand stand;
    begin(&stand, "oo", "aao");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(write_result(&stand, "a", "A", ""), LEAT_AGAIN);
        assert_int_equal(uv_run(&stand.loop, UV_RUN_DEFAULT), 0);
        assert_int_equal(stand.calls, i + 1);
    }
    assert_int_equal(write_result(&stand, "a", "A", ""), LEAT_OK);
    assert_int_equal(write_result(&stand, "b", "B", ""), LEAT_OK);
    check_sink(&stand, 0, "ab", "make write write ");
    check_sink(&stand, 1, "AB", "make write write write write ");
    assert_true(outlet_agrees(&stand.outlet, 2, &stand.error));
    end(&stand);
}

static void a_sink_that_fails_is_named(void **state)
{
    (void)state;
    struct stand stand;
    begin(&stand, "", "of");
    assert_int_equal(write_result(&stand, "a", "A", ""), LEAT_OK);
    assert_int_equal(write_result(&stand, "b", "B", ""), LEAT_FATAL);
    assert_string_equal(stand.error.message, "sinks[1] (waiting): the disk is full");
    assert_false(outlet_agrees(&stand.outlet, 2, &stand.error));
    assert_string_equal(stand.error.message, "the books do not balance: 2 documents written, but sinks[1] took 1");
    end(&stand);
    check_sink(&stand, 1, "", "make write write destroy");
}

static void what_a_sink_may_not_answer_is_fatal(void **state)
{
    (void)state;
    struct stand stand;
    begin(&stand, "r", "");
    assert_int_equal(write_result(&stand, "a", "A", ""), LEAT_FATAL);
    assert_string_equal(stand.error.message, "sinks[0] (waiting) answered with result 2, which it may not give here");
    end(&stand);
    lay(&stand, "a", "");
    stand.rig.outputs[0].sink.plugin = &plain;
    assert_int_equal(open_outlet(&stand, true), LEAT_OK);
    assert_int_equal(write_result(&stand, "a", "A", ""), LEAT_FATAL);
    assert_string_equal(stand.error.message, "sinks[0] (plain) answered with result 5, which it may not give here");
    end(&stand);
    assert_string_equal(stand.sinks[0].log, "append write destroy");
}

static void a_commit_may_be_put_off_until_the_last(void **state)
{
    (void)state;
    struct stand stand;
    begin(&stand, "aao", "oo");
    assert_int_equal(outlet_commit(&stand.outlet, false, &stand.error), LEAT_AGAIN);
    assert_int_equal(outlet_commit(&stand.outlet, true, &stand.error), LEAT_AGAIN);
    assert_int_equal(uv_run(&stand.loop, UV_RUN_DEFAULT), 0);
    assert_int_equal(stand.calls, 1);
    assert_int_equal(outlet_commit(&stand.outlet, true, &stand.error), LEAT_OK);
    check_sink(&stand, 0, "", "make commit last last ");
    check_sink(&stand, 1, "", "make commit last ");
    end(&stand);
}

static void a_sink_that_can_t_start_releases_those_before(void **state)
{
    (void)state;
    struct stand stand;
    lay(&stand, "", "");
    stand.sinks[1].creating = LEAT_FATAL;
    assert_int_equal(open_outlet(&stand, false), LEAT_FATAL);
    assert_string_equal(stand.error.message, "sinks[1] (waiting) can't start: no such folder");
    end(&stand);
    assert_string_equal(stand.sinks[0].log, "make destroy");
    assert_string_equal(stand.sinks[1].log, "make ");
}

/* --- dead letters ------------------------------------------------------------------------------------------------- */

/* Opens an outlet, hands it these letters, and closes it. */
static void write_letters(const char *letters)
{
    struct stand stand;
    lay(&stand, "", "");
    stand.rig.config.run.dead_letters = "dead.jsonl";
    assert_int_equal(open_outlet(&stand, false), LEAT_OK);
    assert_int_equal(write_result(&stand, "", "", letters), LEAT_OK);
    assert_int_equal(outlet_commit(&stand.outlet, true, &stand.error), LEAT_OK);
    end(&stand);
}

static void check_letters(const char *expected)
{
    size_t length = 0;
    char *content = file_read("dead.jsonl", &length);
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(content, expected, length);
    free(content);
}

static void letters_are_added_to_the_file(void **state)
{
    (void)state;
    write_letters("");
    assert_int_equal(access("dead.jsonl", F_OK), -1); /* a run without failures leaves no empty file */
    write_letters("one\n");
    check_letters("one\n");
    write_letters("two\nthree\n");
    check_letters("one\ntwo\nthree\n");
    write_letters("");
    check_letters("one\ntwo\nthree\n");
    file_write("dead.jsonl", "", 0);
    write_letters("");
    check_letters(""); /* it was there before */
}

static void letters_that_can_t_be_written_end_the_run(void **state)
{
    (void)state;
    struct stand stand;
    lay(&stand, "", "");
    stand.rig.config.run.dead_letters = "no/such/folder";
    assert_int_equal(open_outlet(&stand, false), LEAT_FATAL);
    assert_string_equal(stand.error.message,
                        "run.dead_letters: can't write to no/such/folder: No such file or directory");
    end(&stand);
    assert_string_equal(stand.sinks[1].log, "make destroy");

    lay(&stand, "", "");
    stand.rig.config.run.dead_letters = "/dev/full";
    assert_int_equal(open_outlet(&stand, false), LEAT_OK);
    assert_int_equal(write_result(&stand, "a", "A", "letter\n"), LEAT_FATAL);
    assert_string_equal(stand.error.message, "can't write dead letters to /dev/full: No space left on device");
    end(&stand);
    struct stat status;
    assert_int_equal(stat("/dev/full", &status), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_goes_to_every_sink),
        cmocka_unit_test(a_sink_that_waits_is_the_first_asked_again),
        cmocka_unit_test(a_sink_that_fails_is_named),
        cmocka_unit_test(what_a_sink_may_not_answer_is_fatal),
        cmocka_unit_test(a_commit_may_be_put_off_until_the_last),
        cmocka_unit_test(a_sink_that_can_t_start_releases_those_before),
        cmocka_unit_test_setup_teardown(letters_are_added_to_the_file, folder_enter, folder_leave),
        cmocka_unit_test(letters_that_can_t_be_written_end_the_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
