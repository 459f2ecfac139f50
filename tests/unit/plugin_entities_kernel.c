/* The innermost loops of the entities plugin: what the machine's vectors make is, byte for byte, what plain C makes. */
#include "../../plugins/entities/kernel.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROUNDS = 20000, ROWS = 64, MOST = 40 };

/* A number from -most to most. */
static int any(unsigned *seed, int most)
{
    *seed = *seed * 1664525U + 1013904223U;
    return (int)((*seed >> 8) % (2 * (unsigned)most + 1)) - most;
}

static void rows_add_up_to_the_same(void **state)
{
    (void)state;
    const struct kernel *plain = kernel_choose(true), *best = kernel_choose(false);
    unsigned seed = 1;
    int8_t weights[ROWS][TAGS];
    for (size_t i = 0; i < ROWS * TAGS; i++)
        weights[i / TAGS][i % TAGS] = (int8_t)any(&seed, 127);
    for (int round = 0; round < ROUNDS; round++) {
        int16_t one[TAGS], other[TAGS];
        uint32_t rows[MOST];
        const size_t count = (size_t)(round % (MOST + 1));
        for (size_t i = 0; i < count; i++)
            rows[i] = (uint32_t)(any(&seed, ROWS / 2) + ROWS / 2) % ROWS;
        for (size_t i = 0; i < TAGS; i++)
            one[i] = other[i] = (int16_t)any(&seed, 20000);
        plain->add_rows(one, (const int8_t(*)[TAGS])weights, rows, count);
        best->add_rows(other, (const int8_t(*)[TAGS])weights, rows, count);
        assert_memory_equal(one, other, sizeof one);
    }
}

/* Rows of words that go on for long, with scores of every size, equal ones among them. */
static void steps_lead_to_the_same(void **state)
{
    (void)state;
    const struct kernel *plain = kernel_choose(true), *best = kernel_choose(false);
    unsigned seed = 2;
    int32_t follow[TAGS][TAGS], one[TAGS], other[TAGS];
    for (unsigned before = 0; before < TAGS; before++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            follow[before][tag] =
                (int32_t)before + (tag_follows(before, tag) ? any(&seed, 8000) * (1 << KEY_SHIFT) : KEY_NEVER);
    for (int round = 0; round < ROUNDS; round++) {
        int16_t score[TAGS];
        uint8_t back[TAGS], other_back[TAGS];
        for (unsigned tag = 0; round % 100 == 0 && tag < TAGS; tag++)
            one[tag] = other[tag] = tag == TAG_NONE ? 0 : KEY_NEVER;
        for (unsigned tag = 0; tag < TAGS; tag++)
            score[tag] = (int16_t)any(&seed, round % 3 == 0 ? 2 : round % 3 == 1 ? 1000 : INT16_MAX);
        plain->advance((const int32_t(*)[TAGS])follow, one, score, back);
        best->advance((const int32_t(*)[TAGS])follow, other, score, other_back);
        assert_memory_equal(one, other, sizeof one);
        assert_memory_equal(back, other_back, sizeof back);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_add_up_to_the_same),
        cmocka_unit_test(steps_lead_to_the_same),
    };
    if (kernel_choose(false) == kernel_choose(true))
        print_message("this machine has no vectors beyond plain C: its only kernel is compared with itself\n");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
