#include "fixture.h"

#include "memory.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

static void growing_keeps_the_items(void **state)
{
    (void)state;
    void *items = NULL;
    size_t capacity = 0, moves = 0;
    for (size_t count = 0; count < 10000; count++) {
        const size_t before = capacity;
        assert_true(memory_grow(&items, &capacity, count + 1, sizeof count));
        assert_true(capacity > count);
        moves += capacity != before;
        ((size_t *)items)[count] = count;
    }
    for (size_t i = 0; i < 10000; i++)
        assert_int_equal(((size_t *)items)[i], i);
    assert_in_range(moves, 2, 20); /* by doubling */
    free(items);
}

static void growing_beyond_memory_changes_nothing(void **state)
{
    (void)state;
    void *items = NULL;
    size_t capacity = 0;
    assert_true(memory_grow(&items, &capacity, 3, 8));
    void *const before = items;
    const size_t room = capacity;
    assert_false(memory_grow(&items, &capacity, SIZE_MAX, 8));
    assert_false(memory_grow(&items, &capacity, SIZE_MAX / 8 + 2, 8));
    assert_ptr_equal(items, before);
    assert_int_equal(capacity, room);
    free(items);
}

static void pieces_are_aligned_and_apart(void **state)
{
    (void)state;
    struct arena arena = {0};
    unsigned char *pieces[400];
    for (size_t i = 0; i < 400; i++) {
        pieces[i] = arena_alloc(&arena, i);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        memset(pieces[i], (int)(i & 0xFF), i);
    }
    for (size_t i = 0; i < 400; i++)
        for (size_t k = 0; k < i; k++)
            assert_int_equal(pieces[i][k], i & 0xFF);
    assert_ptr_not_equal(arena_alloc(&arena, 0), arena_alloc(&arena, 0));
    arena_free(&arena);
}

static void copies_are_terminated(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_memory_equal(arena_copy(&arena, "abc\0def", 7), "abc\0def", 8);
    assert_string_equal(arena_copy(&arena, NULL, 0), "");
    arena_free(&arena);
}

static void a_round_of_the_same_size_needs_no_new_block(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (int i = 0; i < 1000; i++)
        assert_non_null(arena_alloc(&arena, 1000));
    arena_reset(&arena);
    const struct arena_block *block = arena.block;
    const size_t total = arena.total;
    assert_non_null(block);
    for (int i = 0; i < 1000; i++)
        assert_non_null(arena_alloc(&arena, 1000));
    assert_ptr_equal(arena.block, block);
    assert_int_equal(arena.total, total);
    arena_reset(&arena);
    assert_ptr_equal(arena.block, block);
    arena_free(&arena);
}

static void a_huge_round_is_given_back(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_non_null(arena_alloc(&arena, 5 << 20));
    arena_reset(&arena);
    assert_null(arena.block);
    assert_int_equal(arena.total, 0);
    arena_free(&arena);
}

static void a_piece_beyond_memory_is_null(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_null(arena_alloc(&arena, SIZE_MAX));
    assert_null(arena_alloc(&arena, SIZE_MAX / 2 - 100));
    assert_non_null(arena_alloc(&arena, 1));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(growing_keeps_the_items),
        cmocka_unit_test(growing_beyond_memory_changes_nothing),
        cmocka_unit_test(pieces_are_aligned_and_apart),
        cmocka_unit_test(copies_are_terminated),
        cmocka_unit_test(a_round_of_the_same_size_needs_no_new_block),
        cmocka_unit_test(a_huge_round_is_given_back),
        cmocka_unit_test(a_piece_beyond_memory_is_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
