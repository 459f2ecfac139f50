#include "pipeline.h"

#include "buffer.h"
#include "checker.h"
#include "host.h"
#include "utf8.h"

#include <inttypes.h>
#include <stdlib.h>

size_t pipeline_steps(const struct config *config)
{
    return STEP_STAGES + config->stage_count + config->output_count;
}

struct step pipeline_step(const struct config *config, size_t step, size_t decoder)
{
    if (step == STEP_SOURCE)
        return config->source;
    if (step == STEP_DECODE)
        return decoder < config->decoder_count ? config->decoders[decoder] : (struct step){.place = "source.decode"};
    step -= STEP_STAGES;
    return step < config->stage_count ? config->stages[step] : config->outputs[step - config->stage_count].encoder;
}

/* --- making and releasing ----------------------------------------------------------------------------------------- */

/* The instance in place `index` of decoders, stages, encoders, seen as one row. */
static const struct step *row_step(const struct pipeline *pipeline, size_t index, void ***self)
{
    const struct config *config = pipeline->config;
    if (index < config->decoder_count) {
        *self = &pipeline->decoders[index];
        return &config->decoders[index];
    }
    index -= config->decoder_count;
    if (index < config->stage_count) {
        *self = &pipeline->stages[index];
        return &config->stages[index];
    }
    index -= config->stage_count;
    *self = &pipeline->encoders[index];
    return &config->outputs[index].encoder;
}

static enum leat_result make(struct pipeline *pipeline, size_t index, bool terminal, struct leat_error *error)
{
    void **self = NULL;
    const struct step *step = row_step(pipeline, index, &self);
    struct leat_setup *setup = &pipeline->setups[index];
    *setup = (struct leat_setup){.host = &host_table,
                                 .step = step->place,
                                 .max_document = pipeline->config->run.max_document,
                                 .terminal = terminal};
    *self = step->options;
    if (step->plugin->create == NULL)
        return LEAT_OK;
    struct leat_error reason = {"it gives no reason"};
    const enum leat_result result = step->plugin->create(setup, step->options, self, &reason);
    if (result == LEAT_OK)
        return LEAT_OK;
    return leat_fail(error, LEAT_FATAL, "%s (%s) can't start: %s", step->place, step->plugin->name, reason.message);
}

enum leat_result pipeline_create(struct pipeline *pipeline, const struct config *config, const bool *coloured,
                                 struct status *status, struct leat_error *error)
{
    const size_t encoders = config->decoder_count + config->stage_count, total = encoders + config->output_count;
    *pipeline = (struct pipeline){.config = config, .status = status};
    pipeline->setups = calloc(total, sizeof *pipeline->setups);
    pipeline->decoders = calloc(total, sizeof *pipeline->decoders);
    pipeline->document = document_create(&config->layout, config->run.max_document);
    if (pipeline->setups == NULL || pipeline->decoders == NULL || pipeline->document == NULL) {
        pipeline_destroy(pipeline);
        return leat_fail(error, LEAT_FATAL, "there is no memory for the pipeline");
    }
    pipeline->stages = pipeline->decoders + config->decoder_count;
    pipeline->encoders = pipeline->stages + config->stage_count;
    for (size_t i = 0; i < total; i++) {
        const size_t step = i < config->decoder_count ? STEP_DECODE : STEP_STAGES + i - config->decoder_count;
        status_step(status, (uint32_t)step);
        if (make(pipeline, i, i >= encoders && coloured[i - encoders], error) != LEAT_OK) {
            pipeline_destroy(pipeline);
            return LEAT_FATAL;
        }
        pipeline->made = i + 1;
    }
    return LEAT_OK;
}

void pipeline_destroy(struct pipeline *pipeline)
{
    if (pipeline == NULL)
        return;
    while (pipeline->made > 0) {
        void **self = NULL;
        const struct step *step = row_step(pipeline, --pipeline->made, &self);
        if (step->plugin->create != NULL && step->plugin->destroy != NULL)
            step->plugin->destroy(*self);
    }
    document_destroy(pipeline->document);
    free(pipeline->decoders);
    free(pipeline->setups);
    *pipeline = (struct pipeline){0};
}

/* --- running ------------------------------------------------------------------------------------------------------ */

/* A result that this kind of step may not give is a fault of the plugin, and costs the document. */
static enum leat_result expect(enum leat_result result, unsigned allowed, struct leat_error *error)
{
    if (result >= LEAT_OK && result <= LEAT_AGAIN && (allowed >> result & 1) != 0)
        return result;
    static const char *const names[] = {"LEAT_OK", "LEAT_DROP", "LEAT_REJECT", "LEAT_FATAL", "LEAT_END", "LEAT_AGAIN"};
    const bool known = result >= LEAT_OK && result <= LEAT_AGAIN;
    return leat_fail(error, LEAT_REJECT, "it answered with %s (%d), which its kind of step may not give",
                     known ? names[result] : "no leat_result", (int)result);
}

static enum leat_result prove(const struct pipeline *pipeline, enum leat_result result, struct leat_error *error)
{
#ifdef LEAT_CHECKING
    if (result == LEAT_OK)
        return checker_prove(pipeline->document, error);
#else
    (void)pipeline;
    (void)error;
#endif
    return result;
}

