#include "plugin_open.h"

#include "loader.h"
#include "paths.h"

#include <sys/stat.h>

/* The plugins of this test's own build, beside which it lies. */
static const char *built(struct arena *arena)
{
    static const char *const candidates[] = {"../plugins", NULL};
    const char *folder = paths_find(arena, candidates);
    assert_non_null(folder);
    return folder;
}

static void expect_missing(struct loader *loader, enum leat_kind kind, const char *name, const char *part)
{
    struct leat_error error = {""};
    assert_null(loader_find(loader, kind, name, &error));
    if (strstr(error.message, part) == NULL)
        fail_msg("\"%s\" says nothing of \"%s\"", error.message, part);
}

static void plugins_are_found_by_name_and_kind(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct leat_error error;
    struct loader *loader = loader_create(NULL, built(&arena));
    const struct leat_plugin *decoder = loader_find(loader, LEAT_DECODER, "jsonl", &error);
    const struct leat_plugin *encoder = loader_find(loader, LEAT_ENCODER, "jsonl", &error);
    assert_int_equal(decoder->kind, LEAT_DECODER);
    assert_int_equal(encoder->kind, LEAT_ENCODER);
    assert_ptr_equal(loader_find(loader, LEAT_DECODER, "jsonl", &error), decoder);
    expect_missing(loader, LEAT_ANNOTATOR, "jsonl",
                   "is of kind decoder and encoder; here belongs one of kind annotator");
    expect_missing(loader, LEAT_ANNOTATOR, "tokenise", "; did you mean \"tokenize\"?");
    expect_missing(loader, LEAT_DECODER, "zzz", arena_copy(&arena, built(&arena), strlen(built(&arena))));
    loader_destroy(loader);
    arena_free(&arena);
}

static void paths_are_no_names(void **state)
{
    (void)state;
    struct loader *loader = loader_create(".", NULL);
    static const char *const names[] = {"../a", "a/b", "/tmp/a", "a.so", ".", "", "A", "a b", "a\n"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        expect_missing(loader, LEAT_SINK, names[i], "is not a plugin's name");
    loader_destroy(loader);
}

static void broken_files_tell_why(void **state)
{
    (void)state;
    file_write("empty.so", "", 0);
    file_write("words.so", "these are words", 15);
    assert_int_equal(mkdir("folder.so", 0700), 0);
    assert_int_equal(symlink("/nowhere", "dangling.so"), 0);
    file_write("readme.txt", "", 0);
    struct loader *loader = loader_create(".", NULL);
    size_t count = 0;
    const struct loader_entry *entries = loader_list(loader, &count);
    assert_int_equal(count, 4);
    static const char *const names[] = {"dangling", "empty", "folder", "words"};
    static const char *const reasons[] = {"it is not a file", "it is not a shared object", "it is not a file",
                                          "it is not a shared object"};
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(entries[i].name, names[i]);
        assert_null(entries[i].plugin);
        assert_non_null(strstr(entries[i].reason, reasons[i]));
    }
    expect_missing(loader, LEAT_SINK, "words", "plugin \"words\" (./words.so) is broken: it is not a shared object");
    loader_destroy(loader);
}

/* A shared object that is no plugin: the C library's own is always there. */
static void a_library_is_no_plugin(void **state)
{
    (void)state;
    Dl_info libc;
    assert_true(dladdr(stdout, &libc) != 0);
    assert_int_equal(symlink(libc.dli_fname, "c.so"), 0);
    struct loader *loader = loader_create(".", NULL);
    expect_missing(loader, LEAT_SINK, "c", "it has no symbol leat_plugin_1: end its source with LEAT_PLUGIN");
    loader_destroy(loader);
}

static void link_plugin(const char *folder, const char *plugin, const char *name)
{
    struct arena arena = {0};
    char from[4200], to[256];
    snprintf(from, sizeof from, "%s/%s.so", built(&arena), plugin);
    snprintf(to, sizeof to, "%s/%s.so", folder, name);
    assert_int_equal(symlink(from, to), 0);
    arena_free(&arena);
}

static void a_file_has_the_name_of_its_plugin(void **state)
{
    (void)state;
    link_plugin(".", "text", "prose");
    struct loader *loader = loader_create(".", NULL);
    expect_missing(loader, LEAT_DECODER, "prose", "it calls itself \"text\", but its file is called prose.so");
    loader_destroy(loader);
}

static void earlier_folders_hide_later_ones(void **state)
{
    (void)state;
    assert_int_equal(mkdir("first", 0700), 0);
    assert_int_equal(mkdir("second", 0700), 0);
    link_plugin("first", "text", "text");
    link_plugin("second", "jsonl", "jsonl");
    file_write("second/text.so", "broken", 6);
    struct leat_error error;
    struct loader *loader = loader_create(":first::nowhere:", "second");
    assert_non_null(loader_find(loader, LEAT_DECODER, "text", &error));
    size_t count = 0;
    const struct loader_entry *entries = loader_list(loader, &count);
    assert_int_equal(count, 4); /* each is a decoder and an encoder */
    assert_string_equal(entries[0].path, "second/jsonl.so");
    assert_int_equal(entries[0].plugin->kind, LEAT_DECODER);
    assert_int_equal(entries[1].plugin->kind, LEAT_ENCODER);
    assert_string_equal(entries[3].path, "first/text.so");
    loader_destroy(loader);

    loader = loader_create("second:first", NULL);
    expect_missing(loader, LEAT_DECODER, "text", "plugin \"text\" (second/text.so) is broken");
    loader_destroy(loader);
}

static void no_folder_holds_no_plugin(void **state)
{
    (void)state;
    struct loader *loader = loader_create(NULL, NULL);
    size_t count = 1;
    assert_non_null(loader_list(loader, &count));
    assert_int_equal(count, 0);
    expect_missing(loader, LEAT_SINK, "file", "there is no plugin \"file\" in any folder");
    loader_destroy(loader);
    loader_destroy(NULL);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plugins_are_found_by_name_and_kind),
        cmocka_unit_test(paths_are_no_names),
        IN_A_FOLDER(broken_files_tell_why),
        IN_A_FOLDER(a_library_is_no_plugin),
        IN_A_FOLDER(a_file_has_the_name_of_its_plugin),
        IN_A_FOLDER(earlier_folders_hide_later_ones),
        cmocka_unit_test(no_folder_holds_no_plugin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
