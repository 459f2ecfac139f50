#include "evaluation.h"

#include <stdlib.h>

struct evaluating {
    const struct evaluation_plan *plan;
    struct evaluation *to;
    struct mention *gold, *found; /* of the layer at hand */
    size_t gold_capacity, found_capacity;
};

/* --- files -------------------------------------------------------------------------------------------------------- */

static bool make_file(struct evaluation *to, const struct gold *gold, const char *name, struct evaluation_file *file)
{
    *file = (struct evaluation_file){.name = name, .layers = calloc(gold->count + 1, sizeof *file->layers)};
    for (size_t i = 0; file->layers != NULL && i < gold->count; i++)
        file->layers[i].name = gold->at[i].layer;
    to->layer_count = gold->count;
    return file->layers != NULL;
}

static void free_file(struct evaluation_file *file, size_t layers)
{
    for (size_t i = 0; file->layers != NULL && i < layers; i++)
        scores_free(&file->layers[i].scores);
    free(file->layers);
}

/* The file that a document came from. A source reads one after the other. NULL where there is no memory. */
static struct evaluation_file *file_of(struct evaluating *run, const struct leat_doc *doc)
{
    struct evaluation *to = run->to;
    struct evaluation_file *last = to->file_count > 0 ? &to->files[to->file_count - 1] : NULL;
    if (last != NULL && leat_string_equal(leat_string(last->name), doc->origin))
        return last;
    void *files = to->files;
    const char *name = arena_copy(&to->arena, doc->origin.at, doc->origin.length);
    if (name == NULL || !memory_grow(&files, &to->file_capacity, to->file_count + 1, sizeof *to->files))
        return NULL;
    to->files = files;
    if (!make_file(to, run->plan->gold, name, &to->files[to->file_count]))
        return NULL;
    return &to->files[to->file_count++];
}

/* --- labels ------------------------------------------------------------------------------------------------------- */

static struct leat_string mapped(const struct evaluation_plan *plan, struct leat_string label)
{
    for (size_t i = 0; i < plan->map_count; i++)
        if (leat_string_equal(leat_string(plan->map[i].key), label))
            return leat_string(plan->map[i].value);
    return label;
}

bool evaluation_counts(const struct evaluation_plan *plan, const struct evaluation_layer *layer,
                       const struct score *score)
{
    if (plan->labels == NULL || !layer->labelled)
        return score->gold > 0;
    for (const char *const *label = plan->labels; *label != NULL; label++)
        if (leat_string_equal(leat_string(*label), score->label))
            return true;
    return false;
}

struct score evaluation_sum(const struct evaluation_plan *plan, const struct evaluation_layer *layer)
{
    struct score sum = {.label = {"", 0}};
    for (size_t i = 0; i < layer->scores.count; i++) {
        const struct score *score = &layer->scores.at[i];
        if (!evaluation_counts(plan, layer, score))
            continue;
        sum.gold += score->gold;
        sum.found += score->found;
        sum.right += score->right;
    }
    return sum;
}

/* --- one layer of one document ------------------------------------------------------------------------------------ */

/* The layer's annotations in the order of comparison. NULL where there is no memory. */
static struct mention *gather(struct evaluating *run, const struct leat_doc *doc, struct leat_layer layer,
                              bool labelled, struct mention **room, size_t *capacity)
{
    void *mentions = *room;
    if (!memory_grow(&mentions, capacity, layer.count + 1, sizeof **room))
        return NULL;
    *room = mentions;
    for (size_t i = 0; i < layer.count; i++)
        (*room)[i] = (struct mention){.span = layer.spans[i],
                                      .label = labelled ? mapped(run->plan, leat_doc_label(doc, layer, i))
                                                        : (struct leat_string){"", 0}};
    mention_sort(*room, layer.count);
    return *room;
}

static bool count(struct evaluating *run, struct scores *scores, const struct mention *mentions, size_t number,
                  bool gold)
{
    for (size_t i = 0; i < number; i++) {
        struct score *score = scores_get(scores, mentions[i].label, &run->to->arena);
        if (score == NULL)
            return false;
        score->gold += gold;
        score->found += !gold;
        score->right += gold && mentions[i].matched;
    }
    return true;
}

static bool compare_spans(struct evaluating *run, const struct leat_doc *doc, const struct gold_layer *marked,
                          struct evaluation_layer *layer)
{
    const struct leat_layer gold = leat_doc_layer(doc, marked->name), found = leat_doc_layer(doc, marked->layer);
    const bool labelled = gold.count > 0 ? gold.labels != NULL : found.labels != NULL;
    struct mention *golden = gather(run, doc, gold, labelled, &run->gold, &run->gold_capacity);
    struct mention *founden = gather(run, doc, found, labelled, &run->found, &run->found_capacity);
    if (golden == NULL || founden == NULL)
        return false;
    layer->labelled = layer->labelled || gold.labels != NULL;
    mention_match(golden, gold.count, founden, found.count);
    return count(run, &layer->scores, golden, gold.count, true) &&
           count(run, &layer->scores, founden, found.count, false) &&
           (!run->plan->misses ||
            misses_enter(&run->to->misses, doc, layer->name, golden, gold.count, founden, found.count));
}

static bool compare_texts(const struct leat_doc *doc, const struct gold_layer *marked, struct evaluation_layer *layer)
{
    struct rouge_measure measures[ROUGE_KINDS];
    const struct leat_layer found = leat_doc_layer(doc, marked->layer);
    struct leat_string *sentences = calloc(found.count + 1, sizeof *sentences);
    for (size_t i = 0; sentences != NULL && i < found.count; i++)
        sentences[i] = leat_doc_slice(doc, found.spans[i]);
    const bool good =
        sentences != NULL && rouge_measure((struct rouge_text){sentences, found.count},
                                           (struct rouge_text){marked->texts, marked->text_count}, measures);
    for (size_t i = 0; good && i < ROUGE_KINDS; i++) {
        layer->rouge[i].precision += measures[i].precision;
        layer->rouge[i].recall += measures[i].recall;
        layer->rouge[i].f1 += measures[i].f1;
    }
    layer->texts++;
    free(sentences);
    return good;
}

