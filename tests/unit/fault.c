#include "fault_check.h"

static void faults_are_copied_and_kept(void **state)
{
    (void)state;
    struct faults faults = {0};
    char path[] = "stages[0]";
    fault_add(&faults, "p.json", 3, 7, path, "%d is %s", 4, "wrong");
    path[0] = 'x';
    assert_string_equal(faults.at[0].file, "p.json");
    expect_faults(&faults, "3:7 stages[0]: 4 is wrong\n");
    assert_int_equal(faults.count, 0);
}

static void faults_are_sorted_by_place(void **state)
{
    (void)state;
    struct faults faults = {0};
    fault_sort(&faults);
    fault_add(&faults, "p", 2, 10, "c", "third");
    fault_add(&faults, "p", 2, 9, "b", "second");
    fault_add(&faults, "p", 10, 1, "e", "last");
    fault_add(&faults, "p", 2, 10, "d", "fourth");
    fault_add(&faults, "p", 0, 0, "", "first");
    fault_sort(&faults);
    expect_faults(&faults, "0:0 : first\n2:9 b: second\n2:10 c: third\n2:10 d: fourth\n10:1 e: last\n");
}

static void a_long_message_is_cut(void **state)
{
    (void)state;
    struct faults faults = {0};
    fault_add(&faults, "p", 1, 1, "", "%5000d", 1);
    assert_int_equal(faults.count, 1);
    assert_true(strlen(faults.at[0].message) < 5000);
    fault_free(&faults);
}

static void many_are_kept(void **state)
{
    (void)state;
    struct faults faults = {0};
    for (size_t i = 0; i < 1000; i++)
        fault_add(&faults, "p", i + 1, 1, "", "fault %zu", i);
    assert_int_equal(faults.count, 1000);
    assert_string_equal(faults.at[999].message, "fault 999");
    fault_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_copied_and_kept),
        cmocka_unit_test(faults_are_sorted_by_place),
        cmocka_unit_test(a_long_message_is_cut),
        cmocka_unit_test(many_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
