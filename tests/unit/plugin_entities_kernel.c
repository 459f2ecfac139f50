/* The innermost loops of the entities plugin: what the machine's vectors make is, byte for byte, what plain C makes. */
#include "../../plugins/entities/kernel.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROUNDS = 20000, ROWS = 64, MOST = 40, LONGEST = 300 };

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

/* What tags add behind one another, as decoder.c makes it of a model: any that is legal. */
static struct ways any_ways(unsigned *seed)
{
    struct ways ways;
    for (unsigned before = 0; before < TAGS; before++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            ways.follow[before][tag] =
                (int32_t)before + (tag_follows(before, tag) ? any(seed, 8000) * (1 << KEY_SHIFT) : KEY_NEVER);
    for (unsigned tag = 0; tag < TAGS; tag++) {
        ways.first[tag] = ways.follow[TAG_NONE][tag] & ~KEY_TAG;
        ways.end[tag] = ways.follow[tag][TAG_NONE];
        ways.alone[tag] = ways.first[tag] + (ways.end[tag] & ~KEY_TAG) + (int32_t)(KEY_TAG - tag);
    }
    return ways;
}

/* Rows of one word and of many, with scores of every size, equal ones among them. */
static void rows_are_read_the_same(void **state)
{
    (void)state;
    const struct kernel *plain = kernel_choose(true), *best = kernel_choose(false);
    unsigned seed = 2;
    for (int round = 0; round < ROUNDS / 10; round++) {
        const struct ways ways = any_ways(&seed);
        const size_t count = (size_t)(round % 7 == 0 ? LONGEST : 1 + round % 5);
        int16_t scores[LONGEST][TAGS];
        uint8_t back[LONGEST][TAGS], other_back[LONGEST][TAGS];
        for (size_t i = 0; i < count * TAGS; i++)
            scores[i / TAGS][i % TAGS] = (int16_t)any(&seed, round % 3 == 0 ? 2 : round % 3 == 1 ? 1000 : INT16_MAX);
        assert_int_equal(plain->read_row(&ways, (const int16_t(*)[TAGS])scores, back, count),
                         best->read_row(&ways, (const int16_t(*)[TAGS])scores, other_back, count));
        assert_memory_equal(back + 1, other_back + 1, (count - 1) * sizeof *back);
    }
}

/* What is best of all rows of tags that are legal, by trying each. */
static int32_t best_of(const struct ways *ways, const int16_t (*scores)[TAGS], size_t count, size_t at, unsigned before)
{
    int32_t best = INT32_MIN;
    if (at == count)
        return tag_follows(before, TAG_NONE) ? ways->end[before] & ~KEY_TAG : INT32_MIN;
    for (unsigned tag = 0; tag < TAGS; tag++) {
        if (!tag_follows(before, tag))
            continue;
        const int32_t way = ways->follow[before][tag] & ~KEY_TAG, rest = best_of(ways, scores, count, at + 1, tag);
        if (rest != INT32_MIN && way + scores[at][tag] * (1 << KEY_SHIFT) + rest > best)
            best = way + scores[at][tag] * (1 << KEY_SHIFT) + rest;
    }
    return best;
}

/* The row of tags that is read is one of the best. */
static void what_is_read_is_best(void **state)
{
    (void)state;
    const struct kernel *plain = kernel_choose(true);
    unsigned seed = 3;
    for (int round = 0; round < 100; round++) {
        const struct ways ways = any_ways(&seed);
        const size_t count = 1 + (size_t)round % 4;
        int16_t scores[4][TAGS];
        uint8_t back[4][TAGS];
        unsigned tags[5] = {TAG_NONE};
        for (size_t i = 0; i < count * TAGS; i++)
            scores[i / TAGS][i % TAGS] = (int16_t)any(&seed, 1000);
        tags[count] = plain->read_row(&ways, (const int16_t(*)[TAGS])scores, back, count);
        for (size_t i = count - 1; i > 0; i--)
            tags[i] = back[i][tags[i + 1]];
        int32_t whole = ways.end[tags[count]] & ~KEY_TAG;
        for (size_t i = 0; i < count; i++) {
            assert_true(tag_follows(tags[i], tags[i + 1]));
            whole += (ways.follow[tags[i]][tags[i + 1]] & ~KEY_TAG) + scores[i][tags[i + 1]] * (1 << KEY_SHIFT);
        }
        assert_int_equal(whole, best_of(&ways, (const int16_t(*)[TAGS])scores, count, 0, TAG_NONE));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_add_up_to_the_same),
        cmocka_unit_test(rows_are_read_the_same),
        cmocka_unit_test(what_is_read_is_best),
    };
    if (kernel_choose(false) == kernel_choose(true))
        print_message("this machine has no vectors beyond plain C: its only kernel is compared with itself\n");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
