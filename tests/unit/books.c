#include "fixture.h"

#include "books.h"
#include "status.h"

enum { STEPS = 5 }; /* the source, decoding, a stage, two encoders */

/* The books of 20 documents, of which each step loses some. */
static void write_sound(struct books *books)
{
    static const struct step_count steps[STEPS] = {{2, 0, 2}, {18, 1, 2}, {15, 3, 1}, {11, 0, 1}, {10, 0, 2}};
    struct leat_batch batches[2] = {{.bytes = {"", 70}, .count = 8}, {.bytes = {"", 7}, .count = 8}};
    const struct result result = {.read = 20, .written = 8, .steps = steps, .batches = batches};
    assert_true(books_create(books, STEPS));
    books_enter(books, &result, 2);
}

static void check_message(const struct books *books, const char *message)
{
    struct leat_error error = {""};
    assert_false(books_balance(books, &error));
    assert_string_equal(error.message, message);
}

static void results_are_added_up(void **state)
{
    (void)state;
    struct books books;
    struct leat_error error;
    write_sound(&books);
    const struct step_count steps[STEPS] = {[STEP_DECODE] = {1, 1, 0}};
    struct leat_batch batches[2] = {{.count = 0}};
    books_enter(&books, &(struct result){.read = 1, .steps = steps, .batches = batches}, 2);
    assert_int_equal(books.read, 21);
    assert_int_equal(books.written, 8);
    assert_int_equal(books.dropped, 5);
    assert_int_equal(books.dead, 8);
    assert_int_equal(books.bytes_out, 77);
    assert_int_equal(books.steps[STEP_DECODE].in, 19);
    assert_int_equal(books.steps[STEP_DECODE].dropped, 2);
    assert_int_equal(books.steps[STEP_DECODE].dead, 2);
    assert_true(books_balance(&books, &error));
    books_destroy(&books);
}

static void books_of_nothing_balance(void **state)
{
    (void)state;
    struct books books;
    struct leat_error error;
    assert_true(books_create(&books, STEPS));
    assert_true(books_balance(&books, &error));
    books_destroy(&books);
}

/* One more or one fewer of anything is found out. */
static void every_imbalance_is_found(void **state)
{
    (void)state;
    struct books books;
    struct leat_error error;
    write_sound(&books);
    uint64_t *figures[4 + 3 * STEPS] = {&books.read, &books.written, &books.dropped, &books.dead};
    for (size_t i = STEP_DECODE, at = 4; i < STEPS; i++) {
        figures[at++] = &books.steps[i].in;
        figures[at++] = &books.steps[i].dropped;
        figures[at++] = &books.steps[i].dead;
    }
    for (size_t i = 0; i < sizeof figures / sizeof *figures && figures[i] != NULL; i++) {
        assert_true(books_balance(&books, &error));
        ++*figures[i];
        assert_false(books_balance(&books, &error));
        *figures[i] -= 2;
        assert_false(books_balance(&books, &error));
        ++*figures[i];
    }
    books_destroy(&books);
}

static void the_message_says_where(void **state)
{
    (void)state;
    struct books books;
    write_sound(&books);
    books.steps[STEP_STAGES].dropped--;
    check_message(&books, "the books do not balance behind step 2: 15 in, 2 dropped, 1 dead, but 11 went on");
    books.steps[STEP_STAGES].dropped++;
    books.read++;
    check_message(&books, "the books do not balance: 21 read, but 8 written, 4 dropped, 8 dead");
    books_destroy(&books);
}

/* --- the limit ---------------------------------------------------------------------------------------------------- */

static void check_limit(uint64_t dead, uint64_t read, struct leat_amount limit, const char *message)
{
    struct leat_error error = {""};
    const struct books books = {.read = read, .dead = dead};
    assert_int_equal(books_excessive(&books, limit, &error), message[0] != '\0');
    assert_string_equal(error.message, message);
}

static void too_many_failures_are_told(void **state)
{
    (void)state;
    const struct leat_amount none = {.value = 0}, three = {.value = 3}, share = {.value = 2.5, .percent = true};
    check_limit(1000, 1000, none, "");
    check_limit(1000, 1000, (struct leat_amount){.value = 0, .percent = true}, "");
    check_limit(3, 3, three, "");
    check_limit(4, 9, three, "4 of 9 documents failed, and run.max_failures allows 3");
    check_limit(99, 99, share, "");
    check_limit(3, 120, share, "");
    check_limit(3, 119, share, "3 of 119 documents failed, and run.max_failures allows 2.5%");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_added_up),       cmocka_unit_test(books_of_nothing_balance),
        cmocka_unit_test(every_imbalance_is_found),   cmocka_unit_test(the_message_says_where),
        cmocka_unit_test(too_many_failures_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
