#include "plugin_open.h"

#include "save.h"

#include <dirent.h>
#include <sys/stat.h>

static size_t count_files(const char *folder)
{
    size_t count = 0;
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    for (const struct dirent *entry; (entry = readdir(entries)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(entries);
    return count;
}

static void a_file_is_replaced_whole(void **state)
{
    (void)state;
    struct leat_error error;
    struct stat status;
    size_t length;
    const mode_t mask = umask(027);
    file_write("model", "what was there before, and longer", 33);
    assert_true(save_file("model", leat_string("new"), &error));
    char *content = file_read("model", &length);
    assert_int_equal(length, 3);
    assert_memory_equal(content, "new", 3);
    free(content);
    assert_int_equal(stat("model", &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    assert_int_equal(count_files("."), 1);
    umask(mask);
}

static void nothing_is_left_of_a_failure(void **state)
{
    (void)state;
    struct leat_error error;
    assert_int_equal(mkdir("model", 0700), 0);
    assert_false(save_file("model", leat_string("new"), &error));
    assert_string_equal(error.message, "model: can't put it in its place: Is a directory");
    assert_int_equal(count_files("."), 1);
    assert_false(save_file("nowhere/model", leat_string("new"), &error));
    assert_string_equal(error.message, "nowhere/model: can't make a file beside it: No such file or directory");
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {IN_A_FOLDER(a_file_is_replaced_whole),
                                       IN_A_FOLDER(nothing_is_left_of_a_failure)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
