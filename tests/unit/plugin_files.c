/* The files source by itself: what a pipeline's output would not show. */
#include "buffer.h"
#include "plugin_open.h"

#include <sys/stat.h>

/* The same as the plugin's own options. */
struct options {
    struct leat_list paths;
    bool recursive;
};

struct source {
    struct leat_setup setup;
    struct options options; /* which outlive the instance, as the host's do */
    const char *path;
    void *self;
    struct leat_record record;
    struct leat_out bytes;
    struct leat_error error;
};

static const struct leat_plugin *plugin;

/* .txt whole, .jsonl and "-" in lines, the rest not at all. */
static enum leat_framing by_suffix(const struct leat_setup *setup, struct leat_string name)
{
    (void)setup;
    const char *dot = memrchr(name.at, '.', name.length);
    const size_t length = dot != NULL ? (size_t)(name.at + name.length - dot) : 0;
    if (length == 4 && memcmp(dot, ".txt", 4) == 0)
        return LEAT_WHOLE;
    if ((length == 6 && memcmp(dot, ".jsonl", 6) == 0) || leat_string_equal(name, leat_string("-")))
        return LEAT_LINES;
    return LEAT_UNCLAIMED;
}

static struct source *open_paths(const char *const *paths, size_t count, bool recursive, uint64_t max_document)
{
    struct source *source = calloc(1, sizeof *source);
    source->setup = (struct leat_setup){.step = "source", .max_document = max_document, .framing = by_suffix};
    source->options = (struct options){.paths = {paths, count}, .recursive = recursive};
    if (count == 1) {
        source->path = *paths;
        source->options.paths.at = &source->path;
    }
    source->bytes = buffer_make();
    assert_int_equal(plugin->create(&source->setup, &source->options, &source->self, &source->error), LEAT_OK);
    return source;
}

static struct source *open_path(const char *path, uint64_t max_document)
{
    return open_paths(&path, 1, false, max_document);
}

static void close_source(struct source *source)
{
    plugin->destroy(source->self);
    buffer_free(&source->bytes);
    free(source);
}

/* The next answer; calls that only hand the turn back are passed over. */
static enum leat_result next(struct source *source)
{
    for (;;) {
        source->bytes.length = 0;
        const enum leat_result result = plugin->read(source->self, &source->record, &source->bytes, &source->error);
        struct leat_wait wait = {0};
        if (result == LEAT_AGAIN)
            plugin->wait(source->self, &wait);
        if (result != LEAT_AGAIN || wait.descriptor >= 0)
            return result;
        assert_int_not_equal(wait.milliseconds, 0);
    }
}

static void expect(struct source *source, const char *content, uint64_t line, uint64_t offset)
{
    assert_int_equal(next(source), LEAT_OK);
    assert_int_equal(source->bytes.length, strlen(content));
    assert_memory_equal(source->bytes.at, content, strlen(content));
    assert_int_equal(source->record.line, line);
    assert_int_equal(source->record.offset, offset);
}

