#include "mill.h"

#include "plugin_open.h"
#include "report.h"

#include <regex.h>

/* Runs these records with standard error led to a file, and returns what was written there, to be released. */
static char *run_told(const char *const *records, struct report_manner how, const char *dead_letters,
                      enum cli_exit expected)
{
    struct mill mill;
    size_t length = 0;
    mill_make(&mill, records, 0);
    mill.rig.config.run.dead_letters = dead_letters;
    fflush(stderr);
    const int kept = dup(STDERR_FILENO), file = open("told", O_WRONLY | O_CREAT | O_TRUNC, 0666);
    dup2(file, STDERR_FILENO);
    const int code = report_run(&mill.rig.config, &(struct run_manner){.signals = false}, &how);
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(file);
    assert_int_equal(code, expected);
    mill_free(&mill);
    return file_read("told", &length);
}

static void check_told(const char *const *records, struct report_manner how, const char *dead_letters,
                       enum cli_exit expected, const char *pattern)
{
    regex_t compiled;
    char *told = run_told(records, how, dead_letters, expected);
    assert_int_equal(regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB), 0);
    if (regexec(&compiled, told, 0, NULL, 0) != 0)
        fail_msg("\"%s\" is not of the form %s", told, pattern);
    regfree(&compiled);
    free(told);
}

static const char *const good[] = {"1\n2\na:drop\n", NULL}, *const dead[] = {"1\nb:reject\n", NULL},
                         *const fatal[] = {"1\na:fatal\n", NULL};

static void one_line_sums_up(void **state)
{
    (void)state;
    const struct report_manner how = {.json = false};
    check_told(good, how, "dead.jsonl", CLI_OK,
               "^done: 3 read, 2 written, 1 dropped, 0 dead; 0\\.0 MB in [0-9]\\.[0-9]{2} s\n$");
    check_told(dead, how, "dead.jsonl", CLI_DEAD,
               "^done: 2 read, 1 written, 0 dropped, 1 dead \\(see dead\\.jsonl\\); 0\\.0 MB in [0-9.]+ s\n$");
    check_told(fatal, how, "dead.jsonl", CLI_STOPPED,
               "^leat: stages\\[0\\] \\(mark\\) stops the pipeline at document 2 of news\\.lines: a answers fatal\n"
               "failed: 0 read, 0 written, 0 dropped, 0 dead; 0\\.0 MB in [0-9.]+ s\n$");
}

static void quiet_tells_only_what_is_wrong(void **state)
{
    (void)state;
    const struct report_manner how = {.quiet = true};
    check_told(good, how, "dead.jsonl", CLI_OK, "^$");
    check_told(dead, how, "dead.jsonl", CLI_DEAD, "^done: 2 read, 1 written, 0 dropped, 1 dead");
    check_told(fatal, how, "dead.jsonl", CLI_STOPPED, "^leat: .*\nfailed: ");
}

static void json_has_the_books_of_every_step(void **state)
{
    (void)state;
    check_told(dead, (struct report_manner){.json = true}, "dead.jsonl", CLI_DEAD,
               "^\\{\"end\":\"done\",\"records\":1,\"read\":2,\"written\":1,\"dropped\":0,\"dead\":1,\"bytes_in\":11,"
               "\"bytes_out\":8,\"restarts\":0,\"overruns\":0,.*\"steps\":\\["
               "\\{\"step\":\"source\",\"plugin\":\"memory\",\"in\":0,\"dropped\":0,\"dead\":0\\},"
               "\\{\"step\":\"source.decode\",\"plugin\":null,\"in\":2,\"dropped\":0,\"dead\":0\\},"
               "\\{\"step\":\"stages\\[0\\]\",\"plugin\":\"mark\",\"in\":2,\"dropped\":0,\"dead\":0\\},"
               "\\{\"step\":\"stages\\[1\\]\",\"plugin\":\"mark\",\"in\":2,\"dropped\":0,\"dead\":1\\},"
               "\\{\"step\":\"sinks\\[0\\].encode\",\"plugin\":\"show\",\"in\":1,\"dropped\":0,\"dead\":0\\},"
               "\\{\"step\":\"sinks\\[1\\].encode\",\"plugin\":\"show\",\"in\":1,\"dropped\":0,\"dead\":0\\}\\]\\}\n$");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(one_line_sums_up),
        IN_FOLDER(quiet_tells_only_what_is_wrong),
        IN_FOLDER(json_has_the_books_of_every_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