static enum leat_result take(void *user, struct document *document, struct leat_error *error)
{
    struct evaluating *run = user;
    const struct gold *gold = run->plan->gold;
    const struct leat_doc *doc = &document->shown;
    bool marked = false, good = true;
    for (size_t i = 0; i < gold->count; i++)
        marked = marked || gold->at[i].marked;
    if (!marked)
        return leat_fail(error, LEAT_REJECT, "it has no field with gold for any layer that is measured");
    struct evaluation_file *file = file_of(run, doc);
    if (file == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory for the counts");
    file->documents++;
    document_enter(document, (struct access){.readable = UINT64_MAX});
    for (size_t i = 0; good && i < gold->count; i++)
        if (gold->at[i].marked)
            good = gold->at[i].texts != NULL ? compare_texts(doc, &gold->at[i], &file->layers[i])
                                             : compare_spans(run, doc, &gold->at[i], &file->layers[i]);
    if (!good)
        return leat_fail(error, LEAT_FATAL, "there is no memory for the counts");
    return document_leave(document, LEAT_OK, error);
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

static void lose(void *user, const struct corpus_loss *loss)
{
    struct evaluating *run = user;
    run->to->lost++;
    run->plan->lose(run->plan->user, loss);
}

/* Puts the labels of a layer in order. One whose gold bears no labels is compared by span; what was found in documents
 * without any gold was counted by its labels, and is put to the rest. */
static bool settle(struct evaluation_layer *layer, struct arena *arena)
{
    uint64_t found = 0;
    for (size_t i = 0; i < layer->scores.count; i++)
        found += layer->scores.at[i].found;
    scores_sort(&layer->scores);
    if (layer->labelled || layer->scores.count == 0)
        return true;
    struct score *all = scores_get(&layer->scores, (struct leat_string){"", 0}, arena);
    if (all == NULL)
        return false;
    layer->scores.at[0] = (struct score){.label = all->label, .gold = all->gold, .found = found, .right = all->right};
    layer->scores.count = 1;
    return true;
}

/* Adds what counts in one file to the total. */
static bool add_layer(const struct evaluation_plan *plan, const struct evaluation_layer *layer,
                      struct evaluation_layer *total, struct arena *arena)
{
    for (size_t i = 0; i < layer->scores.count; i++) {
        const struct score *score = &layer->scores.at[i];
        if (!evaluation_counts(plan, layer, score))
            continue;
        struct score *sum = scores_get(&total->scores, score->label, arena);
        if (sum == NULL)
            return false;
        sum->gold += score->gold;
        sum->found += score->found;
        sum->right += score->right;
    }
    for (size_t i = 0; i < ROUGE_KINDS; i++) {
        total->rouge[i].precision += layer->rouge[i].precision;
        total->rouge[i].recall += layer->rouge[i].recall;
        total->rouge[i].f1 += layer->rouge[i].f1;
    }
    total->texts += layer->texts;
    total->labelled = total->labelled || layer->labelled;
    return true;
}

static bool sum_up(struct evaluating *run)
{
    struct evaluation *to = run->to;
    bool good = make_file(to, run->plan->gold, NULL, &to->total);
    for (size_t i = 0; good && i < to->file_count; i++) {
        to->total.documents += to->files[i].documents;
        for (size_t j = 0; good && j < to->layer_count; j++)
            good = settle(&to->files[i].layers[j], &to->arena) &&
                   add_layer(run->plan, &to->files[i].layers[j], &to->total.layers[j], &to->arena);
    }
    for (size_t j = 0; good && j < to->layer_count; j++)
        scores_sort(&to->total.layers[j].scores);
    misses_sort(&to->misses);
    return good;
}

enum leat_result evaluation_run(const struct evaluation_plan *plan, struct evaluation *evaluation,
                                struct leat_error *error)
{
    struct pipeline pipeline = {0};
    struct evaluating run = {.plan = plan, .to = evaluation};
    *evaluation = (struct evaluation){0};
    struct status *status = status_create();
    if (status == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory for the pipeline");
    bool coloured[1] = {false};
    struct config config = *plan->pipeline;
    config.output_count = 0; /* nothing is written, so nothing need be encoded */
    enum leat_result result = pipeline_create(&pipeline, &config, coloured, status, error);
    const struct corpus corpus = {
        .source = plan->source, .pipeline = &pipeline, .gold = plan->gold, .user = &run, .take = take, .lose = lose};
    if (result == LEAT_OK)
        result = corpus_read(&corpus, error);
    if (result == LEAT_OK && !sum_up(&run))
        result = leat_fail(error, LEAT_FATAL, "there is no memory for the counts");
    if (result == LEAT_OK && evaluation->file_count == 0)
        result = leat_fail(error, LEAT_FATAL, "there is no document to measure");
    free(run.found);
    free(run.gold);
    pipeline_destroy(&pipeline);
    status_destroy(status);
    return result;
}

void evaluation_free(struct evaluation *evaluation)
{
    free_file(&evaluation->total, evaluation->layer_count);
    for (size_t i = 0; i < evaluation->file_count; i++)
        free_file(&evaluation->files[i], evaluation->layer_count);
    free(evaluation->files);
    misses_free(&evaluation->misses);
    arena_free(&evaluation->arena);
}