static void expect_reject(struct source *source, const char *origin, const char *reason)
{
    assert_int_equal(next(source), LEAT_REJECT);
    assert_int_equal(source->record.origin.length, strlen(origin));
    assert_memory_equal(source->record.origin.at, origin, strlen(origin));
    if (strstr(source->error.message, reason) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", source->error.message, reason);
}

static void write_text(const char *path, const char *text)
{
    file_write(path, text, strlen(text));
}

/* --- cutting ------------------------------------------------------------------------------------------------------ */

static void lines_pass_as_they_are(void **state)
{
    (void)state;
    file_write("a.jsonl", "one\r\n\n\0x\nlast", 13);
    struct source *source = open_path("a.jsonl", 100);
    assert_int_equal(next(source), LEAT_OK);
    assert_memory_equal(source->bytes.at, "one\r\n\n\0x\n", 9);
    assert_int_equal(source->bytes.length, 9);
    expect(source, "last", 4, 9);
    assert_int_equal(next(source), LEAT_END);
    close_source(source);
}

static void runs_add_up_to_the_file(void **state)
{
    (void)state;
    enum { SIZE = 900 * 1000 };
    char *content = malloc(SIZE);
    for (size_t i = 0; i < SIZE; i++)
        content[i] = i * i % 997 == 4 ? '\n' : 'a';
    file_write("a.jsonl", content, SIZE);
    struct source *source = open_path("a.jsonl", 1 << 20);
    size_t seen = 0;
    uint64_t line = 1;
    while (next(source) == LEAT_OK) {
        assert_int_equal(source->record.offset, seen);
        assert_int_equal(source->record.line, line);
        assert_memory_equal(source->bytes.at, content + seen, source->bytes.length);
        seen += source->bytes.length;
        assert_true(seen == SIZE || content[seen - 1] == '\n');
        assert_true(source->bytes.length < 80 * 1024);
        for (size_t i = 0; i < source->bytes.length; i++)
            line += source->bytes.at[i] == '\n';
    }
    assert_int_equal(seen, SIZE);
    close_source(source);
    free(content);
}

static void a_long_line_costs_itself_alone(void **state)
{
    (void)state;
    FILE *file = fopen("a.jsonl", "wb");
    fprintf(file, "1\n%0*d\n3\n%0*d\n5\n%0*d", 3000000, 7, 1001, 7, 1000, 7);
    fclose(file);
    struct source *source = open_path("a.jsonl", 1000);
    expect(source, "1\n", 1, 0);
    expect_reject(source, "a.jsonl", "3000000 bytes");
    assert_int_equal(source->record.line, 2);
    assert_int_equal(source->record.offset, 2);
    expect(source, "3\n", 3, 3000003);
    expect_reject(source, "a.jsonl", "1001 bytes");
    expect(source, "5\n", 5, 3001007);
    assert_int_equal(next(source), LEAT_OK);
    assert_int_equal(source->bytes.length, 1000);
    assert_int_equal(next(source), LEAT_END);
    close_source(source);
}

static void a_large_file_is_not_read(void **state)
{
    (void)state;
    write_text("a.txt", "");
    assert_int_equal(truncate("a.txt", (off_t)1 << 40), 0);
    write_text("b.txt", "");
    const char *paths[] = {"a.txt", "b.txt"};
    struct source *source = open_paths(paths, 2, false, 1000);
    expect_reject(source, "a.txt", "has 1099511627776 bytes");
    expect(source, "", 0, 0);
    assert_int_equal(next(source), LEAT_END);
    close_source(source);
}

/* --- not waiting -------------------------------------------------------------------------------------------------- */

static void a_pipe_is_never_waited_for(void **state)
{
    (void)state;
    int ends[2];
    const int before = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    struct source *source = open_path("-", 1000);
    assert_int_equal(next(source), LEAT_AGAIN);
    assert_int_equal(write(ends[1], "a\nb", 3), 3);
    expect(source, "a\n", 1, 0);
    assert_int_equal(next(source), LEAT_AGAIN);
    struct leat_wait wait = {0};
    plugin->wait(source->self, &wait);
    assert_int_equal(wait.descriptor, STDIN_FILENO);
    assert_false(wait.writable);
    assert_int_equal(write(ends[1], "b\n", 2), 2);
    expect(source, "bb\n", 2, 2);
    assert_int_equal(fcntl(STDIN_FILENO, F_GETFL) & O_NONBLOCK, 0);
    close(ends[1]);
    assert_int_equal(next(source), LEAT_END);
    close_source(source);
    dup2(before, STDIN_FILENO);
    close(before);
    close(ends[0]);
}

static void a_fifo_waits_for_its_writer(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("a.txt", 0600), 0);
    struct source *source = open_path("a.txt", 1000);
    assert_int_equal(next(source), LEAT_AGAIN);
    const int writer = open("a.txt", O_WRONLY | O_NONBLOCK);
    assert_true(writer >= 0);
    assert_int_equal(next(source), LEAT_AGAIN);
    assert_int_equal(write(writer, "text", 4), 4);
    assert_int_equal(next(source), LEAT_AGAIN);
    close(writer);
    expect(source, "text", 0, 0);
    assert_int_equal(next(source), LEAT_END);
    close_source(source);
}

/* --- compression -------------------------------------------------------------------------------------------------- */

/* Each: "one\ntwo\n" and "three\n" packed by themselves, one behind the other. */
static const char gzip[] =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\xcf\x4b\xe5\x2a\x29\xcf\xe7\x02\x00\xe6\x0b\xba"
    "\x12\x08\x00\x00\x00\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x2b\xc9\x28\x4a\x4d\xe5\x02\x00"
    "\xd8\xc5\x46\xff\x06\x00\x00\x00";
static const char zstd[] =
    "\x28\xb5\x2f\xfd\x04\x58\x41\x00\x00\x6f\x6e\x65\x0a\x74\x77\x6f\x0a\xe6\xa6\x0e\x40\x28\xb5\x2f"
    "\xfd\x04\x58\x31\x00\x00\x74\x68\x72\x65\x65\x0a\xd7\x06\xfd\x28";
static const char unpacked[] = "one\ntwo\nthree\n";

struct packed {
    const char *path, *bytes;
    size_t length, first; /* of both, of the first one */
};

static const struct packed packed[] = {
    {"a.jsonl.gz", gzip, sizeof gzip - 1, 28},
    {"a.jsonl.zst", zstd, sizeof zstd - 1, 21},
};

/* Reads all there is and checks that it is a start of the content. */
static void read_packed(const struct packed *file, size_t *length, size_t *rejects)
{
    struct source *source = open_path(file->path, 1000);
    enum leat_result result;
    *length = *rejects = 0;
    while ((result = next(source)) != LEAT_END) {
        assert_true(result == LEAT_OK || result == LEAT_REJECT);
        *rejects += result == LEAT_REJECT;
        if (result == LEAT_OK) {
            assert_memory_equal(source->bytes.at, unpacked + *length, source->bytes.length);
            *length += source->bytes.length;
        }
    }
    close_source(source);
}

