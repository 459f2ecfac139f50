#include "verdict.h"

#include "pipeline.h"

#include <inttypes.h>
#include <signal.h>
#include <string.h>

enum {
    MOST_DEATHS = 100,     /* of workers, without getting anywhere */
    MOST_VAGUE_DEATHS = 5, /* over one record, with no document to charge */
};

static uint32_t attempts_allowed(enum loss_cause cause)
{
    switch (cause) {
    case LOSS_DEADLINE:
        return 1;
    case LOSS_KILLED:
        return 3;
    case LOSS_CRASH:
    case LOSS_EXIT:
    case LOSS_CUT_OFF:
    case LOSS_MEMORY:
    case LOSS_SILENT:
    case LOSS_PROTOCOL:
        break;
    }
    return 2;
}

static void explain(const struct loss *loss, const struct config *config, char *reason, size_t room)
{
    const char *name = strsignal(loss->signal);
    switch (loss->cause) {
    case LOSS_CRASH:
        snprintf(reason, room, "it crashed: signal %d, %s", loss->signal, name == NULL ? "unknown" : name);
        break;
    case LOSS_KILLED:
        snprintf(reason, room, "its worker was killed from outside (SIGKILL)");
        break;
    case LOSS_EXIT:
        snprintf(reason, room, "it ended the worker with exit status %d", loss->status);
        break;
    case LOSS_CUT_OFF:
        snprintf(reason, room, "it took the worker's own descriptor away");
        break;
    case LOSS_DEADLINE:
        if (loss->state == STATUS_STARTING)
            snprintf(reason, room, "it took longer than run.start_deadline, %g s",
                     (double)config->run.start_deadline / 1e9);
        else
            snprintf(reason, room, "it took longer than run.deadline, %g s", (double)config->run.deadline / 1e9);
        break;
    case LOSS_MEMORY:
        snprintf(reason, room, "its worker held more than run.memory, %" PRIu64 " bytes", config->run.memory);
        break;
    case LOSS_SILENT:
        snprintf(reason, room, "its worker had records in hand and did nothing for longer than run.deadline, %g s",
                 (double)config->run.deadline / 1e9);
        break;
    case LOSS_PROTOCOL:
        snprintf(reason, room, "its worker sent what makes no sense");
        break;
    }
}

/* The worker alone writes its status page, and a step may have written over it. */
static uint32_t step_of(const struct loss *loss, const struct config *config)
{
    return loss->step >= STEP_DECODE && loss->step < pipeline_steps(config) ? loss->step : STEP_DECODE;
}

/* The skip of a document: the one that it has, where a worker died on the way to that, or a new one. NULL where there
 * is no memory. */
static struct skip *skip_of(struct slot *slot, uint32_t document)
{
    for (uint32_t i = 0; i < slot->task.skip_count; i++)
        if (slot->skips[i].document == document)
            return &slot->skips[i];
    void *skips = slot->skips;
    if (!memory_grow(&skips, &slot->skip_capacity, slot->task.skip_count + 1, sizeof *slot->skips))
        return NULL;
    slot->skips = skips;
    slot->task.skips = slot->skips;
    return &slot->skips[slot->task.skip_count++];
}

/* A decoder that fails at one document of a record after the other never comes to an end. */
static bool decoder_given_up(const struct slot *slot)
{
    enum { PATIENCE = 8 }; /* documents */
    uint32_t count = 0;
    for (uint32_t i = 0; i < slot->task.skip_count; i++)
        count += slot->skips[i].step == STEP_DECODE;
    return count >= PATIENCE;
}

static bool add_skip(struct slot *slot, const struct loss *loss, const struct config *config)
{
    const uint32_t known = slot->task.skip_count;
    struct skip *skip = skip_of(slot, loss->document);
    if (skip == NULL)
        return false;
    *skip = (struct skip){.document = loss->document,
                          .step = step_of(loss, config),
                          .attempts = slot->suspect_attempts,
                          .signal = loss->signal,
                          .rest = decoder_given_up(slot)};
    explain(loss, config, skip->reason, sizeof skip->reason);
    if (slot->task.skip_count > known) /* that is how it gets anywhere */
        slot->deaths = 0;
    return true;
}

