#include "fault_check.h"

#include "suggest.h"

static void distances_are_counted(void **state)
{
    (void)state;
    assert_int_equal(suggest_distance("stages", "stages", 3), 0);
    assert_int_equal(suggest_distance("stages", "Stages", 3), 0);
    assert_int_equal(suggest_distance("stages", "stage", 3), 1);
    assert_int_equal(suggest_distance("stages", "satges", 3), 1);
    assert_int_equal(suggest_distance("", "abc", 3), 3);
    assert_int_equal(suggest_distance("ca", "abc", 3), 3); /* 2 where a letter may be touched twice */
    assert_int_equal(suggest_distance("kitten", "sitting", 9), 3);
    assert_int_equal(suggest_distance("kitten", "sitting", 2), 3);
    assert_int_equal(suggest_distance("a", "abcdefgh", 2), 3);
}

static const char *nearest(const char *wrong)
{
    static const char *const names[] = {"source", "stages", "sinks", "run", "id"};
    struct suggest suggest = suggest_for(wrong);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        suggest_offer(&suggest, names[i]);
    return suggest.best;
}

static void the_nearest_is_named(void **state)
{
    (void)state;
    assert_string_equal(nearest("stags"), "stages");
    assert_string_equal(nearest("soruce"), "source");
    assert_string_equal(nearest("SINKS"), "sinks");
    assert_string_equal(nearest("sink"), "sinks");
    assert_string_equal(nearest("rum"), "run");
    assert_string_equal(nearest("di"), "id");
}

static void what_is_far_is_not(void **state)
{
    (void)state;
    char longest[200];
    memset(longest, 's', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    assert_null(nearest("plugins"));
    assert_null(nearest("on"));
    assert_null(nearest("x"));
    assert_null(nearest(""));
    assert_null(nearest(longest));
}

static void the_hint_ends_a_message(void **state)
{
    (void)state;
    struct suggest suggest = suggest_for("rum");
    assert_string_equal(suggest_hint(&suggest).text, "");
    suggest_offer(&suggest, "run");
    assert_string_equal(suggest_hint(&suggest).text, "; did you mean \"run\"?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_are_counted),
        cmocka_unit_test(the_nearest_is_named),
        cmocka_unit_test(what_is_far_is_not),
        cmocka_unit_test(the_hint_ends_a_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
