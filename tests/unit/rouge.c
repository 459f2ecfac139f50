#include "fixture.h"

#include "rouge.h"

#include <math.h>

/* Texts are given as sentences parted by bars. */
struct text {
    struct leat_string sentences[8];
    size_t count;
};

static struct rouge_text split(const char *sentences, struct text *text)
{
    text->count = 0;
    for (const char *at = sentences; *at != '\0'; text->count++) {
        const size_t length = strcspn(at, "|");
        text->sentences[text->count] = (struct leat_string){at, length};
        at += length + (at[length] == '|');
    }
    return (struct rouge_text){text->sentences, text->count};
}

/* Proves hits, and with them precision, recall and F1: of `hits` in `candidates` and `references` sequences. */
static void expect(enum rouge_kind kind, const char *candidate, const char *reference, double hits, double candidates,
                   double references)
{
    struct text texts[2];
    struct rouge_measure measures[ROUGE_KINDS];
    assert_true(rouge_measure(split(candidate, &texts[0]), split(reference, &texts[1]), measures));
    const double f1 = hits == 0 ? 0 : 2 * hits / (candidates + references);
    const struct rouge_measure *is = &measures[kind];
    if (fabs(is->precision - hits / candidates) > 1e-12 || fabs(is->recall - hits / references) > 1e-12 ||
        fabs(is->f1 - f1) > 1e-12)
        fail_msg("%s of \"%s\" by \"%s\": %.4f %.4f %.4f", rouge_name(kind), candidate, reference, is->precision,
                 is->recall, is->f1);
}

/* Worked by hand: "the" counts twice of three times, "cat" and "sat" once. */
static void words_count_as_often_as_both_have_them(void **state)
{
    (void)state;
    expect(ROUGE_1, "the cat sat on the mat by the door", "the cat and the dog sat", 4, 9, 6);
    expect(ROUGE_1, "a b", "c d", 0, 2, 2);
    expect(ROUGE_1, "a b c", "a b c", 3, 3, 3);
}

/* "the cat" alone: "cat sat" is not in the reference, where "and the dog" stands between. */
static void pairs_are_of_neighbours(void **state)
{
    (void)state;
    expect(ROUGE_2, "the cat sat on the mat", "the cat and the dog sat", 1, 5, 5);
    expect(ROUGE_2, "police killed the gunman", "police kill the gunman", 1, 3, 3);
    expect(ROUGE_2, "the gunman|police said", "gunman police", 1, 3, 1); /* across sentences */
}

/* The examples of Lin (2004), section 3: S1 "police killed the gunman", against which S2 "police kill the gunman" has a
 * common subsequence of three and S3 "the gunman kill police" one of two; S4 "the gunman police killed" likewise. */
static void subsequences_keep_the_order(void **state)
{
    (void)state;
    expect(ROUGE_L, "police kill the gunman", "police killed the gunman", 3, 4, 4);
    expect(ROUGE_L, "the gunman kill police", "police killed the gunman", 2, 4, 4);
    expect(ROUGE_L, "the gunman police killed", "police killed the gunman", 2, 4, 4);
}

/* The same, section 3.2: of reference w1 w2 w3 w4 w5 the candidate's sentences w1 w2 w6 w7 w8 and w1 w3 w8 w9 w5 have
 * w1 w2 and w1 w3 w5; their union is four of five words. */
static void subsequences_of_all_sentences_are_united(void **state)
{
    (void)state;
    expect(ROUGE_L, "w1 w2 w6 w7 w8|w1 w3 w8 w9 w5", "w1 w2 w3 w4 w5", 4, 10, 5);
}

/* Two sentences of the reference find the one "b" of the candidate; it counts once. */
static void a_word_is_hit_once(void **state)
{
    (void)state;
    expect(ROUGE_L, "a b", "b|b", 1, 2, 2);
    expect(ROUGE_L, "a b|c b", "b x|b y", 2, 4, 4);
}

static void words_are_letters_and_digits(void **state)
{
    (void)state;
    expect(ROUGE_1, "The U.S.-led, $350bn", "the u s led 350bn", 5, 5, 5);
    expect(ROUGE_1, "Zürich!", "zürich", 1, 1, 1);
    expect(ROUGE_1, "runs", "run", 0, 1, 1); /* there is no stemming */
}

static void nothing_measures_nothing(void **state)
{
    (void)state;
    struct text texts[2];
    struct rouge_measure measures[ROUGE_KINDS];
    assert_true(rouge_measure(split("", &texts[0]), split("a b", &texts[1]), measures));
    assert_true(rouge_measure(split("a", &texts[0]), split("", &texts[1]), measures));
    assert_true(rouge_measure(split("--|", &texts[0]), split("?", &texts[1]), measures));
    for (size_t i = 0; i < ROUGE_KINDS; i++)
        assert_true(measures[i].precision == 0 && measures[i].recall == 0 && measures[i].f1 == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_count_as_often_as_both_have_them),
        cmocka_unit_test(pairs_are_of_neighbours),
        cmocka_unit_test(subsequences_keep_the_order),
        cmocka_unit_test(subsequences_of_all_sentences_are_united),
        cmocka_unit_test(a_word_is_hit_once),
        cmocka_unit_test(words_are_letters_and_digits),
        cmocka_unit_test(nothing_measures_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
