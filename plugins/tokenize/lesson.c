#include "lesson.h"

#include "model.h"
#include "scanner.h"

#include <stdlib.h>

/* A place, the weights that speak there, and whether a sentence ends. */
struct example {
    uint16_t features[BOUNDARY_FEATURES];
    bool ends;
};

struct lesson {
    struct leat_layer gold; /* the sentences of the document that is being read */
    struct example *examples;
    size_t count, capacity;
    bool failed;                /* there was no memory */
    size_t found, known, right; /* sentences of the documents held out */
};

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* The first gold sentence that begins at `at` or behind it. */
static size_t gold_from(const struct lesson *lesson, size_t at)
{
    size_t low = 0, high = lesson->gold.count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (lesson->gold.spans[middle].begin < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct example *add_example(struct lesson *lesson)
{
    if (lesson->count == lesson->capacity) {
        const size_t capacity = lesson->capacity == 0 ? 4096 : 2 * lesson->capacity;
        struct example *examples = realloc(lesson->examples, capacity * sizeof *examples);
        if (examples == NULL) {
            lesson->failed = true;
            return NULL;
        }
        lesson->examples = examples;
        lesson->capacity = capacity;
    }
    return &lesson->examples[lesson->count++];
}

bool lesson_note(struct lesson *lesson, const struct boundary *boundary, const uint32_t features[BOUNDARY_FEATURES])
{
    const size_t sentence = gold_from(lesson, boundary->next);
    const bool ends = sentence < lesson->gold.count && lesson->gold.spans[sentence].begin == boundary->next;
    struct example *example = add_example(lesson);
    if (example == NULL)
        return ends;
    for (size_t i = 0; i < BOUNDARY_FEATURES; i++)
        example->features[i] = (uint16_t)features[i];
    example->ends = ends;
    return ends;
}

void lesson_sentence(struct lesson *lesson, size_t begin, size_t end)
{
    const size_t sentence = gold_from(lesson, begin);
    lesson->found++;
    lesson->right += sentence < lesson->gold.count && lesson->gold.spans[sentence].begin == begin &&
                     lesson->gold.spans[sentence].end == end;
}

/* Reads the documents from `first` to before `last`: to learn from where `weights` is NULL, else to measure. */
static bool read_documents(struct lesson *lesson, const struct leat_training *training, size_t first, size_t last,
                           const struct english_options *options, const int8_t *weights)
{
    lesson->found = lesson->known = lesson->right = 0;
    for (size_t i = first; i < last; i++) {
        const struct leat_doc *doc = leat_training_document(training, i);
        if (doc == NULL)
            return false;
        lesson->gold = leat_doc_layer(doc, "gold:sentence");
        lesson->known += lesson->gold.count;
        struct scanner scanner = {
            .text = doc->text, .length = doc->length, .options = *options, .weights = weights, .lesson = lesson};
        scanner_read(&scanner);
    }
    return !lesson->failed;
}

/* --- learning ----------------------------------------------------------------------------------------------------- */

enum { MEMBERS = 5, MARGIN = 12, EPOCHS = 10 };

/* Averaged perceptrons with a margin (Freund and Schapire 1999; Krauth and Mezard 1987), in integers, so that every
 * machine learns the same. What one learns depends somewhat on the order of the examples, so several learn, each in
 * another order, and the model is the mean of all. */
struct learner {
    int32_t weights[MEMBERS][BOUNDARY_WEIGHTS];
    int64_t sums[BOUNDARY_WEIGHTS]; /* of what each step of each member added, times the number of the step */
    int64_t steps;                  /* of each member */
    int8_t averages[BOUNDARY_WEIGHTS];
};

static void learn(struct learner *learner, int32_t *weights, int64_t step, const struct example *example)
{
    int32_t sum = 0;
    for (size_t i = 0; i < BOUNDARY_FEATURES; i++)
        sum += weights[example->features[i]];
    if (example->ends ? sum > MARGIN : sum < -MARGIN)
        return;
    const int32_t change = example->ends ? 1 : -1;
    for (size_t i = 0; i < BOUNDARY_FEATURES; i++) {
        weights[example->features[i]] += change;
        learner->sums[example->features[i]] += change * step;
    }
}

/* The sum of a weight over all steps of all members. */
static int64_t total(const struct learner *learner, size_t i)
{
    int64_t last = 0;
    for (size_t member = 0; member < MEMBERS; member++)
        last += learner->weights[member][i];
    return last * (learner->steps + 1) - learner->sums[i];
}

/* The mean of each weight, so scaled that the largest is 127. */
static void average(struct learner *learner)
{
    int64_t largest = 1;
    for (size_t i = 0; i < BOUNDARY_WEIGHTS; i++)
        largest = llabs(total(learner, i)) > largest ? llabs(total(learner, i)) : largest;
    for (size_t i = 0; i < BOUNDARY_WEIGHTS; i++) {
        const int64_t scaled = total(learner, i) * 127;
        learner->averages[i] = (int8_t)((scaled + (scaled < 0 ? -largest : largest) / 2) / largest);
    }
}

static uint64_t draw(uint64_t *state)
{
    *state += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t z = *state;
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static void shuffle(struct lesson *lesson, uint64_t *state)
{
    for (size_t i = lesson->count; i > 1; i--) {
        const size_t other = (size_t)(draw(state) % i);
        const struct example example = lesson->examples[i - 1];
        lesson->examples[i - 1] = lesson->examples[other];
        lesson->examples[other] = example;
    }
}

static bool run_epochs(struct lesson *lesson, struct learner *learner, const struct leat_training *training,
                       const struct english_options *options)
{
    const size_t taught = training->count - training->held_out;
    const unsigned epochs = training->epochs > 0 ? training->epochs : EPOCHS;
    uint64_t state = training->seed;
    for (unsigned epoch = 1; epoch <= epochs; epoch++) {
        for (size_t member = 0; member < MEMBERS; member++) {
            shuffle(lesson, &state);
            for (size_t i = 0; i < lesson->count; i++)
                learn(learner, learner->weights[member], learner->steps + 1 + (int64_t)i, &lesson->examples[i]);
        }
        learner->steps += (int64_t)lesson->count;
        average(learner);
        if (!read_documents(lesson, training, taught, training->count, options, learner->averages))
            return false;
        const size_t all = lesson->found + lesson->known;
        if (!leat_training_report(training, epoch, all == 0 ? -1 : 2.0 * (double)lesson->right / (double)all))
            break;
    }
    return true;
}

enum leat_result lesson_train(const struct leat_training *training, const struct english_options *options,
                              struct leat_out *model, struct leat_error *error)
{
    struct lesson lesson = {.examples = NULL};
    struct learner *learner = calloc(1, sizeof *learner);
    const size_t taught = training->count - training->held_out;
    enum leat_result result = LEAT_OK;
    if (learner == NULL || !read_documents(&lesson, training, 0, taught, options, NULL))
        result = leat_fail(error, LEAT_FATAL, "there is no memory for what %zu documents teach", taught);
    else if (lesson.known == 0)
        result = leat_fail(error, LEAT_FATAL, "there is no layer gold:sentence in the documents to learn from");
    else if (!run_epochs(&lesson, learner, training, options))
        result = leat_fail(error, LEAT_FATAL, "there is no memory for the documents held out");
    else
        model_write(learner->averages, model);
    free(learner);
    free(lesson.examples);
    return result;
}
