/* The file sink by itself: full disks, lost readers, and what stays behind. */
#include "plugin_open.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

struct sink {
    struct leat_setup setup;
    void *self;
    struct leat_error error;
};

/* The same as the plugin's own options. */
enum mode { MODE_WHOLE, MODE_APPEND };

struct options {
    const char *path;
    int mode;
};

static const struct leat_plugin *plugin;

static enum leat_result open_sink(struct sink *sink, const char *path, enum mode mode, bool append)
{
    *sink = (struct sink){.setup = {.step = "sinks[0]", .append = append}};
    return plugin->create(&sink->setup, &(struct options){path, mode}, &sink->self, &sink->error);
}

static enum leat_result write_text(struct sink *sink, const char *text)
{
    const uint32_t end = (uint32_t)strlen(text);
    const struct leat_batch batch = {{text, end}, &end, 1};
    return plugin->write(sink->self, &batch, &sink->error);
}

static void expect_file(const char *path, const char *content)
{
    size_t length;
    char *bytes = file_read(path, &length);
    assert_string_equal(bytes, content);
    free(bytes);
}

static void expect_error(const struct sink *sink, const char *part)
{
    if (strstr(sink->error.message, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", sink->error.message, part);
}

static size_t files_here(void)
{
    size_t count = 0;
    FILE *list = popen("ls -A", "r");
    for (int c; (c = fgetc(list)) != EOF;)
        count += c == '\n';
    pclose(list);
    return count;
}

/* --- whole -------------------------------------------------------------------------------------------------------- */

static void whole_replaces_at_the_end(void **state)
{
    (void)state;
    struct sink sink;
    struct stat status;
    file_write("real", "old", 3);
    assert_int_equal(chmod("real", 0640) | symlink("real", "link"), 0);
    assert_int_equal(open_sink(&sink, "link", MODE_WHOLE, false), LEAT_OK);
    assert_int_equal(write_text(&sink, "new\n"), LEAT_OK);
    assert_int_equal(plugin->commit(sink.self, false, &sink.error), LEAT_AGAIN);
    expect_file("real", "old");
    assert_int_equal(plugin->commit(sink.self, true, &sink.error), LEAT_OK);
    plugin->destroy(sink.self);
    expect_file("real", "new\n");
    assert_int_equal(stat("real", &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    assert_int_equal(lstat("link", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(files_here(), 2);
}

static void an_unfinished_run_leaves_nothing(void **state)
{
    (void)state;
    struct sink sink;
    file_write("out", "old", 3);
    assert_int_equal(open_sink(&sink, "out", MODE_WHOLE, false), LEAT_OK);
    assert_int_equal(write_text(&sink, "new\n"), LEAT_OK);
    plugin->destroy(sink.self);
    expect_file("out", "old");
    assert_int_equal(files_here(), 1);
}

static void whole_can_go_on_from_an_earlier_run(void **state)
{
    (void)state;
    struct sink sink;
    file_write("out", "old\n", 4);
    assert_int_equal(open_sink(&sink, "out", MODE_WHOLE, true), LEAT_OK);
    assert_int_equal(write_text(&sink, "new\n"), LEAT_OK);
    assert_int_equal(plugin->commit(sink.self, true, &sink.error), LEAT_OK);
    plugin->destroy(sink.self);
    expect_file("out", "old\nnew\n");
}

static void a_dangling_link_gets_its_file(void **state)
{
    (void)state;
    struct sink sink;
    assert_int_equal(mkdir("d", 0700) | symlink("target", "d/link"), 0);
    assert_int_equal(open_sink(&sink, "d/link", MODE_WHOLE, false), LEAT_OK);
    assert_int_equal(write_text(&sink, "new\n"), LEAT_OK);
    assert_int_equal(plugin->commit(sink.self, true, &sink.error), LEAT_OK);
    plugin->destroy(sink.self);
    expect_file("d/target", "new\n");
}

static void bad_places_are_refused(void **state)
{
    (void)state;
    struct sink sink;
    for (enum mode mode = MODE_WHOLE; mode <= MODE_APPEND; mode++) {
        assert_int_equal(open_sink(&sink, "/tmp", mode, false), LEAT_FATAL);
        expect_error(&sink, "/tmp is a folder");
        assert_int_equal(open_sink(&sink, "no/out", mode, false), LEAT_FATAL);
        expect_error(&sink, "No such file");
    }
    assert_int_equal(symlink("loop", "loop"), 0);
    assert_int_equal(open_sink(&sink, "loop", MODE_WHOLE, false), LEAT_FATAL);
    expect_error(&sink, "Too many levels");
}

/* --- append, full disks ------------------------------------------------------------------------------------------- */

static void append_adds(void **state)
{
    (void)state;
    struct sink sink;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(open_sink(&sink, "out", MODE_APPEND, false), LEAT_OK);
        assert_int_equal(write_text(&sink, "line\n"), LEAT_OK);
        assert_int_equal(plugin->commit(sink.self, false, &sink.error), LEAT_OK);
        plugin->destroy(sink.self);
    }
    expect_file("out", "line\nline\n");
}

/* A file may grow to `bytes`: the write that passes it is cut short, the next fails with EFBIG. */
static struct rlimit limit_files(rlim_t bytes)
{
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &(struct rlimit){bytes, before.rlim_max}), 0);
    signal(SIGXFSZ, SIG_IGN);
    return before;
}

static void a_full_disk_leaves_whole_batches(void **state)
{
    (void)state;
    struct sink sink;
    file_write("out", "before\n", 7);
    assert_int_equal(open_sink(&sink, "out", MODE_APPEND, false), LEAT_OK);
    const struct rlimit before = limit_files(20);
    assert_int_equal(write_text(&sink, "12345678\n"), LEAT_OK);
    const enum leat_result result = write_text(&sink, "12345678\n");
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_equal(result, LEAT_FATAL);
    expect_error(&sink, "out: File too large; it keeps 9 bytes");
    plugin->destroy(sink.self);
    expect_file("out", "before\n12345678\n");
}

static void a_full_disk_leaves_the_old_file(void **state)
{
    (void)state;
    struct sink sink;
    file_write("out", "old", 3);
    assert_int_equal(open_sink(&sink, "out", MODE_WHOLE, false), LEAT_OK);
    const struct rlimit before = limit_files(10);
    const enum leat_result result = write_text(&sink, "123456789012345\n");
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_equal(result, LEAT_FATAL);
    expect_error(&sink, "out: File too large after 10 bytes; nothing of them is kept");
    plugin->destroy(sink.self);
    expect_file("out", "old");
    assert_int_equal(files_here(), 1);
}

static void a_full_device_is_told(void **state)
{
    (void)state;
    struct sink sink;
    assert_int_equal(open_sink(&sink, "/dev/full", MODE_WHOLE, false), LEAT_OK);
    assert_int_equal(write_text(&sink, "text\n"), LEAT_FATAL);
    expect_error(&sink, "/dev/full: No space left on device after 0 bytes");
    plugin->destroy(sink.self);
}

/* --- standard output, FIFOs --------------------------------------------------------------------------------------- */

/* Makes standard output a pipe, whose reading end it gives; `before` is what it was. */
static int pipe_output(int *before)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    fflush(stdout);
    *before = dup(STDOUT_FILENO);
    assert_int_equal(dup2(ends[1], STDOUT_FILENO), STDOUT_FILENO);
    close(ends[1]);
    return ends[0];
}

static void restore_output(int before)
{
    dup2(before, STDOUT_FILENO);
    close(before);
}

static void a_full_pipe_is_never_waited_for(void **state)
{
    (void)state;
    enum { SIZE = 300000 };
    char *sent = malloc(SIZE + 1), *got = malloc(SIZE);
    for (size_t i = 0; i < SIZE; i++)
        sent[i] = (char)('a' + i % 23);
    sent[SIZE] = '\0';
    int before;
    const int reader = pipe_output(&before);
    struct sink sink;
    assert_int_equal(open_sink(&sink, "-", MODE_WHOLE, false), LEAT_OK);
    size_t length = 0, waits = 0;
    for (enum leat_result result; (result = write_text(&sink, sent)) != LEAT_OK; waits++) {
        struct leat_wait wait = {0};
        assert_int_equal(result, LEAT_AGAIN);
        plugin->wait(sink.self, &wait);
        assert_true(wait.descriptor >= 0 && wait.writable);
        length += (size_t)read(reader, got + length, SIZE - length);
    }
    assert_int_equal(fcntl(STDOUT_FILENO, F_GETFL) & O_NONBLOCK, 0);
    assert_int_equal(plugin->commit(sink.self, true, &sink.error), LEAT_OK);
    assert_false(plugin->terminal(sink.self));
    plugin->destroy(sink.self);
    restore_output(before);
    for (ssize_t count; (count = read(reader, got + length, SIZE - length)) > 0;)
        length += (size_t)count;
    assert_true(waits > 0);
    assert_int_equal(length, SIZE);
    assert_memory_equal(got, sent, SIZE);
    close(reader);
    free(sent);
    free(got);
}

static void a_lost_reader_is_told(void **state)
{
    (void)state;
    signal(SIGPIPE, SIG_IGN);
    int before;
    const int reader = pipe_output(&before);
    struct sink sink;
    const enum leat_result opened = open_sink(&sink, "-", MODE_WHOLE, false);
    const enum leat_result first = write_text(&sink, "text\n");
    close(reader);
    const enum leat_result second = write_text(&sink, "text\n");
    restore_output(before);
    assert_int_equal(opened, LEAT_OK);
    assert_int_equal(first, LEAT_OK);
    assert_int_equal(second, LEAT_FATAL);
    expect_error(&sink, "the reader of standard output went away after 5 bytes");
    plugin->destroy(sink.self);
}

static void a_fifo_waits_for_its_reader(void **state)
{
    (void)state;
    struct sink sink;
    struct leat_wait wait = {0};
    char got[8] = "";
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_int_equal(open_sink(&sink, "fifo", MODE_WHOLE, false), LEAT_OK);
    assert_int_equal(write_text(&sink, "text\n"), LEAT_AGAIN);
    plugin->wait(sink.self, &wait);
    assert_int_equal(wait.descriptor, -1);
    assert_int_not_equal(wait.milliseconds, 0);
    const int reader = open("fifo", O_RDONLY | O_NONBLOCK);
    assert_int_equal(write_text(&sink, "text\n"), LEAT_OK);
    assert_int_equal(read(reader, got, sizeof got), 5);
    assert_string_equal(got, "text\n");
    assert_int_equal(plugin->commit(sink.self, true, &sink.error), LEAT_OK);
    plugin->destroy(sink.self);
    close(reader);
}

/* A shell's `>out` and the path "out" are one file: it must not be replaced under the shell's descriptor. */
static void the_file_of_standard_output_is_not_replaced(void **state)
{
    (void)state;
    struct sink sink;
    struct stat first, second;
    fflush(stdout);
    const int before = dup(STDOUT_FILENO), out = open("out", O_WRONLY | O_CREAT, 0600);
    assert_int_equal(dup2(out, STDOUT_FILENO), STDOUT_FILENO);
    const enum leat_result opened = open_sink(&sink, "/dev/stdout", MODE_WHOLE, false);
    const enum leat_result written = write_text(&sink, "text\n");
    restore_output(before);
    assert_int_equal(opened, LEAT_OK);
    assert_int_equal(written, LEAT_OK);
    plugin->destroy(sink.self);
    expect_file("out", "text\n");
    assert_int_equal(fstat(out, &first) | stat("out", &second), 0);
    assert_int_equal(first.st_ino, second.st_ino);
    assert_int_equal(files_here(), 1);
    close(out);
}

static int open_plugin(void **state)
{
    (void)state;
    plugin = plugin_open("file");
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(whole_replaces_at_the_end),
        TEST(an_unfinished_run_leaves_nothing),
        TEST(whole_can_go_on_from_an_earlier_run),
        TEST(a_dangling_link_gets_its_file),
        TEST(bad_places_are_refused),
        TEST(append_adds),
        TEST(a_full_disk_leaves_whole_batches),
        TEST(a_full_disk_leaves_the_old_file),
        TEST(a_full_device_is_told),
        TEST(a_full_pipe_is_never_waited_for),
        TEST(a_lost_reader_is_told),
        TEST(a_fifo_waits_for_its_reader),
        TEST(the_file_of_standard_output_is_not_replaced),
    };
    return cmocka_run_group_tests(tests, open_plugin, NULL);
}
