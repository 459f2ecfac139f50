#include "learner.h"

#include "chance.h"

#include <math.h>
#include <stdlib.h>

/* Tried on news, web text and others; MODEL.md tells what each gives. */
static const float margin = 8, rate = 0.1F, own_part = 0.6F;

/* The share of the features that are left out, and of those that tell of a list: lists know more than was learned. */
static const float left_out = 0.65F, left_out_listed = 0.4F;

/* A word whose tags are expected this well is not learned from, which spares most of the time. */
static const float settled = 0.001F;

enum { SET_BITS = 20, RECALL_BITS = 17, FEATURES_MAX = OFFSETS * ATTRIBUTES + CONTEXT_ROWS + RECALL_ROWS };

bool learner_make(struct learner *learner, const struct corpus *corpus, uint32_t row_count, uint64_t seed)
{
    const size_t longest = corpus->longest + 1, all = row_count + ((size_t)1 << SET_BITS);
    *learner = (struct learner){.corpus = corpus, .row_count = row_count, .chance = seed};
    const bool chained = chain_make(&learner->chain, longest);
    learner->now.rows = calloc(all, sizeof *learner->now.rows);
    learner->squares.rows = calloc(all, sizeof *learner->squares.rows);
    learner->recall.slots = calloc((size_t)1 << RECALL_BITS, sizeof *learner->recall.slots);
    learner->recall.memories = calloc(((size_t)1 << RECALL_BITS) + 1, sizeof *learner->recall.memories);
    learner->scores = calloc(longest, sizeof *learner->scores);
    learner->tags = calloc(longest, sizeof *learner->tags);
    learner->rows = calloc(longest, sizeof *learner->rows * (KIND_ROWS + 2 * FEATURES_MAX));
    learner->stand_in = calloc(longest, sizeof *learner->stand_in * (KIND_ROWS + 2 * FEATURES_MAX));
    learner->first = calloc(longest, sizeof *learner->first);
    learner->recalled = calloc(longest, sizeof *learner->recalled);
    learner->recalled_count = calloc(longest, sizeof *learner->recalled_count);
    learner->opinions = calloc(longest + 2, sizeof *learner->opinions);
    return chained && learner->now.rows != NULL && learner->squares.rows != NULL && learner->recall.slots != NULL &&
           learner->recall.memories != NULL && learner->scores != NULL && learner->tags != NULL &&
           learner->rows != NULL && learner->stand_in != NULL && learner->first != NULL && learner->recalled != NULL &&
           learner->recalled_count != NULL && learner->opinions != NULL;
}

void learner_free(struct learner *learner)
{
    free(learner->opinions);
    free(learner->recalled_count);
    free(learner->recalled);
    free(learner->first);
    free(learner->stand_in);
    free(learner->rows);
    free(learner->tags);
    free(learner->scores);
    free(learner->recall.memories);
    free(learner->recall.slots);
    free(learner->squares.rows);
    free(learner->now.rows);
    chain_free(&learner->chain);
    *learner = (struct learner){0};
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
static size_t take_rows(struct learner *learner, size_t used, const uint32_t *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const bool listed = (rows[i] & ROW_LISTED) != 0;
        const float share = listed ? left_out_listed : left_out;
        if (chance_below(&learner->chance, share))
            continue;
        const uint32_t row = rows[i] & ~ROW_LISTED;
        learner->rows[used] = row;
        learner->rows[used + 1] = own_row(learner, row, learner->set);
        learner->stand_in[used] = learner->stand_in[used + 1] = 1 / (1 - share);
        used += 2;
    }
    return used;
}

static void add_row(float *restrict score, const float *restrict row, float amount)
{
    for (unsigned tag = 0; tag < TAGS; tag++)
        score[tag] += row[tag] * amount;
}

/* Takes the rows of a target and scores it. */
static size_t score_target(struct learner *learner, const struct stretch *stretch, uint32_t i, size_t used)
{
    const struct corpus *corpus = learner->corpus;
    const struct target *target = &corpus->targets[stretch->first + i];
    learner->first[i] = used;
    used = take_rows(learner, used, corpus->rows + target->rows, target->count);
    used = take_rows(learner, used, learner->recalled[i], learner->recalled_count[i]);
    memset(learner->scores[i], 0, sizeof *learner->scores);
    for (size_t row = learner->first[i]; row < used; row++)
        add_row(learner->scores[i], learner->now.rows[learner->rows[row]], learner->stand_in[row]);
    return used;
}

/* --- learning ----------------------------------------------------------------------------------------------------- */

static void step_row(float *restrict weights, float *restrict squares, const float *restrict gradient, float amount)
{
    for (unsigned tag = 0; tag < TAGS; tag++) {
        const float slope = gradient[tag] * amount;
        squares[tag] += slope * slope;
        weights[tag] += rate * slope / sqrtf(1 + squares[tag]);
    }
}

/* Moves the weights of rows along a gradient, so that what is right becomes likelier. */
static void step_rows(struct learner *learner, size_t from, size_t to, const float gradient[TAGS])
{
    for (size_t i = from; i < to; i++) {
        const uint32_t row = learner->rows[i];
        step_row(learner->now.rows[row], learner->squares.rows[row], gradient, learner->stand_in[i]);
    }
}

static void step_follow(struct learner *learner)
{
    float gradient[TAGS];
    for (unsigned last = 0; last < TAGS; last++) {
        for (unsigned tag = 0; tag < TAGS; tag++)
            gradient[tag] = (float)learner->chain.pairs[last][tag];
        step_row(learner->now.follow[last], learner->squares.follow[last], gradient, 1);
    }
}

