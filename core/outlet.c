#include "outlet.h"

#include "host.h"

#include <inttypes.h>
#include <stdlib.h>

/* --- making and releasing ----------------------------------------------------------------------------------------- */

static enum leat_result make_sink(struct outlet *outlet, size_t index, bool append, struct leat_error *error)
{
    const struct step *step = &outlet->config->outputs[index].sink;
    struct leat_error reason = {"it gives no reason"};
    outlet->setups[index] = (struct leat_setup){
        .host = &host_table, .step = step->place, .max_document = outlet->config->run.max_document, .append = append};
    outlet->sinks[index] = step->options;
    if (step->plugin->create != NULL &&
        step->plugin->create(&outlet->setups[index], step->options, &outlet->sinks[index], &reason) != LEAT_OK)
        return leat_fail(error, LEAT_FATAL, "%s (%s) can't start: %s", step->place, step->plugin->name, reason.message);
    const char *plain = getenv("NO_COLOR"); /* no-color.org: set to anything, it forbids colour */
    const bool terminal = step->plugin->terminal != NULL && step->plugin->terminal(outlet->sinks[index]);
    outlet->terminals[index] = terminal;
    outlet->coloured[index] = terminal && (plain == NULL || plain[0] == '\0');
    outlet->made = index + 1;
    return LEAT_OK;
}

enum leat_result outlet_create(struct outlet *outlet, const struct config *config, bool append, uv_loop_t *loop,
                               void (*ready)(void *user), void *user, struct leat_error *error)
{
    const size_t count = config->output_count;
    *outlet = (struct outlet){.config = config, .letters = {.descriptor = -1}, .waiter = {.epoll = -1}};
    outlet->setups = calloc(count, sizeof *outlet->setups);
    outlet->sinks = calloc(count, sizeof *outlet->sinks);
    outlet->terminals = calloc(count, sizeof *outlet->terminals);
    outlet->coloured = calloc(count, sizeof *outlet->coloured);
    outlet->delivered = calloc(count, sizeof *outlet->delivered);
    if (outlet->setups == NULL || outlet->sinks == NULL || outlet->terminals == NULL || outlet->coloured == NULL ||
        outlet->delivered == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory for the sinks");
    for (size_t i = 0; i < count; i++)
        if (make_sink(outlet, i, append, error) != LEAT_OK)
            return LEAT_FATAL;
    if (!waiter_create(&outlet->waiter, loop, ready, user))
        return leat_fail(error, LEAT_FATAL, "the system has no descriptor left to wait with");
    return letterbox_open(&outlet->letters, config->run.dead_letters, error);
}

void outlet_close(struct outlet *outlet)
{
    waiter_close(&outlet->waiter);
}

void outlet_destroy(struct outlet *outlet)
{
    letterbox_close(&outlet->letters);
    while (outlet->made > 0) {
        const struct leat_plugin *plugin = outlet->config->outputs[--outlet->made].sink.plugin;
        if (plugin->create != NULL && plugin->destroy != NULL)
            plugin->destroy(outlet->sinks[outlet->made]);
    }
    free(outlet->delivered);
    free(outlet->coloured);
    free(outlet->terminals);
    free(outlet->sinks);
    free(outlet->setups);
    *outlet = (struct outlet){.letters = {.descriptor = -1}, .waiter = outlet->waiter};
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* What a sink answered, with its name put before the message; after AGAIN the waiter is set. */
static enum leat_result answer(struct outlet *outlet, size_t index, enum leat_result result, struct leat_error *error)
{
    const struct step *step = &outlet->config->outputs[index].sink;
    if (result == LEAT_OK)
        return LEAT_OK;
    if (result == LEAT_AGAIN && step->plugin->wait != NULL) {
        struct leat_wait wait = {.descriptor = -1};
        step->plugin->wait(outlet->sinks[index], &wait);
        waiter_start(&outlet->waiter, &wait);
        return LEAT_AGAIN;
    }
    if (result == LEAT_FATAL) {
        const struct leat_error reason = *error;
        return leat_fail(error, LEAT_FATAL, "%s (%s): %.400s", step->place, step->plugin->name, reason.message);
    }
    return leat_fail(error, LEAT_FATAL, "%s (%s) answered with result %d, which it may not give here", step->place,
                     step->plugin->name, (int)result);
}

static enum leat_result write_letters(struct outlet *outlet, struct leat_string letters, struct leat_error *error)
{
    const enum leat_result result = letterbox_write(&outlet->letters, letters, error);
    if (result == LEAT_AGAIN) {
        const struct leat_wait wait = {.descriptor = outlet->letters.descriptor, .writable = true};
        waiter_start(&outlet->waiter, &wait);
    }
    return result;
}

enum leat_result outlet_write(struct outlet *outlet, const struct result *result, struct leat_error *error)
{
    for (; outlet->turn < outlet->config->output_count; outlet->turn++) {
        const size_t index = outlet->turn;
        const struct leat_batch *batch = &result->batches[index];
        if (batch->count == 0)
            continue;
        const struct leat_plugin *plugin = outlet->config->outputs[index].sink.plugin;
        error->message[0] = '\0';
        const enum leat_result written =
            answer(outlet, index, plugin->write(outlet->sinks[index], batch, error), error);
        if (written != LEAT_OK)
            return written;
        outlet->delivered[index] += batch->count;
    }
    const enum leat_result written = write_letters(outlet, result->letters, error);
    if (written == LEAT_OK)
        outlet->turn = 0;
    return written;
}

enum leat_result outlet_commit(struct outlet *outlet, bool last, struct leat_error *error)
{
    bool later = false;
    if (letterbox_commit(&outlet->letters, error) != LEAT_OK)
        return LEAT_FATAL;
    for (; outlet->turn < outlet->config->output_count; outlet->turn++) {
        const size_t index = outlet->turn;
        const struct leat_plugin *plugin = outlet->config->outputs[index].sink.plugin;
        error->message[0] = '\0';
        enum leat_result result = plugin->commit == NULL ? LEAT_OK : plugin->commit(outlet->sinks[index], last, error);
        if (result == LEAT_AGAIN && !last) {
            later = true;
            continue;
        }
        result = answer(outlet, index, result, error);
        if (result != LEAT_OK)
            return result;
    }
    outlet->turn = 0;
    return later ? LEAT_AGAIN : LEAT_OK;
}

bool outlet_agrees(const struct outlet *outlet, uint64_t written, struct leat_error *error)
{
    for (size_t i = 0; i < outlet->config->output_count; i++)
        if (outlet->delivered[i] != written) {
            leat_fail(error, LEAT_FATAL,
                      "the books do not balance: %" PRIu64 " documents written, but %s took %" PRIu64, written,
                      outlet->config->outputs[i].sink.place, outlet->delivered[i]);
            return false;
        }
    return true;
}
