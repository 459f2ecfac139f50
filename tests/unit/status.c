#include "fixture.h"

#include "status.h"

#include <sys/wait.h>
#include <unistd.h>

static void a_fresh_page_is_starting(void **state)
{
    (void)state;
    struct status *status = status_create();
    assert_non_null(status);
    assert_int_equal(status->state, STATUS_STARTING);
    assert_int_equal(status->step, STEP_SOURCE);
    assert_true(status->started > 0 && status->started <= status_clock());
    status_destroy(status);
    status_destroy(NULL);
}

/* What a worker wrote last is seen after it has died. */
static void a_child_s_words_outlive_it(void **state)
{
    (void)state;
    struct status *status = status_create();
    assert_non_null(status);
    const uint64_t before = status_clock();
    const pid_t child = fork();
    if (child == 0) {
        status_begin(status, UINT64_MAX - 1, 7);
        status_step(status, STEP_STAGES + 2);
        _exit(0);
    }
    int ended = -1;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
    assert_int_equal(status->state, STATUS_BUSY);
    assert_true(status->record == UINT64_MAX - 1);
    assert_int_equal(status->document, 7);
    assert_int_equal(status->step, STEP_STAGES + 2);
    assert_true(status->started >= before && status->started <= status_clock());
    status_destroy(status);
}

static void a_document_begins_with_its_decoding(void **state)
{
    (void)state;
    struct status status = {.state = STATUS_IDLE, .step = STEP_STAGES + 3};
    status_begin(&status, 4, 5);
    assert_int_equal(status.step, STEP_DECODE);
    assert_int_equal(status.state, STATUS_BUSY);
    status_state(&status, STATUS_CUT_OFF);
    assert_int_equal(status.state, STATUS_CUT_OFF);
    assert_int_equal(status.record, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fresh_page_is_starting),
        cmocka_unit_test(a_child_s_words_outlive_it),
        cmocka_unit_test(a_document_begins_with_its_decoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