static void packed_files_are_undone(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
        size_t length, rejects;
        file_write(packed[i].path, packed[i].bytes, packed[i].length);
        read_packed(&packed[i], &length, &rejects);
        assert_int_equal(length, sizeof unpacked - 1);
        assert_int_equal(rejects, 0);
    }
}

static void what_came_before_a_cut_goes_on(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++)
        for (size_t cut = 0; cut < packed[i].length; cut++) {
            size_t length, rejects;
            file_write(packed[i].path, packed[i].bytes, cut);
            read_packed(&packed[i], &length, &rejects);
            assert_int_equal(rejects, cut == packed[i].first ? 0 : 1);
            assert_true(length == 0 || unpacked[length - 1] == '\n');
            assert_true(cut < packed[i].first || length >= strlen("one\ntwo\n"));
        }
}

static void every_damaged_bit_comes_to_an_end(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++)
        for (size_t bit = 0; bit < 8 * packed[i].length; bit++) {
            char bytes[sizeof gzip];
            memcpy(bytes, packed[i].bytes, packed[i].length);
            bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
            file_write(packed[i].path, bytes, packed[i].length);
            struct source *source = open_path(packed[i].path, 1000);
            size_t rejects = 0;
            for (enum leat_result result; (result = next(source)) != LEAT_END;)
                rejects += result == LEAT_REJECT;
            assert_true(rejects <= 1);
            close_source(source);
        }
}

static void a_name_that_lies_is_rejected(void **state)
{
    (void)state;
    write_text("a.jsonl.gz", "plain\n");
    struct source *source = open_path("a.jsonl.gz", 1000);
    expect_reject(source, "a.jsonl.gz", "the name says gzip");
    assert_int_equal(next(source), LEAT_END);
    close_source(source);
    file_write("a.jsonl", gzip, sizeof gzip - 1);
    source = open_path("a.jsonl", 1000);
    expect(source, unpacked, 1, 0);
    close_source(source);
}

/* --- finding ------------------------------------------------------------------------------------------------------ */

static void folders_and_globs_are_in_byte_order(void **state)
{
    (void)state;
    mkdir("d", 0700), mkdir("d/c", 0700);
    write_text("d/b.txt", "b"), write_text("d/a.txt", "a"), write_text("d/B.txt", "B");
    write_text("d/c/x.txt", "x"), write_text("d/.hidden.txt", "h"), write_text("d/z.foo", "z");
    const char *paths[] = {"d/b*.txt", "d/[aB].txt", "d/"};
    struct source *source = open_paths(paths, 3, true, 1000);
    for (const char *want = "bBaBabx"; *want != '\0'; want++)
        expect(source, (char[]){*want, '\0'}, 0, 0);
    expect_reject(source, "d/z.foo", "no decoder claims .foo");
    assert_int_equal(next(source), LEAT_END);
    close_source(source);

    paths[0] = "d";
    source = open_paths(paths, 1, false, 1000);
    for (const char *want = "Bab"; *want != '\0'; want++)
        expect(source, (char[]){*want, '\0'}, 0, 0);
    expect_reject(source, "d/z.foo", "no decoder claims .foo");
    assert_int_equal(next(source), LEAT_END);
    close_source(source);
}

static void what_cannot_be_read_is_told(void **state)
{
    (void)state;
    mkdir("d", 0700);
    assert_int_equal(symlink("..", "d/loop") | symlink("nowhere", "d/broken.txt") | mkfifo("d/fifo.txt", 0600), 0);
    write_text("last.txt", "last");
    const char *paths[] = {"gone.txt", "*.none", ".", "last.txt"};
    struct source *source = open_paths(paths, 4, true, 1000);
    expect_reject(source, "gone.txt", "No such file");
    expect_reject(source, "*.none", "no file has a name like this");
    expect_reject(source, "./d/broken.txt", "No such file");
    expect_reject(source, "./d/fifo.txt", "neither a file nor a folder");
    expect_reject(source, "./d/loop", "symbolic link back");
    expect(source, "last", 0, 0);
    expect(source, "last", 0, 0);
    assert_int_equal(next(source), LEAT_END);
    close_source(source);
}

static int open_plugin(void **state)
{
    (void)state;
    plugin = plugin_open("files");
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lines_pass_as_they_are),
        TEST(runs_add_up_to_the_file),
        TEST(a_long_line_costs_itself_alone),
        TEST(a_large_file_is_not_read),
        TEST(a_pipe_is_never_waited_for),
        TEST(a_fifo_waits_for_its_writer),
        TEST(packed_files_are_undone),
        TEST(what_came_before_a_cut_goes_on),
        TEST(every_damaged_bit_comes_to_an_end),
        TEST(a_name_that_lies_is_rejected),
        TEST(folders_and_globs_are_in_byte_order),
        TEST(what_cannot_be_read_is_told),
    };
    return cmocka_run_group_tests(tests, open_plugin, NULL);
}
