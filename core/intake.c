#include "intake.h"

#include "host.h"
#include "replay.h"

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

enum leat_result intake_read(struct intake *intake, struct slot *slot, struct leat_error *error)
{
    const struct step *step = &intake->config->source;
    struct leat_record record = {.origin = {"", 0}};
    if (intake->ended)
        return LEAT_END;
    enum leat_result result = step->plugin->read(intake->self, &record, &slot->content, error);
    if (result == LEAT_END) {
        intake->ended = true;
    } else if (result == LEAT_AGAIN && step->plugin->wait != NULL) {
        struct leat_wait wait = {.descriptor = -1};
        step->plugin->wait(intake->self, &wait);
        waiter_start(&intake->waiter, &wait);
    } else if (result == LEAT_OK || result == LEAT_REJECT) {
        if (!keep_names(slot, &record))
            return leat_fail(error, LEAT_FATAL, "there is no memory for a record");
        const bool letters = replay_prepared(intake->config);
        const size_t decoder = letters ? intake->config->decoder_count : config_decoder(intake->config, record.name);
        if (result == LEAT_OK && !letters && decoder == intake->config->decoder_count)
            return leat_fail(error, LEAT_REJECT, "no decoder claims \"%.*s\"", (int)record.name.length, record.name.at);
        slot->task.decoder = (uint32_t)decoder;
    } else if (result == LEAT_FATAL) {
        const struct leat_error reason = *error;
        return leat_fail(error, LEAT_FATAL, "%s (%s): %.400s", step->place, step->plugin->name, reason.message);
    } else {
        return leat_fail(error, LEAT_FATAL, "%s (%s) answered with result %d, which a source may not give", step->place,
                         step->plugin->name, (int)result);
    }
    return result;
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
