#include "fault_check.h"

#include "unit.h"

static void expect_size(const char *text, uint64_t expected)
{
    uint64_t bytes = 0;
    assert_true(unit_size(text, &bytes));
    assert_true(bytes == expected);
}

static void sizes_are_read(void **state)
{
    (void)state;
    expect_size("0", 0);
    expect_size("512B", 512);
    expect_size("64MB", 64000000);
    expect_size("1GiB", 1073741824);
    expect_size("1.5kB", 1500);
    expect_size("0.1TB", 100000000000);
    expect_size("9223372036854775807", INT64_MAX);
    static const char *const bad[] = {"",          "MB", "64 MB", "64mb", "64M", "0x10", "-1",
                                      "+1",        " 1", "1.",    ".5MB", "1e3", "inf",  "9223372036854775808",
                                      "8388608TiB"};
    uint64_t bytes;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(unit_size(bad[i], &bytes));
}

static void expect_duration(const char *text, uint64_t expected)
{
    uint64_t nanoseconds = 0;
    assert_true(unit_duration(text, &nanoseconds));
    assert_true(nanoseconds == expected);
}

static void durations_are_read(void **state)
{
    (void)state;
    expect_duration("10s", 10000000000);
    expect_duration("1.5ms", 1500000);
    expect_duration("2h", UINT64_C(7200000000000));
    expect_duration("1m", 60000000000);
    expect_duration("3us", 3000);
    expect_duration("7ns", 7);
    expect_duration("2", 2000000000);
    uint64_t nanoseconds;
    assert_false(unit_duration("1 s", &nanoseconds));
    assert_false(unit_duration("1week", &nanoseconds));
    assert_false(unit_duration("106752d", &nanoseconds));
}

static void amounts_are_read(void **state)
{
    (void)state;
    struct leat_amount amount;
    assert_true(unit_amount("3", &amount));
    assert_true(amount.value == 3 && !amount.percent);
    assert_true(unit_amount("2.5%", &amount));
    assert_true(amount.value == 2.5 && amount.percent);
    assert_true(unit_amount("100%", &amount));
    assert_false(unit_amount("101%", &amount));
    assert_false(unit_amount("5%%", &amount));
    assert_false(unit_amount("5 %", &amount));
    assert_false(unit_amount("-1", &amount));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_are_read),
        cmocka_unit_test(durations_are_read),
        cmocka_unit_test(amounts_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
