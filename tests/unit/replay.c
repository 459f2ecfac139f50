#include "rig.h"

#include "buffer.h"
#include "plugin_open.h"
#include "replay.h"

/* A config that reads dead letters from this file. */
static void prepare(struct rig *rig, struct replay_options *options)
{
    rig_make(rig);
    assert_false(replay_prepared(&rig->config));
    replay_prepare(&rig->config, options);
    assert_true(replay_prepared(&rig->config));
}

/* Reads the whole file, record by record, and proves that they hold it, in lines. Returns how many there were. */
static size_t read_all(const char *content, size_t length)
{
    struct rig rig;
    struct replay_options options = {.path = "dead.jsonl"};
    struct leat_error error;
    void *self = NULL;
    size_t records = 0, offset = 0, lines = 0;
    file_write(options.path, content, length);
    prepare(&rig, &options);
    const struct leat_plugin *plugin = rig.config.source.plugin;
    assert_int_equal(plugin->create(NULL, rig.config.source.options, &self, &error), LEAT_OK);
    for (;; records++) {
        struct leat_record record = {.line = 0};
        struct leat_out bytes = buffer_make();
        const enum leat_result result = plugin->read(self, &record, &bytes, &error);
        if (result == LEAT_END)
            break;
        assert_int_equal(result, LEAT_OK);
        assert_string(record.origin, "dead.jsonl");
        assert_int_equal(record.offset, offset);
        assert_int_equal(record.line, lines + 1);
        assert_true(offset + bytes.length <= length);
        assert_memory_equal(bytes.at, content + offset, bytes.length);
        for (size_t i = 0; i < bytes.length; i++)
            lines += bytes.at[i] == '\n';
        offset += bytes.length;
        assert_true(bytes.at[bytes.length - 1] == '\n' || offset == length);
        buffer_free(&bytes);
    }
    assert_int_equal(offset, length);
    plugin->destroy(self);
    return records;
}

static void letters_come_in_runs_of_whole_lines(void **state)
{
    (void)state;
    struct leat_out content = buffer_make();
    assert_int_equal(read_all("", 0), 0);
    assert_int_equal(read_all("one\n", 4), 1);
    assert_int_equal(read_all("one\ntwo", 7), 1);
    for (int i = 0; i < 30000; i++)
        buffer_printf(&content, "letter %d\n", i);
    const size_t length = content.length;
    assert_int_equal(read_all(content.at, length), length / (64 << 10) + 1);
    for (size_t i = 0; i < length - 1; i++)
        content.at[i] = 'a';
    assert_int_equal(read_all(content.at, length), 1);
    buffer_free(&content);
}

static void letters_that_are_not_there_are_told(void **state)
{
    (void)state;
    struct rig rig;
    struct replay_options options = {.path = "none.jsonl"};
    struct leat_error error;
    void *self = NULL;
    prepare(&rig, &options);
    assert_int_equal(rig.config.source.plugin->create(NULL, &options, &self, &error), LEAT_FATAL);
    assert_string_equal(error.message, "can't read the dead letters none.jsonl: No such file or directory");
}

static void letters_that_can_t_be_read_are_told(void **state)
{
    (void)state;
    struct rig rig;
    struct replay_options options = {.path = "."};
    struct leat_error error;
    void *self = NULL;
    struct leat_record record;
    struct leat_out bytes = buffer_make();
    prepare(&rig, &options);
    const struct leat_plugin *plugin = rig.config.source.plugin;
    assert_int_equal(plugin->create(NULL, &options, &self, &error), LEAT_OK);
    assert_int_equal(plugin->read(self, &record, &bytes, &error), LEAT_FATAL);
    assert_string_equal(error.message, "can't read the dead letters .: Is a directory");
    plugin->destroy(self);
    buffer_free(&bytes);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(letters_come_in_runs_of_whole_lines),
        IN_FOLDER(letters_that_are_not_there_are_told),
        IN_FOLDER(letters_that_can_t_be_read_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
