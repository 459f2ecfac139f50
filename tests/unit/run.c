#include "mill.h"

#include "run.h"

static const struct run_manner manner = {.signals = true};

/* Runs a mill, and proves how it ends and what the first sink takes. */
static void check_run(struct mill *mill, enum run_end end, const char *taken, const char *message)
{
    struct books books;
    struct leat_error error = {""};
    assert_int_equal(run_pipeline(&mill->rig.config, &manner, &books, &error), end);
    if (end == RUN_FAILED)
        assert_string_equal(error.message, message);
    else
        assert_true(books_balance(&books, &error));
    if (taken != NULL)
        assert_string(mill_taken(mill, 0), taken);
    assert_int_equal(mill->committed, end != RUN_FAILED);
    books_destroy(&books);
    mill_free(mill);
}

static void any_number_of_workers_makes_the_same(void **state)
{
    (void)state;
    static const char *const records[] = {"1\n2\na:drop\n", "unreadable", "", "3\nb:reject\n", "4\ny:reject\n5", NULL};
    for (int workers = 0; workers < 4; workers++)
        for (int slow = 0; slow < 2; slow++) {
            struct mill mill;
            mill_make(&mill, records, workers);
            mill.slow = slow;
            check_run(&mill, RUN_DONE, "x=1;x=2;x=3;x=4;x=5;", "");
        }
}

static void a_window_of_one_record_is_enough(void **state)
{
    (void)state;
    static const char *const records[] = {"1\n", "2\n", "unreadable", "3\n", NULL};
    for (int workers = 0; workers < 3; workers++) {
        struct mill mill;
        mill_make(&mill, records, workers);
        mill.rig.config.run.window = 1;
        mill.rig.config.run.window_bytes = 1;
        check_run(&mill, RUN_DONE, "x=1;x=2;x=3;", "");
    }
}

static void a_crash_costs_one_document(void **state)
{
    (void)state;
    static const char *const records[] = {"1\ncrash\n2\nexit\n3\n", "4\n", "crash", "5\n", NULL};
    for (int workers = 1; workers < 3; workers++) {
        struct mill mill;
        mill_make(&mill, records, workers);
        check_run(&mill, RUN_DONE, "x=1;x=2;x=3;x=4;x=5;", "");
    }
}

/* More of them than workers may die over one record without getting anywhere. */
static void a_record_may_be_full_of_crashes(void **state)
{
    (void)state;
    enum { CRASHES = 60 };
    char lines[CRASHES * 6 + 16] = "1\n";
    const char *const records[] = {lines, NULL};
    for (int i = 0; i < CRASHES; i++)
        strcat(lines, "crash\n");
    strcat(lines, "2\n");
    struct mill mill;
    mill_make(&mill, records, 1);
    check_run(&mill, RUN_DONE, "x=1;x=2;", "");
}

static void a_fatal_answer_ends_the_run(void **state)
{
    (void)state;
    static const char *const records[] = {"1\na:fatal\n2\n", NULL};
    for (int workers = 0; workers < 2; workers++) {
        struct mill mill;
        mill_make(&mill, records, workers);
        check_run(&mill, RUN_FAILED, "",
                  "stages[0] (mark) stops the pipeline at document 2 of news.lines: a answers fatal");
    }
}

static void too_many_failures_end_the_run(void **state)
{
    (void)state;
    static const char *const records[] = {"a:reject\n", "1\n", "b:reject\n", "2\n", "x:reject\n", "3\n", NULL};
    for (int workers = 0; workers < 2; workers++) {
        struct mill mill;
        mill_make(&mill, records, workers);
        mill.rig.config.run.max_failures.value = 2;
        check_run(&mill, RUN_FAILED, "x=1;x=2;", "3 of 5 documents failed, and run.max_failures allows 2");
    }
}

/* What was read until then is finished. */
static void a_signal_drains_the_run(void **state)
{
    (void)state;
    static const char *const records[] = {"1\n", "2\n", "3\n", NULL};
    for (int workers = 0; workers < 3; workers++) {
        struct mill mill;
        char expected[32] = "";
        mill_make(&mill, records, workers);
        mill.interrupt = records[1];
        mill.rig.config.run.window = 1; /* so that the loop gets its turn between two records */
        struct books books;
        struct leat_error error = {""};
        assert_int_equal(run_pipeline(&mill.rig.config, &manner, &books, &error), RUN_INTERRUPTED);
        assert_true(books_balance(&books, &error));
        assert_int_equal(books.records, mill.next);
        assert_in_range(mill.next, 2, 3);
        for (size_t i = 0; i < mill.next; i++)
            sprintf(expected + strlen(expected), "x=%zu;", i + 1);
        assert_string(mill_taken(&mill, 0), expected);
        books_destroy(&books);
        mill_free(&mill);
    }
}

static void what_can_t_start_is_told(void **state)
{
    (void)state;
    static const char *const records[] = {"1\n", NULL};
    for (int workers = 0; workers < 2; workers++) {
        struct mill mill;
        mill_make(&mill, records, workers);
        mill.source_start = LEAT_FATAL;
        check_run(&mill, RUN_FAILED, "", "source (memory) can't start: it is broken");
        mill_make(&mill, records, workers);
        mill.sink_start = LEAT_FATAL;
        check_run(&mill, RUN_FAILED, "", "sinks[0] (gather) can't start: it is broken");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_workers_makes_the_same),
        cmocka_unit_test(a_window_of_one_record_is_enough),
        cmocka_unit_test(a_crash_costs_one_document),
        cmocka_unit_test(a_record_may_be_full_of_crashes),
        cmocka_unit_test(a_fatal_answer_ends_the_run),
        cmocka_unit_test(too_many_failures_end_the_run),
        cmocka_unit_test(a_signal_drains_the_run),
        cmocka_unit_test(what_can_t_start_is_told),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