/* Gives a record up whole. */
static bool condemn(struct slot *slot, const struct loss *loss, const struct config *config)
{
    struct skip *skip = skip_of(slot, SKIP_ALL);
    if (skip == NULL)
        return false;
    *skip = (struct skip){
        .document = SKIP_ALL, .step = STEP_DECODE, .attempts = slot->deaths, .signal = loss->signal, .rest = 1};
    explain(loss, config, skip->reason, sizeof skip->reason);
    return true;
}

/* The record that a worker must have been at: the oldest that it had. NULL where it had none. */
static struct slot *oldest(struct window *window, size_t worker)
{
    for (uint64_t sequence = window->head; sequence < window->tail; sequence++) {
        struct slot *slot = window_slot(window, sequence);
        if (slot->state == SLOT_SENT && slot->worker == worker)
            return slot;
    }
    return NULL;
}

static bool no_memory(struct leat_error *error)
{
    leat_fail(error, LEAT_FATAL, "there is no memory for a dead letter");
    return false;
}

/* A loss that no document can be charged with: the record is looked at closely, and given up in the end. */
static bool judge_idle(struct window *window, const struct loss *loss, const struct config *config,
                       struct leat_error *error)
{
    char reason[240];
    struct slot *slot = loss->state == STATUS_STARTING ? NULL : oldest(window, loss->worker);
    if (slot != NULL) {
        slot->task.careful = true;
        if (++slot->deaths >= (loss->cause == LOSS_KILLED ? MOST_DEATHS : MOST_VAGUE_DEATHS))
            return condemn(slot, loss, config) || no_memory(error);
        return true;
    }
    if (++window->idle_deaths <= MOST_DEATHS)
        return true;
    explain(loss, config, reason, sizeof reason);
    leat_fail(error, LEAT_FATAL, "%d workers died one after the other with no document in hand; how the last did: %s",
              MOST_DEATHS, reason);
    return false;
}

static bool judge_start(struct window *window, const struct loss *loss, const struct config *config,
                        struct leat_error *error)
{
    const struct step step = pipeline_step(config, step_of(loss, config), 0);
    char reason[240];
    if (loss->cause == LOSS_KILLED || loss->seasoned)
        return judge_idle(window, loss, config, error);
    explain(loss, config, reason, sizeof reason);
    leat_fail(error, LEAT_FATAL, "%s (%s) can't start: %s", step.place, step.plugin == NULL ? "?" : step.plugin->name,
              reason);
    return false;
}

bool verdict_judge(struct window *window, const struct loss *loss, const struct config *config,
                   struct leat_error *error)
{
    if (loss->state == STATUS_STARTING)
        return judge_start(window, loss, config, error);
    struct slot *slot = window_slot(window, loss->record);
    const bool at_work = loss->state != STATUS_IDLE && slot->state == SLOT_SENT && slot->worker == loss->worker &&
                         slot->task.sequence == loss->record;
    if (!at_work)
        return judge_idle(window, loss, config, error);
    const bool vague = loss->cause == LOSS_CUT_OFF && !slot->task.careful; /* noticed only when the record was done */
    slot->task.careful = true;
    if (++slot->deaths > MOST_DEATHS)
        return condemn(slot, loss, config) || no_memory(error);
    if (vague)
        return true;
    const bool again = slot->suspect_attempts > 0 && slot->suspect == loss->document;
    slot->suspect = loss->document;
    slot->suspect_attempts = again ? slot->suspect_attempts + 1 : 1;
    if (slot->suspect_attempts < attempts_allowed(loss->cause))
        return true;
    return add_skip(slot, loss, config) || no_memory(error);
}
