#include "fixture.h"

#include "window.h"

/* Admits a record with this content. */
static struct slot *put(struct window *window, const char *content)
{
    assert_false(window_full(window));
    struct slot *slot = window_offer(window);
    leat_out_text(&slot->content, content);
    window_admit(window, SLOT_QUEUED);
    return slot;
}

/* Sends the record that waits first to worker `worker`, and proves that it is this one. */
static void send(struct window *window, uint64_t sequence, size_t worker)
{
    struct slot *slot = window_queued(window);
    assert_non_null(slot);
    assert_int_equal(slot->task.sequence, sequence);
    slot->state = SLOT_SENT;
    slot->worker = worker;
}

static void records_are_numbered_and_queue_in_order(void **state)
{
    (void)state;
    struct window window;
    assert_true(window_create(&window, 3, 1000));
    assert_true(window_empty(&window));
    assert_null(window_queued(&window));
    for (uint64_t round = 0; round < 10; round++) {
        for (uint64_t i = 0; i < 3; i++)
            put(&window, "some");
        assert_true(window_full(&window));
        for (uint64_t i = 0; i < 3; i++)
            send(&window, 3 * round + i, 0);
        assert_null(window_queued(&window));
        for (uint64_t i = 0; i < 3; i++) {
            assert_int_equal(window.head, 3 * round + i);
            assert_ptr_equal(window_slot(&window, window.head), &window.slots[window.head % 3]);
            window_release(&window);
        }
        assert_true(window_empty(&window));
        assert_int_equal(window.bytes, 0);
    }
    window_destroy(&window);
}

static void bytes_of_content_and_result_count(void **state)
{
    (void)state;
    struct window window;
    assert_true(window_create(&window, 10, 10));
    put(&window, "four");
    assert_int_equal(window.bytes, 4);
    put(&window, "five!");
    assert_int_equal(window.bytes, 9);
    assert_false(window_full(&window));
    send(&window, 0, 0);
    assert_true(window_keep(&window, window_slot(&window, 0), leat_string("r")));
    assert_int_equal(window_slot(&window, 0)->state, SLOT_DONE);
    assert_int_equal(window.bytes, 10);
    assert_true(window_full(&window));
    window_release(&window);
    assert_int_equal(window.bytes, 5);
    assert_false(window_full(&window));
    window_release(&window); /* its result went to the sinks at once */
    assert_int_equal(window.bytes, 0);
    window_destroy(&window);
}

/* A record that the source could not read brings its result with it, and is no work for anybody. */
static void a_finished_record_is_not_queued(void **state)
{
    (void)state;
    struct window window;
    assert_true(window_create(&window, 4, 1000));
    put(&window, "first");
    struct slot *slot = window_offer(&window);
    leat_out_text(&slot->result, "letter");
    window_admit(&window, SLOT_DONE);
    put(&window, "third");
    assert_int_equal(window.bytes, 16);
    send(&window, 0, 0);
    send(&window, 2, 0);
    assert_null(window_queued(&window));
    window_release(&window);
    window_release(&window);
    assert_int_equal(window.bytes, 5);
    window_destroy(&window);
}

static void a_requeued_record_comes_before_later_ones(void **state)
{
    (void)state;
    struct window window;
    assert_true(window_create(&window, 4, 1000));
    for (int i = 0; i < 4; i++)
        put(&window, "x");
    for (uint64_t i = 0; i < 3; i++)
        send(&window, i, 0);
    window_requeue(&window, window_slot(&window, 2));
    window_requeue(&window, window_slot(&window, 1));
    send(&window, 1, 1);
    send(&window, 2, 1);
    send(&window, 3, 1);
    assert_null(window_queued(&window));
    window_destroy(&window);
}

static void an_offered_slot_is_clean(void **state)
{
    (void)state;
    struct window window;
    assert_true(window_create(&window, 1, 1000));
    struct slot *slot = put(&window, "content");
    leat_out_text(&slot->names, "names");
    slot->task = (struct task){.decoder = 3, .skip_count = 1, .careful = true, .record = {.line = 9}};
    slot->suspect_attempts = 2;
    slot->deaths = 4;
    assert_true(window_keep(&window, slot, leat_string("result")));
    window_release(&window);
    assert_int_equal(window_offer(&window)->content.length, 0);
    assert_int_equal(slot->names.length, 0);
    assert_int_equal(slot->result.length, 0);
    assert_int_equal(slot->task.sequence, 1);
    assert_int_equal(slot->task.decoder, 0);
    assert_int_equal(slot->task.skip_count, 0);
    assert_int_equal(slot->task.record.line, 0);
    assert_false(slot->task.careful);
    assert_int_equal(slot->suspect_attempts, 0);
    assert_int_equal(slot->deaths, 0);
    window_destroy(&window);
}

/* Once a large record is through, its memory is given back. */
static void a_slot_keeps_little_room(void **state)
{
    (void)state;
    struct window window;
    assert_true(window_create(&window, 1, SIZE_MAX));
    struct slot *slot = window_offer(&window);
    assert_non_null(leat_out_reserve(&slot->content, 1 << 20));
    window_admit(&window, SLOT_QUEUED);
    window_release(&window);
    window_offer(&window);
    assert_int_equal(slot->content.capacity, 0);
    assert_non_null(leat_out_reserve(&slot->content, 70000));
    window_admit(&window, SLOT_QUEUED);
    window_release(&window);
    window_offer(&window);
    assert_true(slot->content.capacity >= 70000);
    window_destroy(&window);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_numbered_and_queue_in_order),
        cmocka_unit_test(bytes_of_content_and_result_count),
        cmocka_unit_test(a_finished_record_is_not_queued),
        cmocka_unit_test(a_requeued_record_comes_before_later_ones),
        cmocka_unit_test(an_offered_slot_is_clean),
        cmocka_unit_test(a_slot_keeps_little_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