/* Sets what the chain expects of the tags that gold allows, less what it expects of all. */
static bool set_gradient(struct learner *learner, const struct stretch *stretch)
{
    struct chain *chain = &learner->chain;
    const struct target *targets = &learner->corpus->targets[stretch->first];
    memset(chain->expected, 0, stretch->count * sizeof *chain->expected);
    memset(chain->pairs, 0, sizeof chain->pairs);
    chain_set_follow(chain, (const float(*)[TAGS])learner->now.follow);
    for (uint32_t i = 0; i < stretch->count; i++)
        chain_set_word(chain, i, learner->scores[i], targets[i].allowed, margin);
    if (!chain_expect(chain, stretch->count, -1))
        return false;
    for (uint32_t i = 0; i < stretch->count; i++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            if ((targets[i].allowed >> tag & 1) == 0)
                chain->forces[i][tag] = 0;
    return chain_expect(chain, stretch->count, 1);
}

static void learn_stretch(struct learner *learner, const struct stretch *stretch)
{
    size_t used = 0;
    bool moved = false;
    for (uint32_t i = 0; i < stretch->count; i++)
        used = score_target(learner, stretch, i, used);
    learner->first[stretch->count] = used;
    if (!set_gradient(learner, stretch))
        return;
    for (uint32_t i = 0; i < stretch->count; i++) {
        float gradient[TAGS], most = 0;
        for (unsigned tag = 0; tag < TAGS; tag++) {
            gradient[tag] = (float)learner->chain.expected[i][tag];
            most = fmaxf(most, fabsf(gradient[tag]));
        }
        if (most < settled)
            continue;
        step_rows(learner, learner->first[i], learner->first[i + 1], gradient);
        moved = true;
    }
    if (moved)
        step_follow(learner);
}

/* The kind of a rarer name: a choice of one among KINDS, with the same margin. */
static void learn_example(struct learner *learner, const struct example *example)
{
    struct chain *chain = &learner->chain;
    const unsigned right = example->kind - LABEL_EVENT;
    const size_t used = take_rows(learner, 0, learner->corpus->rows + example->rows, example->count);
    float scores[TAGS] = {0}, gradient[TAGS] = {0};
    double sum = 0;
    for (size_t row = 0; row < used; row++)
        add_row(scores, learner->now.rows[learner->rows[row]], learner->stand_in[row]);
    chain_set_word(chain, 0, scores, 1u << right, margin);
    for (unsigned kind = 0; kind < KINDS; kind++)
        sum += chain->forces[0][kind];
    for (unsigned kind = 0; kind < KINDS && sum > 0; kind++)
        gradient[kind] = (float)((kind == right) - chain->forces[0][kind] / sum);
    step_rows(learner, 0, used, gradient);
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
    recall_begin(&learner->recall);
    for (size_t i = article->first; i < article->end; i++)
        for (uint32_t k = 0; k < corpus->stretches[i].count; k++)
            recall_note(&learner->recall, &corpus->traces[corpus->stretches[i].first + k]);
}

/* Sets what the article tells of a stretch; false where that is nothing. */
static bool recall_stretch(struct learner *learner, const struct stretch *stretch)
{
    const struct trace *traces = &learner->corpus->traces[stretch->first];
    struct opinion *opinions = learner->opinions + 1;
    size_t known = 0;
    for (uint32_t i = 0; i < stretch->count; i++)
        opinions[i] = recall_ask(&learner->recall, &traces[i]);
    opinions[stretch->count] = (struct opinion){0};
    for (uint32_t i = 0; i < stretch->count; i++) {
        const size_t count = recall_rows(&opinions[i], traces[i].shape, learner->row_count, learner->recalled[i]);
        learner->recalled_count[i] = (uint8_t)count;
        known += count;
    }
    return known > 0;
}

static void learn_article(struct learner *learner, const struct article *article, bool second)
{
    const struct corpus *corpus = learner->corpus;
    learner->set = article->set;
    memset(learner->recalled_count, 0, corpus->longest + 1);
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
    chance_shuffle(&learner->chance, articles, count);
    for (size_t i = 0; i < count; i++)
        learn_article(learner, &learner->corpus->articles[articles[i]], second);
}

void learner_tell(const struct learner *learner, struct weights *learned)
{
    for (uint32_t row = 0; row < learner->row_count; row++) {
        const float *own = learner->now.rows[own_row(learner, row, 0)];
        for (unsigned tag = 0; tag < TAGS; tag++)
            learned->rows[row][tag] = learner->now.rows[row][tag] + own_part * own[tag];
    }
    memcpy(learned->follow, learner->now.follow, sizeof learned->follow);
}

void learner_tag(struct learner *learner, const struct weights *weights, const struct article *article)
{
    const struct corpus *corpus = learner->corpus;
    for (size_t i = article->first; i < article->end; i++) {
        const struct stretch *stretch = &corpus->stretches[i];
        memset(learner->scores, 0, stretch->count * sizeof *learner->scores);
        for (uint32_t k = 0; k < stretch->count; k++) {
            const struct target *target = &corpus->targets[stretch->first + k];
            for (size_t row = 0; row < target->count; row++)
                add_row(learner->scores[k], weights->rows[corpus->rows[target->rows + row] & ~ROW_LISTED], 1);
        }
        chain_best(&learner->chain, stretch->count, (const float(*)[TAGS])learner->scores,
                   (const float(*)[TAGS])weights->follow, learner->tags);
        for (uint32_t k = 0; k < stretch->count; k++)
            corpus->traces[stretch->first + k].tag = learner->tags[k];
    }
}
