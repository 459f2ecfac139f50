#include "train.h"

#include "clusters.h"
#include "dev.h"
#include "learner.h"

#include <math.h>
#include <stdlib.h>

enum { ROWS = 1 << 18, EPOCHS = 8, FOLDS = 4, FOLD_EPOCHS = 4 };

/* What a training works with. */
struct course {
    const struct leat_training *training;
    struct corpus corpus;
    struct model clusters;
    uint32_t *articles;     /* room for their numbers */
    struct weights learned; /* so far */
    struct leat_out *out;
    size_t start; /* where the model begins there */
};

static bool make_course(struct course *course, const char *guide)
{
    course->articles = calloc(course->training->count + 1, sizeof *course->articles);
    course->learned.rows = malloc(ROWS * sizeof *course->learned.rows);
    return course->articles != NULL && course->learned.rows != NULL &&
           corpus_read(&course->corpus, course->training, &course->clusters, ROWS, guide);
}

static void free_course(struct course *course)
{
    corpus_free(&course->corpus);
    free(course->learned.rows);
    free(course->articles);
    model_close(&course->clusters);
}

/* --- the first reading, as it is of text that was not learned ----------------------------------------------------- */

/* Tags every article by what was learned from the others alone, a fold of articles at a time. */
static bool tag_by_others(struct course *course)
{
    const size_t count = course->training->count - course->training->held_out;
    for (size_t fold = 0; fold < FOLDS; fold++) {
        struct learner learner;
        size_t others = 0;
        const bool good = learner_make(&learner, &course->corpus, ROWS, course->training->seed + fold);
        for (size_t i = 0; i < count; i++)
            if (i % FOLDS != fold)
                course->articles[others++] = (uint32_t)i;
        for (int epoch = 0; good && epoch < FOLD_EPOCHS; epoch++)
            learner_epoch(&learner, course->articles, others, false);
        if (good)
            learner_tell(&learner, &course->learned);
        for (size_t i = fold; good && i < count; i += FOLDS)
            learner_tag(&learner, &course->learned, &course->corpus.articles[i]);
        learner_free(&learner);
        if (!good)
            return false;
    }
    return true;
}

/* --- the model ---------------------------------------------------------------------------------------------------- */

/* The largest weight that is kept: of a hundred thousand weights, one may be cut. */
static float largest_weight(const struct weights *weights)
{
    enum { STEPS = 4096 };
    static const double share = 1e-5;
    size_t histogram[STEPS + 1] = {0}, total = 0, above = 0;
    float most = 0;
    for (uint32_t row = 0; row < ROWS; row++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            most = fmaxf(most, fabsf(weights->rows[row][tag]));
    for (uint32_t row = 0; row < ROWS && most > 0; row++)
        for (unsigned tag = 0; tag < TAGS; tag++) {
            const float size = fabsf(weights->rows[row][tag]);
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

/* Writes the weights so far, in place of those of the epoch before. */
static bool write_model(struct course *course)
{
    const struct weights *weights = &course->learned;
    const struct model *clusters = &course->clusters;
    const float scale = 127 / largest_weight(weights);
    int8_t(*rows)[TAGS] = malloc(ROWS * sizeof *rows);
    int16_t follow[TAGS][TAGS];
    if (rows == NULL)
        return false;
    for (uint32_t row = 0; row < ROWS; row++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            rows[row][tag] = (int8_t)rounded(weights->rows[row][tag], scale, 127);
    for (unsigned before = 0; before < TAGS; before++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            follow[before][tag] = (int16_t)rounded(weights->follow[before][tag], scale, 8000);
    course->out->length = course->start;
    model_write(course->out, ROWS, (const int8_t(*)[TAGS])rows, (const int16_t(*)[TAGS])follow, clusters->cluster_bits,
                clusters->clusters);
    free(rows);
    return !course->out->failed;
}

/* F1 of the model so far on the documents held out; -1 where there are none. */
static double measure(const struct course *course)
{
    struct model model;
    struct leat_error error;
    const char *at = course->out->at + course->start;
    if (course->training->held_out == 0 ||
        model_read(&model, "the model", at, course->out->length - course->start, &error) != LEAT_OK)
        return -1;
    return dev_measure(course->training, &course->corpus, model);
}

static bool learn(struct course *course)
{
    const struct leat_training *training = course->training;
    const size_t count = training->count - training->held_out;
    const unsigned epochs = training->epochs > 0 ? training->epochs : EPOCHS;
    struct learner learner;
    bool good = learner_make(&learner, &course->corpus, ROWS, training->seed), go_on = true;
    for (size_t i = 0; i < count; i++)
        course->articles[i] = (uint32_t)i;
    for (unsigned epoch = 1; good && go_on && epoch <= epochs; epoch++) {
        learner_epoch(&learner, course->articles, count, true);
        learner_tell(&learner, &course->learned);
        good = write_model(course);
        go_on = good && leat_training_report(training, epoch, measure(course));
    }
    learner_free(&learner);
    return good;
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
    struct course course = {.training = training, .out = out, .start = out->length};
    struct model_cluster *table;
    if (open_clusters(options, &course.clusters, &table, error) != LEAT_OK)
        return LEAT_FATAL;
    const bool good = make_course(&course, options->guide) && tag_by_others(&course) && learn(&course);
    free_course(&course);
    free(table);
    return good ? LEAT_OK : leat_fail(error, LEAT_FATAL, "there is no memory for training");
}
