#include "training.h"

#include "buffer.h"
#include "config_needs.h"
#include "host.h"
#include "wire.h"

#include <leat/train.h>

#include <stdlib.h>

struct training {
    const struct training_plan *plan;
    struct training_count *count;
    struct config config; /* the stages that the plugin needs, and the layers of all documents */
    struct gold gold;
    struct access access;  /* of the plugin to the documents */
    struct leat_out wires; /* the documents, one behind the other, in the wire form */
    size_t *starts;        /* where each begins */
    size_t document_count, start_capacity;
    struct document *document; /* the one that the plugin looks at */
    struct leat_error violation;
    bool violated;
};

/* --- reading ------------------------------------------------------------------------------------------------------ */

static enum leat_result refuse_unmarked(const struct training *training, struct leat_error *error)
{
    return leat_fail(error, LEAT_REJECT, "it has no field with gold for what plugin \"%s\" gives: %s",
                     training->plan->plugin->name, training->plan->plugin->gives);
}

static enum leat_result take(void *user, struct document *document, struct leat_error *error)
{
    struct training *training = user;
    bool marked = false;
    for (size_t i = 0; i < training->gold.count; i++)
        marked = marked || training->gold.at[i].marked;
    if (!marked)
        return refuse_unmarked(training, error);
    void *starts = training->starts;
    if (!memory_grow(&starts, &training->start_capacity, training->document_count + 1, sizeof *training->starts))
        return leat_fail(error, LEAT_FATAL, "there is no memory for the documents");
    training->starts = starts;
    training->starts[training->document_count++] = training->wires.length;
    wire_write(document, &training->wires);
    training->count->bytes += document->shown.length;
    if (training->wires.failed)
        return leat_fail(error, LEAT_FATAL, "there is no memory for the documents");
    return LEAT_OK;
}

static void lose(void *user, const struct corpus_loss *loss)
{
    struct training *training = user;
    training->count->lost++;
    training->plan->lose(training->plan->user, loss);
}

