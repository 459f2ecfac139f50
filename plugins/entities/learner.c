#include "learner.h"

#include <stdlib.h>

/* Tried on news, web text and others: without leaving out features, all of them do worse by one to two points of F1. */
static const float margin = 30, left_out = 0.5F, own_part = 0.6F;

enum { SET_BITS = 20, RECALL_BITS = 17, FEATURES_MAX = OFFSETS * ATTRIBUTES + CONTEXT_ROWS + RECALL_ROWS };

/* Above any other number of a row. */
static const float NEVER = -1e9F;

bool learner_make(struct learner *learner, struct corpus *corpus, uint32_t row_count, uint64_t seed)
{
    const size_t longest = corpus->longest + 1, all = row_count + ((size_t)1 << SET_BITS);
    *learner = (struct learner){.corpus = corpus, .row_count = row_count, .random = seed};
    learner->weights = calloc(all, sizeof *learner->weights);
    learner->sums = calloc(all, sizeof *learner->sums);
    learner->recall.memories = calloc((size_t)1 << RECALL_BITS, sizeof *learner->recall.memories);
    learner->scores = calloc(longest, sizeof *learner->scores);
    learner->back = calloc(longest, sizeof *learner->back);
    learner->guess = calloc(longest, sizeof *learner->guess);
    learner->right = calloc(longest, sizeof *learner->right);
    learner->rows = calloc(longest, sizeof *learner->rows * 2 * FEATURES_MAX);
    learner->first = calloc(longest, sizeof *learner->first);
    learner->recalled = calloc(longest, sizeof *learner->recalled);
    learner->recalled_count = calloc(longest, sizeof *learner->recalled_count);
    learner->opinions = calloc(longest, sizeof *learner->opinions);
    return learner->weights != NULL && learner->sums != NULL && learner->recall.memories != NULL &&
           learner->scores != NULL && learner->back != NULL && learner->guess != NULL && learner->right != NULL &&
           learner->rows != NULL && learner->first != NULL && learner->recalled != NULL &&
           learner->recalled_count != NULL && learner->opinions != NULL;
}

void learner_free(struct learner *learner)
{
    free(learner->opinions);
    free(learner->recalled_count);
    free(learner->recalled);
    free(learner->first);
    free(learner->rows);
    free(learner->right);
    free(learner->guess);
    free(learner->back);
    free(learner->scores);
    free(learner->recall.memories);
    free(learner->sums);
    free(learner->weights);
    *learner = (struct learner){0};
}

/* --- chance ------------------------------------------------------------------------------------------------------- */

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static bool random_below(uint64_t *state, float share)
{
    return (float)(random_next(state) >> 40) * 0x1p-24F < share;
}

static void shuffle(uint64_t *state, uint32_t *articles, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        const size_t other = (size_t)(random_next(state) % i);
        const uint32_t article = articles[i - 1];
        articles[i - 1] = articles[other];
        articles[other] = article;
    }
}

/* --- scoring ------------------------------------------------------------------------------------------------------ */

/* The set's own row of a shared one. */
static uint32_t own_row(const struct learner *learner, uint32_t row, uint32_t set)
{
    const uint64_t mixed = (row + 1) * UINT64_C(0x9e3779b97f4a7c15) + (set + 7) * UINT64_C(0xd6e8feb86659fd93);
    return learner->row_count + (uint32_t)(mixed * UINT64_C(0xc2b2ae3d27d4eb4f) >> (64 - SET_BITS));
}

/* Takes up rows behind the `used` ones, but those that chance leaves out, each with the set's own. Returns how many
 * are used now. */
static size_t take_rows(struct learner *learner, size_t used, const uint32_t *rows, size_t count, float leave)
{
    for (size_t i = 0; i < count; i++) {
        if (leave > 0 && random_below(&learner->random, leave))
            continue;
        learner->rows[used++] = rows[i];
        if (leave > 0)
            learner->rows[used++] = own_row(learner, rows[i], learner->set);
    }
    return used;
}

static void add_row(float *restrict score, const float *restrict row)
{
    for (unsigned tag = 0; tag < TAGS; tag++)
        score[tag] += row[tag];
}

static void add_rows(const struct learner *learner, size_t from, size_t to, float score[TAGS])
{
    memset(score, 0, sizeof(float[TAGS]));
    for (size_t i = from; i < to; i++)
        add_row(score, learner->weights[learner->rows[i]]);
}

