#include "train.h"

#include "clusters.h"
#include "learner.h"

#include <math.h>
#include <stdlib.h>

enum { ROWS = 1 << 18, EPOCHS = 8, MEMBERS = 4, FOLDS = 4, FOLD_EPOCHS = 5 };

/* --- the first reading, as it is of text that was not learned -------------------------------------------------------
 */

/* Tags every article by what was learned from the others alone, a fold of articles at a time. */
static bool tag_by_others(struct corpus *corpus, size_t count, uint64_t seed, uint32_t *articles)
{
    for (size_t fold = 0; fold < FOLDS; fold++) {
        struct learner learner;
        size_t others = 0;
        bool good = learner_make(&learner, corpus, ROWS, seed + fold);
        for (size_t i = 0; i < count; i++)
            if (i % FOLDS != fold)
                articles[others++] = (uint32_t)i;
        for (int epoch = 0; good && epoch < FOLD_EPOCHS; epoch++)
            learner_epoch(&learner, articles, others, false);
        if (good)
            learner_average(&learner);
        for (size_t i = fold; good && i < count; i += FOLDS)
            learner_tag(&learner, &corpus->articles[i]);
        learner_free(&learner);
        if (!good)
            return false;
    }
    return true;
}

/* --- the model ---------------------------------------------------------------------------------------------------- */

/* The largest weight that is kept: of a hundred thousand weights, one may be cut. */
static float largest_weight(const struct learner *learner)
{
    enum { STEPS = 4096 };
    static const double share = 1e-5;
    size_t histogram[STEPS + 1] = {0}, total = 0, above = 0;
    float most = 0;
    for (uint32_t row = 0; row < learner->row_count; row++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            most = fmaxf(most, fabsf(learner->weights[row][tag]));
    for (uint32_t row = 0; row < learner->row_count && most > 0; row++)
        for (unsigned tag = 0; tag < TAGS; tag++) {
            const float size = fabsf(learner->weights[row][tag]);
            histogram[(size_t)(size / most * STEPS)] += size > 0;
            total += size > 0;
        }
    size_t step = STEPS;
    while (step > 1 && (double)(above += histogram[step]) < share * (double)total)
        step--;
    return most > 0 ? most * (float)(step + 1) / STEPS : 1;
}

static int rounded(float weight, float scale, int limit)
{
    const int value = (int)lrintf(weight * scale);
    return value > limit ? limit : value < -limit ? -limit : value;
}

static bool write_model(const struct learner *learner, const struct model *clusters, struct leat_out *out)
{
    const float scale = 127 / largest_weight(learner);
    int8_t(*rows)[TAGS] = malloc(ROWS * sizeof *rows);
    int16_t follow[TAGS][TAGS];
    if (rows == NULL)
        return false;
    for (uint32_t row = 0; row < ROWS; row++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            rows[row][tag] = (int8_t)rounded(learner->weights[row][tag], scale, 127);
    for (unsigned before = 0; before < TAGS; before++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            follow[before][tag] = (int16_t)rounded(learner->follow[before][tag], scale, 8000);
    model_write(out, ROWS, (const int8_t(*)[TAGS])rows, (const int16_t(*)[TAGS])follow, clusters->cluster_bits,
                clusters->clusters);
    free(rows);
    return !out->failed;
}

/* Adds the weights of `more` to those of `learner`. */
static void add_member(struct learner *learner, const struct learner *more)
{
    for (uint32_t row = 0; row < ROWS; row++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            learner->weights[row][tag] += more->weights[row][tag];
    for (unsigned before = 0; before < TAGS; before++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            learner->follow[before][tag] += more->follow[before][tag];
}

/* One member of the committee. False where there is no memory; `go_on` turns false where the user wants no more. */
static bool learn_member(struct learner *member, const struct leat_training *training, struct corpus *corpus,
                         uint32_t *articles, unsigned number, bool *go_on)
{
    const size_t count = training->count - training->held_out;
    const unsigned epochs = training->epochs > 0 ? training->epochs : EPOCHS;
    if (!learner_make(member, corpus, ROWS, training->seed * MEMBERS + number))
        return false;
    for (size_t i = 0; i < count; i++)
        articles[i] = (uint32_t)i;
    for (unsigned epoch = 1; epoch <= epochs && *go_on; epoch++) {
        learner_epoch(member, articles, count, true);
        *go_on = leat_training_report(training, number * epochs + epoch, -1);
    }
    learner_average(member);
    return true;
}

/* What is learned hangs on the order of the articles and on what is left out. So several learn apart: the sum of their
 * weights, which costs no more to use than one's, makes fewer errors than any of them. */
static bool learn(struct learner *learner, const struct leat_training *training, struct corpus *corpus,
                  uint32_t *articles)
{
    bool go_on = true;
    if (!tag_by_others(corpus, training->count - training->held_out, training->seed, articles) ||
        !learn_member(learner, training, corpus, articles, 0, &go_on))
        return false;
    for (unsigned number = 1; number < MEMBERS && go_on; number++) {
        struct learner member;
        const bool good = learn_member(&member, training, corpus, articles, number, &go_on);
        if (good)
            add_member(learner, &member);
        learner_free(&member);
        if (!good)
            return false;
    }
    return true;
}

/* The word clusters that were asked for, or those of the model beside the plugin, or none where there is no model. */
static enum leat_result open_clusters(const struct entities_options *options, struct model *clusters,
                                      struct model_cluster **table, struct leat_error *error)
{
    char path[MODEL_PATH_MAX];
    struct leat_error reason;
    *table = NULL;
    if (options->clusters == NULL && model_open(clusters, model_beside(path), &reason) == LEAT_OK)
        return LEAT_OK;
    return clusters_read(clusters, table, options->clusters, error);
}

enum leat_result train(const struct leat_training *training, const void *given, struct leat_out *out,
                       struct leat_error *error)
{
    const struct entities_options *options = given;
    struct model clusters;
    struct model_cluster *table;
    struct corpus corpus = {0};
    struct learner learner = {0};
    if (open_clusters(options, &clusters, &table, error) != LEAT_OK)
        return LEAT_FATAL;
    uint32_t *articles = calloc(training->count + 1, sizeof *articles);
    const bool good = articles != NULL && corpus_read(&corpus, training, &clusters, ROWS, options->guide) &&
                      learn(&learner, training, &corpus, articles) && write_model(&learner, &clusters, out);
    learner_free(&learner);
    corpus_free(&corpus);
    free(articles);
    free(table);
    model_close(&clusters);
    return good ? LEAT_OK : leat_fail(error, LEAT_FATAL, "there is no memory for training");
}
