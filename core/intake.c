#include "intake.h"

#include "buffer.h"
#include "host.h"
#include "letter.h"
#include "pipeline.h"
#include "replay.h"

#include <stdlib.h>

static enum leat_framing framing(const struct leat_setup *setup, struct leat_string name)
{
    const struct config *config = ((const struct intake_setup *)setup)->config;
    const size_t decoder = config_decoder(config, name);
    return decoder < config->decoder_count ? config->decoders[decoder].plugin->framing : LEAT_UNCLAIMED;
}

enum leat_result intake_create(struct intake *intake, const struct config *config, uv_loop_t *loop,
                               void (*ready)(void *user), void *user, struct leat_error *error)
{
    const struct step *step = &config->source;
    *intake = (struct intake){
        .config = config,
        .setup = {.shown = {.host = &host_table,
                            .step = step->place,
                            .max_document = config->run.max_document,
                            .framing = framing},
                  .config = config},
        .self = step->options,
        .waiter = {.epoll = -1},
    };
    struct leat_error reason = {"it gives no reason"};
    if (step->plugin->create != NULL &&
        step->plugin->create(&intake->setup.shown, step->options, &intake->self, &reason) != LEAT_OK)
        return leat_fail(error, LEAT_FATAL, "%s (%s) can't start: %s", step->place, step->plugin->name, reason.message);
    intake->made = true;
    if (!waiter_create(&intake->waiter, loop, ready, user))
        return leat_fail(error, LEAT_FATAL, "the system has no descriptor left to wait with");
    return LEAT_OK;
}

/* The source's strings are good until it reads again; the record needs them longer. */
static bool keep_names(struct slot *slot, const struct leat_record *record)
{
    leat_out_append(&slot->names, record->origin);
    leat_out_append(&slot->names, record->name);
    slot->task.record = *record;
    slot->task.record.origin.at = slot->names.at;
    slot->task.record.name.at = slot->names.at + record->origin.length;
    slot->task.record.bytes = (struct leat_string){slot->content.at, slot->content.length};
    return !slot->names.failed && !slot->content.failed;
}

/* A record that could not be read takes its place in the order, as a finished one with a dead letter. */
static enum leat_result bury(struct slot *slot, const struct config *config, struct leat_error *error)
{
    const struct leat_record *record = &slot->task.record;
    const size_t steps = pipeline_steps(config);
    struct leat_out letter = buffer_make();
    struct pipeline_id id;
    letter_write(&letter, &(struct letter){.id = pipeline_id(record, 0, &id),
                                           .origin = record->origin,
                                           .line = record->line,
                                           .step = config->source.place,
                                           .plugin = config->source.plugin->name,
                                           .reason = error->message,
                                           .attempts = 1});
    struct step_count *counts = calloc(steps, sizeof *counts);
    struct leat_batch *batches = calloc(config->output_count, sizeof *batches);
    if (counts != NULL && batches != NULL && !letter.failed) {
        counts[STEP_SOURCE] = (struct step_count){.in = 1, .dead = 1};
        const struct result result = {.sequence = slot->task.sequence,
                                      .read = 1,
                                      .steps = counts,
                                      .letters = {letter.at, letter.length},
                                      .batches = batches};
        frame_result(&slot->result, &result, steps, config->output_count);
    }
    const bool whole = slot->result.length > 0 && !slot->result.failed;
    free(batches);
    free(counts);
    buffer_free(&letter);
    if (!whole)
        return leat_fail(error, LEAT_FATAL, "there is no memory for a dead letter");
    buffer_consume(&slot->result, sizeof(struct frame_head)); /* what is kept of a result is its body */
    return LEAT_REJECT;
}

/* Finds the decoder for a record that was read. */
static enum leat_result assign(struct slot *slot, const struct config *config, struct leat_error *error)
{
    const struct leat_string name = slot->task.record.name;
    const size_t decoder = replay_prepared(config) ? config->decoder_count : config_decoder(config, name);
    slot->task.decoder = (uint32_t)decoder;
    if (decoder < config->decoder_count || replay_prepared(config))
        return LEAT_OK;
    leat_fail(error, LEAT_REJECT, "no decoder claims \"%.*s\"", (int)(name.length < 300 ? name.length : 300), name.at);
    return bury(slot, config, error);
}

enum leat_result intake_read(struct intake *intake, struct slot *slot, struct leat_error *error)
{
    const struct step *step = &intake->config->source;
    struct leat_record record = {.origin = {"", 0}};
    if (intake->ended)
        return LEAT_END;
    strcpy(error->message, "it gives no reason");
    const enum leat_result result = step->plugin->read(intake->self, &record, &slot->content, error);
    if ((result == LEAT_OK || result == LEAT_REJECT) && !keep_names(slot, &record))
        return leat_fail(error, LEAT_FATAL, "there is no memory for a record");
    if (result == LEAT_OK && slot->content.length >= UINT32_MAX) { /* more than one write to a worker may take */
        buffer_reset(&slot->content, 0);
        leat_fail(error, LEAT_REJECT, "the record has more than 4 GiB");
        return bury(slot, intake->config, error);
    }
    if (result == LEAT_OK)
        return assign(slot, intake->config, error);
    if (result == LEAT_REJECT)
        return bury(slot, intake->config, error);
    if (result == LEAT_END) {
        intake->ended = true;
        return LEAT_END;
    }
    if (result == LEAT_AGAIN && step->plugin->wait != NULL) {
        struct leat_wait wait = {.descriptor = -1};
        step->plugin->wait(intake->self, &wait);
        waiter_start(&intake->waiter, &wait);
        return LEAT_AGAIN;
    }
    if (result != LEAT_FATAL)
        return leat_fail(error, LEAT_FATAL, "%s (%s) answered with result %d, which a source may not give", step->place,
                         step->plugin->name, (int)result);
    const struct leat_error reason = *error;
    return leat_fail(error, LEAT_FATAL, "%s (%s): %.400s", step->place, step->plugin->name, reason.message);
}

void intake_ack(struct intake *intake, uint64_t count)
{
    if (intake->config->source.plugin->ack != NULL)
        intake->config->source.plugin->ack(intake->self, count);
}

void intake_close(struct intake *intake)
{
    waiter_close(&intake->waiter);
}

void intake_destroy(struct intake *intake)
{
    const struct leat_plugin *plugin = intake->made ? intake->config->source.plugin : NULL;
    if (plugin != NULL && plugin->create != NULL && plugin->destroy != NULL)
        plugin->destroy(intake->self);
    intake->made = false;
}
