#include "fixture.h"

#include "waiter.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* A waiter in a loop of its own, with a pipe to wait for. */
struct stand {
    uv_loop_t loop;
    struct waiter waiter;
    int pipe[2];
    int calls; /* of `ready` */
    int again; /* how many of them are to start waiting again, for `wait` */
    struct leat_wait wait;
};

static void ready(void *user)
{
    struct stand *stand = user;
    stand->calls++;
    assert_false(stand->waiter.waiting);
    if (stand->again-- > 0)
        waiter_start(&stand->waiter, &stand->wait);
}

static int set_up(void **state)
{
    struct stand *stand = calloc(1, sizeof *stand);
    *state = stand;
    return uv_loop_init(&stand->loop) != 0 || pipe(stand->pipe) != 0 ||
                   !waiter_create(&stand->waiter, &stand->loop, ready, stand)
               ? -1
               : 0;
}

/* Nothing may be left in the loop, even where it was closed while waiting. */
static int tear_down(void **state)
{
    struct stand *stand = *state;
    const int calls = stand->calls;
    waiter_close(&stand->waiter);
    waiter_close(&stand->waiter);
    const bool idle = uv_run(&stand->loop, UV_RUN_DEFAULT) == 0 && stand->calls == calls;
    waiter_close(&stand->waiter);
    const bool closed = uv_loop_close(&stand->loop) == 0;
    close(stand->pipe[0]);
    close(stand->pipe[1]);
    free(stand);
    return idle && closed ? 0 : -1;
}

static void start(struct stand *stand, int descriptor, bool writable, uint64_t milliseconds)
{
    stand->wait = (struct leat_wait){.descriptor = descriptor, .writable = writable, .milliseconds = milliseconds};
    waiter_start(&stand->waiter, &stand->wait);
}

/* Runs the loop until nothing is waited for any more. */
static void run(struct stand *stand)
{
    assert_int_equal(uv_run(&stand->loop, UV_RUN_DEFAULT), 0);
}

static void bytes_to_read_are_told_once(void **state)
{
    struct stand *stand = *state;
    start(stand, stand->pipe[0], false, 0);
    uv_run(&stand->loop, UV_RUN_NOWAIT);
    assert_int_equal(stand->calls, 0);
    assert_int_equal(write(stand->pipe[1], "x", 1), 1);
    run(stand); /* the byte stays unread */
    assert_int_equal(stand->calls, 1);
}

static void the_other_end_s_closing_is_told(void **state)
{
    struct stand *stand = *state;
    start(stand, stand->pipe[0], false, 0);
    close(stand->pipe[1]);
    stand->pipe[1] = -1;
    run(stand);
    assert_int_equal(stand->calls, 1);
}

static void room_to_write_is_told(void **state)
{
    struct stand *stand = *state;
    char bytes[4096] = "";
    fcntl(stand->pipe[1], F_SETFL, O_NONBLOCK);
    while (write(stand->pipe[1], bytes, sizeof bytes) > 0)
        continue;
    start(stand, stand->pipe[1], true, 0);
    uv_run(&stand->loop, UV_RUN_NOWAIT);
    assert_int_equal(stand->calls, 0);
    assert_int_equal(read(stand->pipe[0], bytes, sizeof bytes), sizeof bytes);
    run(stand);
    assert_int_equal(stand->calls, 1);
}

static void the_time_limit_is_told(void **state)
{
    struct stand *stand = *state;
    start(stand, stand->pipe[0], false, 1);
    run(stand);
    assert_int_equal(stand->calls, 1);
}

static void time_alone_can_be_waited_for(void **state)
{
    struct stand *stand = *state;
    start(stand, -1, false, 1);
    run(stand);
    assert_int_equal(stand->calls, 1);
}

static void what_can_t_be_polled_is_ready(void **state)
{
    struct stand *stand = *state;
    const int file = open("/proc/self/exe", O_RDONLY);
    assert_true(file >= 0);
    start(stand, file, false, 0);
    run(stand);
    assert_int_equal(stand->calls, 1);
    start(stand, -1, false, 0);
    run(stand);
    assert_int_equal(stand->calls, 2);
    close(file);
}

static void waiting_twice_is_waiting_once(void **state)
{
    struct stand *stand = *state;
    start(stand, stand->pipe[1], true, 0);
    start(stand, -1, false, 1);
    assert_false(uv_is_active((uv_handle_t *)&stand->waiter.timer));
    run(stand);
    assert_int_equal(stand->calls, 1);
}

static void it_can_wait_again_when_told(void **state)
{
    struct stand *stand = *state;
    stand->again = 3;
    start(stand, stand->pipe[1], true, 1);
    run(stand);
    assert_int_equal(stand->calls, 4);
}

/* Whoever shares the descriptor would see it. */
static void a_descriptor_stays_blocking(void **state)
{
    struct stand *stand = *state;
    start(stand, stand->pipe[0], false, 0);
    uv_run(&stand->loop, UV_RUN_NOWAIT);
    assert_int_equal(fcntl(stand->pipe[0], F_GETFL) & O_NONBLOCK, 0);
}

static void a_closed_descriptor_does_no_harm(void **state)
{
    struct stand *stand = *state;
    start(stand, stand->pipe[0], false, 1);
    close(stand->pipe[0]);
    stand->pipe[0] = -1;
    run(stand);
    assert_int_equal(stand->calls, 1);
}

/* tear_down proves that nothing is told after the closing. */
static void it_can_be_closed_while_waiting(void **state)
{
    struct stand *stand = *state;
    start(stand, stand->pipe[1], true, 1);
    assert_true(stand->waiter.waiting);
}

#define WITH_STAND(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STAND(bytes_to_read_are_told_once),    WITH_STAND(the_other_end_s_closing_is_told),
        WITH_STAND(room_to_write_is_told),          WITH_STAND(the_time_limit_is_told),
        WITH_STAND(time_alone_can_be_waited_for),   WITH_STAND(what_can_t_be_polled_is_ready),
        WITH_STAND(waiting_twice_is_waiting_once),  WITH_STAND(it_can_wait_again_when_told),
        WITH_STAND(a_descriptor_stays_blocking),    WITH_STAND(a_closed_descriptor_does_no_harm),
        WITH_STAND(it_can_be_closed_while_waiting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