/* Scores a stretch. `leave`: the share of features that is left out. */
static void score_stretch(struct learner *learner, const struct stretch *stretch, float leave)
{
    const struct corpus *corpus = learner->corpus;
    size_t used = 0;
    for (uint32_t i = 0; i < stretch->count; i++) {
        const struct target *target = &corpus->targets[stretch->first + i];
        learner->first[i] = used;
        used = take_rows(learner, used, corpus->rows + target->rows, target->count, leave);
        used = take_rows(learner, used, learner->recalled[i], learner->recalled_count[i], leave);
        add_rows(learner, learner->first[i], used, learner->scores[i]);
    }
    learner->first[stretch->count] = used;
}

/* The best way to `tag` from the scores of the word before. */
static float best_way(const struct learner *learner, const float last[TAGS], unsigned tag, uint8_t *from)
{
    float best = 4 * NEVER;
    for (unsigned before = 0; before < TAGS; before++) {
        const float score = last[before] + learner->follow[before][tag];
        if (score > best && tag_follows(before, tag)) {
            best = score;
            *from = (uint8_t)before;
        }
    }
    return best;
}

/* The best legal row of tags by Viterbi's algorithm: `within` what gold allows, or else with `more` for every tag that
 * it does not allow. */
static void decode(struct learner *learner, const struct stretch *stretch, bool within, float more, uint8_t *tags)
{
    const struct target *targets = &learner->corpus->targets[stretch->first];
    float last[TAGS], next[TAGS];
    for (unsigned tag = 0; tag < TAGS; tag++)
        last[tag] = tag == TAG_NONE ? 0 : NEVER;
    for (uint32_t i = 0; i < stretch->count; i++) {
        for (unsigned tag = 0; tag < TAGS; tag++) {
            const bool allowed = (targets[i].allowed >> tag & 1) != 0;
            const float way = best_way(learner, last, tag, &learner->back[i][tag]);
            next[tag] = within && !allowed ? NEVER : way + learner->scores[i][tag] + (allowed ? 0 : more);
        }
        memcpy(last, next, sizeof last);
    }
    uint8_t tag = TAG_NONE;
    best_way(learner, last, TAG_NONE, &tag);
    for (uint32_t i = stretch->count; i-- > 0;) {
        tags[i] = tag;
        tag = learner->back[i][tag];
    }
}

/* --- learning ----------------------------------------------------------------------------------------------------- */

static void update_rows(struct learner *learner, size_t from, size_t to, unsigned right, unsigned guess)
{
    for (size_t i = from; i < to; i++) {
        float *weights = learner->weights[learner->rows[i]], *sums = learner->sums[learner->rows[i]];
        weights[right] += 1;
        weights[guess] -= 1;
        sums[right] += learner->step;
        sums[guess] -= learner->step;
    }
}

static void update_follow(struct learner *learner, unsigned before, unsigned tag, float amount)
{
    learner->follow[before][tag] += amount;
    learner->follow_sums[before][tag] += amount * learner->step;
}

/* Makes the right tags likelier, and the guess less likely. */
static void update(struct learner *learner, const struct stretch *stretch)
{
    unsigned right = TAG_NONE, guess = TAG_NONE;
    for (uint32_t i = 0; i <= stretch->count; i++) {
        const unsigned next_right = i < stretch->count ? learner->right[i] : TAG_NONE;
        const unsigned next_guess = i < stretch->count ? learner->guess[i] : TAG_NONE;
        if (right != guess || next_right != next_guess) {
            update_follow(learner, right, next_right, 1);
            update_follow(learner, guess, next_guess, -1);
        }
        right = next_right;
        guess = next_guess;
        if (right != guess)
            update_rows(learner, learner->first[i], learner->first[i + 1], right, guess);
    }
}

static bool is_allowed(const struct learner *learner, const struct stretch *stretch)
{
    for (uint32_t i = 0; i < stretch->count; i++)
        if ((learner->corpus->targets[stretch->first + i].allowed >> learner->guess[i] & 1) == 0)
            return false;
    return true;
}

static void learn_stretch(struct learner *learner, const struct stretch *stretch)
{
    learner->step += 1;
    score_stretch(learner, stretch, left_out);
    decode(learner, stretch, false, margin, learner->guess);
    if (is_allowed(learner, stretch))
        return;
    decode(learner, stretch, true, 0, learner->right);
    update(learner, stretch);
}