struct leat_string pipeline_id(const struct leat_record *record, size_t index, struct pipeline_id *id)
{
    const struct leat_string origin = record->origin;
    size_t begin = origin.length;
    while (begin > 0 && origin.at[begin - 1] != '/')
        begin--;
    size_t end = begin;
    while (end < origin.length && (origin.at[end] != '.' || end == begin))
        end++;
    const int stem = end - begin < 400 ? (int)(end - begin) : 400;
    int length = snprintf(id->text, sizeof id->text, "%.*s", stem, stem > 0 ? origin.at + begin : "");
    if (length == 0 || (length == 1 && id->text[0] == '-'))
        length = snprintf(id->text, sizeof id->text, "stdin");
    char *rest = id->text + length;
    const size_t room = sizeof id->text - (size_t)length;
    if (record->line > 0)
        length += snprintf(rest, room, ":%" PRIu64, record->line);
    else if (index > 0)
        length += snprintf(rest, room, "#%zu", index + 1);
    return (struct leat_string){id->text, (size_t)length};
}

/* An origin is a path, and those may hold any bytes; a document's origin and id are UTF-8. */
static struct leat_string readable(struct document *document, struct leat_string name)
{
    bool ascii;
    char *copy = arena_copy(&document->arena, name.at, name.length);
    if (copy == NULL)
        return (struct leat_string){"", 0};
    for (size_t at = 0; (at += utf8_valid(copy + at, name.length - at, &ascii)) < name.length;)
        copy[at] = '?';
    return (struct leat_string){copy, name.length};
}

static void begin_decoding(struct document *document, struct leat_string origin)
{
    document_reset(document);
    document->shown.origin = readable(document, origin);
    document_enter(document, (struct access){.decoding = true});
}

static enum leat_result end_decoding(struct pipeline *pipeline, enum leat_result result, struct leat_error *error)
{
    result = document_leave(pipeline->document, result, error);
#ifdef LEAT_CHECKING
    if (result == LEAT_OK)
        checker_begin(pipeline->document);
#endif
    return prove(pipeline, result, error);
}

enum leat_result pipeline_decode(struct pipeline *pipeline, size_t decoder, const struct leat_record *record,
                                 size_t index, struct leat_error *error)
{
    const struct leat_plugin *plugin = pipeline->config->decoders[decoder].plugin;
    struct document *document = pipeline->document;
    begin_decoding(document, record->origin);
    enum leat_result result = plugin->decode(pipeline->decoders[decoder], record, index, &document->shown, error);
    const unsigned end =
        plugin->framing == LEAT_LINES ? 0 : 1U << LEAT_END; /* a line is a document, whatever it holds */
    result = expect(result, 1U << LEAT_OK | 1U << LEAT_DROP | 1U << LEAT_REJECT | 1U << LEAT_FATAL | end, error);
    struct pipeline_id id;
    if (result == LEAT_OK && document->shown.id.length == 0)
        leat_doc_set_id(&document->shown, readable(document, pipeline_id(record, index, &id)));
    return end_decoding(pipeline, result, error);
}

enum leat_result pipeline_revive(struct pipeline *pipeline, const struct revived *letter, struct leat_error *error)
{
    begin_decoding(pipeline->document, letter->origin);
    const enum leat_result result = revive_fill(letter, &pipeline->document->shown, error);
    return end_decoding(pipeline, result, error);
}

enum leat_result pipeline_stage(struct pipeline *pipeline, size_t stage, struct leat_error *error)
{
    const struct step *step = &pipeline->config->stages[stage];
    struct document *document = pipeline->document;
    status_step(pipeline->status, (uint32_t)(STEP_STAGES + stage));
    document_enter(document, pipeline->config->access[stage]);
    enum leat_result result = step->plugin->process(pipeline->stages[stage], &document->shown, error);
    result = expect(result, 1U << LEAT_OK | 1U << LEAT_DROP | 1U << LEAT_REJECT | 1U << LEAT_FATAL, error);
    result = document_leave(document, result, error);
    return prove(pipeline, result, error);
}

enum leat_result pipeline_encode(struct pipeline *pipeline, size_t output, struct leat_out *out,
                                 struct leat_error *error)
{
    const struct step *step = &pipeline->config->outputs[output].encoder;
    struct document *document = pipeline->document;
    const size_t before = out->length;
    struct buffer_loan loan;
    status_step(pipeline->status, (uint32_t)(STEP_STAGES + pipeline->config->stage_count + output));
    document_enter(document, (struct access){.readable = UINT64_MAX});
    buffer_lend(out, &loan);
    enum leat_result result = step->plugin->encode(pipeline->encoders[output], &document->shown, &loan.shown, error);
    result = expect(result, 1U << LEAT_OK | 1U << LEAT_REJECT | 1U << LEAT_FATAL, error);
    result = document_leave(document, result, error);
    if (!buffer_take_back(&loan))
        result =
            leat_fail(error, LEAT_REJECT, "it took away from what others wrote, or wrote past the room it asked for");
    if (result == LEAT_OK && out->failed) {
        out->failed = false;
        result = leat_fail(error, LEAT_REJECT, "there is no memory for what it encodes");
    }
    if (result != LEAT_OK)
        out->length = before;
    return prove(pipeline, result, error);
}
