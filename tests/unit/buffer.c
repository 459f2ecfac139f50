#include "fixture.h"

#include "buffer.h"

#include <stdio.h>
#include <string.h>

static void holds(const struct leat_out *buffer, const char *text)
{
    assert_false(buffer->failed);
    assert_string(((struct leat_string){buffer->at, buffer->length}), text);
}

static void text_is_appended(void **state)
{
    (void)state;
    struct leat_out buffer = buffer_make();
    holds(&buffer, "");
    leat_out_text(&buffer, "ab");
    leat_out_append(&buffer, (struct leat_string){NULL, 0});
    leat_out_append(&buffer, (struct leat_string){"cde", 2});
    holds(&buffer, "abcd");
    buffer_free(&buffer);
}

static void room_for_nothing_is_a_place(void **state)
{
    (void)state;
    struct leat_out buffer = buffer_make();
    assert_non_null(leat_out_reserve(&buffer, 0));
    buffer_free(&buffer);
}

static void printing_fits_any_room(void **state)
{
    (void)state;
    char expected[2200] = "";
    struct leat_out buffer = buffer_make();
    for (int i = 0; i < 100; i++) { /* pieces of all lengths, so that some just fit and some just don't */
        buffer_printf(&buffer, "%.*s%d", i % 23, "xxxxxxxxxxxxxxxxxxxxxxx", i);
        snprintf(expected + strlen(expected), sizeof expected - strlen(expected), "%.*s%d", i % 23,
                 "xxxxxxxxxxxxxxxxxxxxxxx", i);
        holds(&buffer, expected);
    }
    buffer_free(&buffer);
    for (int length = 0; length < 100; length++) { /* around the room that there is at first */
        buffer = buffer_make();
        leat_out_text(&buffer, "ab");
        buffer_printf(&buffer, "%.*s.", length, expected);
        assert_int_equal(buffer.length, length + 3);
        assert_memory_equal(buffer.at + 2, expected, length);
        assert_int_equal(buffer.at[length + 2], '.');
        buffer_free(&buffer);
    }
}

static void consuming_drops_from_the_front(void **state)
{
    (void)state;
    struct leat_out buffer = buffer_make();
    leat_out_text(&buffer, "abcdef");
    buffer_consume(&buffer, 0);
    buffer_consume(&buffer, 2);
    holds(&buffer, "cdef");
    buffer_consume(&buffer, 4);
    holds(&buffer, "");
    buffer_free(&buffer);
}

static void a_reset_keeps_little_room_and_drops_much(void **state)
{
    (void)state;
    struct leat_out buffer = buffer_make();
    leat_out_text(&buffer, "abc");
    const char *room = buffer.at;
    buffer_reset(&buffer, 1000);
    holds(&buffer, "");
    assert_ptr_equal(buffer.at, room);
    assert_non_null(leat_out_reserve(&buffer, 2000));
    buffer_reset(&buffer, 1000);
    assert_null(buffer.at);
    assert_int_equal(buffer.capacity, 0);
    leat_out_text(&buffer, "again");
    holds(&buffer, "again");
    buffer_free(&buffer);
}

static void a_failure_stays_until_the_reset(void **state)
{
    (void)state;
    struct leat_out buffer = buffer_make();
    leat_out_text(&buffer, "abc");
    assert_null(leat_out_reserve(&buffer, SIZE_MAX - 3));
    assert_true(buffer.failed);
    assert_null(leat_out_reserve(&buffer, 1000));
    assert_true(buffer.failed);
    buffer_reset(&buffer, 1000);
    leat_out_text(&buffer, "d");
    holds(&buffer, "d");
    buffer_free(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_appended),
        cmocka_unit_test(room_for_nothing_is_a_place),
        cmocka_unit_test(printing_fits_any_room),
        cmocka_unit_test(consuming_drops_from_the_front),
        cmocka_unit_test(a_reset_keeps_little_room_and_drops_much),
        cmocka_unit_test(a_failure_stays_until_the_reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