static void learn_example(struct learner *learner, const struct example *example)
{
    float scores[TAGS];
    const unsigned right = example->kind - LABEL_EVENT;
    const size_t used = take_rows(learner, 0, learner->corpus->rows + example->rows, example->count, left_out);
    unsigned guess = right;
    learner->step += 1;
    add_rows(learner, 0, used, scores);
    scores[right] -= margin;
    for (unsigned kind = 0; kind < KINDS; kind++)
        if (scores[kind] > scores[guess])
            guess = kind;
    if (guess != right)
        update_rows(learner, 0, used, right, guess);
}

/* --- the second reading ------------------------------------------------------------------------------------------- */

static void remember(struct learner *learner, const struct article *article)
{
    const struct corpus *corpus = learner->corpus;
    size_t targets = 0;
    for (size_t i = article->first; i < article->end; i++)
        targets += corpus->stretches[i].count;
    const unsigned bits = recall_bits(targets);
    learner->recall.bits = bits < RECALL_BITS ? bits : RECALL_BITS;
    memset(learner->recall.memories, 0, sizeof *learner->recall.memories << learner->recall.bits);
    for (size_t i = article->first; i < article->end; i++)
        for (uint32_t k = 0; k < corpus->stretches[i].count; k++)
            recall_note(&learner->recall, &corpus->traces[corpus->stretches[i].first + k]);
}

/* Sets what the article tells of a stretch; false where that is nothing. */
static bool recall_stretch(struct learner *learner, const struct stretch *stretch)
{
    const struct trace *traces = &learner->corpus->traces[stretch->first];
    struct opinion *opinions = learner->opinions;
    size_t known = 0;
    for (uint32_t i = 0; i < stretch->count; i++)
        opinions[i] = recall_ask(&learner->recall, &traces[i]);
    for (uint32_t i = 0; i < stretch->count; i++) {
        const size_t count =
            recall_rows(i > 0 ? &opinions[i - 1] : NULL, &opinions[i], i + 1 < stretch->count ? &opinions[i + 1] : NULL,
                        traces[i].shape, learner->row_count, learner->recalled[i]);
        learner->recalled_count[i] = (uint8_t)count;
        known += count;
    }
    return known > 0;
}

static void forget(struct learner *learner)
{
    memset(learner->recalled_count, 0, learner->corpus->longest + 1);
}

static void learn_article(struct learner *learner, const struct article *article, bool second)
{
    const struct corpus *corpus = learner->corpus;
    learner->set = article->set;
    forget(learner);
    for (size_t i = article->first; i < article->end; i++)
        learn_stretch(learner, &corpus->stretches[i]);
    for (size_t i = article->first_example; second && i < article->end_example; i++)
        learn_example(learner, &corpus->examples[i]);
    if (second)
        remember(learner, article);
    for (size_t i = article->first; second && i < article->end; i++)
        if (recall_stretch(learner, &corpus->stretches[i]))
            learn_stretch(learner, &corpus->stretches[i]);
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

void learner_epoch(struct learner *learner, uint32_t *articles, size_t count, bool second)
{
    shuffle(&learner->random, articles, count);
    for (size_t i = 0; i < count; i++)
        learn_article(learner, &learner->corpus->articles[articles[i]], second);
}

/* The average of a weight is its last value less its changes, each weighed by when it was made. */
void learner_average(struct learner *learner)
{
    const float steps = learner->step + 1;
    for (uint32_t row = 0; row < learner->row_count; row++) {
        const uint32_t own = own_row(learner, row, 0);
        for (unsigned tag = 0; tag < TAGS; tag++) {
            const float shared = learner->weights[row][tag] - learner->sums[row][tag] / steps;
            const float added = learner->weights[own][tag] - learner->sums[own][tag] / steps;
            learner->weights[row][tag] = (1 - left_out) * (shared + own_part * added);
        }
    }
    for (unsigned before = 0; before < TAGS; before++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            learner->follow[before][tag] -= learner->follow_sums[before][tag] / steps;
}

void learner_tag(struct learner *learner, const struct article *article)
{
    const struct corpus *corpus = learner->corpus;
    forget(learner);
    for (size_t i = article->first; i < article->end; i++) {
        const struct stretch *stretch = &corpus->stretches[i];
        score_stretch(learner, stretch, 0);
        decode(learner, stretch, false, 0, learner->guess);
        for (uint32_t k = 0; k < stretch->count; k++)
            corpus->traces[stretch->first + k].tag = learner->guess[k];
    }
}