static enum leat_result read_documents(struct training *training, struct leat_error *error)
{
    struct pipeline pipeline = {0};
    struct status *status = status_create();
    if (status == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory for the stages");
    enum leat_result result = pipeline_create(&pipeline, &training->config, NULL, status, error);
    struct corpus corpus = {.source = training->plan->data,
                            .pipeline = &pipeline,
                            .gold = &training->gold,
                            .user = training,
                            .take = take,
                            .lose = lose};
    if (result == LEAT_OK)
        result = corpus_read(&corpus, error);
    training->count->learned = training->document_count;
    corpus.source = training->plan->dev;
    if (result == LEAT_OK && corpus.source != NULL)
        result = corpus_read(&corpus, error);
    training->count->held_out = training->document_count - training->count->learned;
    pipeline_destroy(&pipeline);
    status_destroy(status);
    if (result == LEAT_OK && training->count->learned == 0)
        return leat_fail(error, LEAT_FATAL, "there is no document to learn from");
    return result;
}

/* --- learning ----------------------------------------------------------------------------------------------------- */

/* A document forgets what was done wrong to it once the next takes its place. */
static void keep_violation(struct training *training)
{
    if (training->document->violated && !training->violated) {
        training->violated = true;
        training->violation = training->document->violation;
    }
}

static struct leat_doc *give_document(const struct leat_training *shown, size_t index)
{
    struct training *training = shown->user;
    struct leat_error error;
    size_t used = 0;
    if (index >= training->document_count)
        return NULL;
    keep_violation(training);
    const size_t start = training->starts[index];
    const struct leat_string wire = {training->wires.at + start, training->wires.length - start};
    if (wire_read(training->document, wire, &used, &error) != LEAT_OK)
        return NULL;
    document_enter(training->document, training->access);
    return &training->document->shown;
}

static bool report(const struct leat_training *shown, unsigned epoch, double f1)
{
    const struct training *training = shown->user;
    return training->plan->epoch(training->plan->user, epoch, f1);
}

static enum leat_result learn(struct training *training, struct leat_out *model, struct leat_error *error)
{
    const struct training_plan *plan = training->plan;
    const struct leat_training shown = {.host = &host_table,
                                        .seed = plan->seed,
                                        .epochs = plan->epochs,
                                        .count = training->document_count,
                                        .held_out = training->count->held_out,
                                        .user = training,
                                        .document = give_document,
                                        .report = report};
    training->document = document_create(&training->config.layout, training->config.run.max_document);
    if (training->document == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory for a document");
    struct leat_error reason = {"it gives no reason"};
    enum leat_result result = plan->plugin->train(&shown, plan->options, model, &reason);
    keep_violation(training);
    if (result == LEAT_OK && training->violated) {
        reason = training->violation;
        result = LEAT_FATAL;
    }
    if (result != LEAT_OK)
        return leat_fail(error, LEAT_FATAL, "%s can't be trained: %.400s", plan->plugin->name, reason.message);
    if (model->failed)
        return leat_fail(error, LEAT_FATAL, "there is no memory for the model");
    return LEAT_OK;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

/* Takes the stages that stand before the plugin in a pipeline, and the layers that they give. */
static bool take_stages(struct training *training, struct leat_error *error)
{
    const struct training_plan *plan = training->plan;
    struct config *config = &training->config;
    size_t count = 0;
    while (count < plan->pipeline->stage_count && plan->pipeline->stages[count].plugin != plan->plugin)
        count++;
    if (count == plan->pipeline->stage_count) {
        leat_fail(error, LEAT_FATAL, "%s has no stage \"%s\", so that it is not told which stages stand before it",
                  plan->pipeline->path, plan->plugin->name);
        return false;
    }
    config->stages = plan->pipeline->stages;
    config->access = plan->pipeline->access;
    config->stage_count = count;
    for (size_t i = 0; i < plan->pipeline->layout.count; i++) {
        const char *name = plan->pipeline->layout.names[i];
        for (size_t stage = 0; stage < count; stage++)
            if (names_contain(config->stages[stage].plugin->gives, name))
                layout_add(&config->layout, name);
    }
    return true;
}

/* Gold for each layer that the plugin gives, and what it may see of a document. */
static bool lay_out(struct training *training, struct leat_error *error)
{
    const struct training_plan *plan = training->plan;
    const struct leat_plugin *plugin = plan->plugin;
    struct config *config = &training->config;
    if (plan->pipeline != NULL ? !take_stages(training, error)
                               : !config_needs(config, plugin->needs, plan->loader, error))
        return false;
    training->access.uses = plugin->uses;
    for (size_t i = 0; i < config->layout.count; i++)
        if (names_contain(plugin->needs, config->layout.names[i]) ||
            names_contain(plugin->uses, config->layout.names[i]))
            training->access.readable |= UINT64_C(1) << i;
    training->gold.keep_texts = true;
    const char *names = plugin->gives;
    for (struct leat_string name; (name = names_next(&names)).length > 0;) {
        const char *layer = arena_copy(&config->arena, name.at, name.length);
        training->access.readable |= UINT64_C(1) << config->layout.count;
        if (layer == NULL || !gold_add(&training->gold, layer, NULL, &config->layout, &config->arena)) {
            leat_fail(error, LEAT_FATAL, "there is no room for the gold of all that plugin \"%s\" gives", plugin->name);
            return false;
        }
    }
    return true;
}

enum leat_result training_run(const struct training_plan *plan, struct leat_out *model, struct training_count *count,
                              struct leat_error *error)
{
    struct training training = {.plan = plan, .count = count, .wires = buffer_make()};
    *count = (struct training_count){0};
    training.config = (struct config){.path = plan->data->path,
                                      .source = plan->data->source,
                                      .decoders = plan->data->decoders,
                                      .decoder_count = plan->data->decoder_count,
                                      .decoder_named = plan->data->decoder_named,
                                      .run = plan->data->run};
    enum leat_result result = lay_out(&training, error) ? LEAT_OK : LEAT_FATAL;
    if (result == LEAT_OK)
        result = read_documents(&training, error);
    if (result == LEAT_OK) {
        plan->begin(plan->user, &training.config, count);
        result = learn(&training, model, error);
    }
    document_destroy(training.document);
    free(training.starts);
    buffer_free(&training.wires);
    arena_free(&training.config.arena);
    return result;
}
