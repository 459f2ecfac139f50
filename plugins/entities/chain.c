#include "chain.h"

#include <math.h>
#include <stdlib.h>

bool chain_make(struct chain *chain, size_t longest)
{
    *chain = (struct chain){0};
    chain->forces = calloc(longest + 1, sizeof *chain->forces);
    chain->expected = calloc(longest + 1, sizeof *chain->expected);
    chain->before = calloc(longest + 1, sizeof *chain->before);
    chain->behind = calloc(longest + 1, sizeof *chain->behind);
    chain->from = calloc(longest + 1, sizeof *chain->from);
    return chain->forces != NULL && chain->expected != NULL && chain->before != NULL && chain->behind != NULL &&
           chain->from != NULL;
}

void chain_free(struct chain *chain)
{
    free(chain->from);
    free(chain->behind);
    free(chain->before);
    free(chain->expected);
    free(chain->forces);
    *chain = (struct chain){0};
}

/* --- setting ------------------------------------------------------------------------------------------------------ */

/* e to the power of x, to a millionth, of the same bits with every library: by halves of ln 2 and a series. */
static double power(double x)
{
    static const double ln2 = 0.69314718055994530942;
    const double bounded = x < -600 ? -600 : x > 600 ? 600 : x;
    const int whole = (int)(bounded / ln2 + (bounded < 0 ? -0.5 : 0.5));
    const double rest = bounded - whole * ln2;
    double sum = 1;
    for (int i = 8; i > 0; i--)
        sum = 1 + sum * rest / i;
    return ldexp(sum, whole);
}

void chain_set_word(struct chain *chain, size_t word, const float scores[TAGS], unsigned allowed, float more)
{
    float most = scores[0];
    for (unsigned tag = 1; tag < TAGS; tag++)
        most = scores[tag] > most ? scores[tag] : most;
    for (unsigned tag = 0; tag < TAGS; tag++)
        chain->forces[word][tag] = power(scores[tag] - most + ((allowed >> tag & 1) != 0 ? 0 : more));
}

void chain_set_follow(struct chain *chain, const float follow[TAGS][TAGS])
{
    for (unsigned tag = 0; tag < TAGS; tag++)
        for (unsigned next = 0; next < TAGS; next++)
            chain->follow[tag][next] = tag_follows(tag, next) ? power(follow[tag][next]) : 0;
}

/* --- probabilities ------------------------------------------------------------------------------------------------ */

/* Makes the sum of a row 1; false where it is 0. */
static bool scale(double row[TAGS])
{
    double sum = 0;
    for (unsigned tag = 0; tag < TAGS; tag++)
        sum += row[tag];
    for (unsigned tag = 0; tag < TAGS; tag++)
        row[tag] /= sum > 0 ? sum : 1;
    return sum > 0;
}

static bool go_forward(struct chain *chain, size_t count)
{
    for (size_t word = 0; word < count; word++) {
        double *row = chain->before[word];
        memcpy(row, chain->follow[TAG_NONE], sizeof(double[TAGS]));
        if (word > 0)
            memset(row, 0, sizeof(double[TAGS]));
        for (unsigned last = 0; word > 0 && last < TAGS; last++)
            for (unsigned tag = 0; tag < TAGS; tag++)
                row[tag] += chain->before[word - 1][last] * chain->follow[last][tag];
        for (unsigned tag = 0; tag < TAGS; tag++)
            row[tag] *= chain->forces[word][tag];
        if (!scale(row))
            return false;
    }
    return true;
}

static bool go_back(struct chain *chain, size_t count)
{
    for (size_t word = count; word-- > 0;) {
        double *row = chain->behind[word], next[TAGS] = {[TAG_NONE] = 1};
        for (unsigned tag = 0; word + 1 < count && tag < TAGS; tag++)
            next[tag] = chain->behind[word + 1][tag] * chain->forces[word + 1][tag];
        for (unsigned last = 0; last < TAGS; last++) {
            row[last] = 0;
            for (unsigned tag = 0; tag < TAGS; tag++)
                row[last] += chain->follow[last][tag] * next[tag];
        }
        if (!scale(row))
            return false;
    }
    return true;
}

/* Adds the pairs of the tags of a word and those of the word before it. */
static void expect_pairs(struct chain *chain, size_t word, double amount)
{
    double pairs[TAGS][TAGS], sum = 0;
    for (unsigned last = 0; last < TAGS; last++)
        for (unsigned tag = 0; tag < TAGS; tag++) {
            pairs[last][tag] = chain->before[word - 1][last] * chain->follow[last][tag] * chain->forces[word][tag] *
                               chain->behind[word][tag];
            sum += pairs[last][tag];
        }
    for (unsigned last = 0; last < TAGS; last++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            chain->pairs[last][tag] += pairs[last][tag] * (amount / sum);
}

bool chain_expect(struct chain *chain, size_t count, double amount)
{
    if (!go_forward(chain, count) || !go_back(chain, count))
        return false;
    for (size_t word = 0; word < count; word++) {
        double row[TAGS];
        for (unsigned tag = 0; tag < TAGS; tag++)
            row[tag] = chain->before[word][tag] * chain->behind[word][tag];
        if (!scale(row))
            return false;
        for (unsigned tag = 0; tag < TAGS; tag++) {
            chain->expected[word][tag] += amount * row[tag];
            chain->pairs[TAG_NONE][tag] += word == 0 ? amount * row[tag] : 0;
            chain->pairs[tag][TAG_NONE] += word + 1 == count ? amount * row[tag] : 0;
        }
        if (word > 0)
            expect_pairs(chain, word, amount);
    }
    return true;
}

/* --- the best ----------------------------------------------------------------------------------------------------- */

/* Below any score. */
static const float NEVER = -1e9F;

/* The best way to `tag` from the scores of the word before. */
static float best_way(const float last[TAGS], const float follow[TAGS][TAGS], unsigned tag, uint8_t *from)
{
    float best = 4 * NEVER;
    for (unsigned before = 0; before < TAGS; before++) {
        const float score = last[before] + follow[before][tag];
        if (score > best && tag_follows(before, tag)) {
            best = score;
            *from = (uint8_t)before;
        }
    }
    return best;
}

void chain_best(struct chain *chain, size_t count, const float (*scores)[TAGS], const float follow[TAGS][TAGS],
                uint8_t *tags)
{
    float last[TAGS], next[TAGS];
    for (unsigned tag = 0; tag < TAGS; tag++)
        last[tag] = tag == TAG_NONE ? 0 : NEVER;
    for (size_t word = 0; word < count; word++) {
        for (unsigned tag = 0; tag < TAGS; tag++)
            next[tag] = best_way(last, follow, tag, &chain->from[word][tag]) + scores[word][tag];
        memcpy(last, next, sizeof last);
    }
    uint8_t tag = TAG_NONE;
    best_way(last, follow, TAG_NONE, &tag);
    for (size_t word = count; word-- > 0;) {
        tags[word] = tag;
        tag = chain->from[word][tag];
    }
}
