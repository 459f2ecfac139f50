#include "course.h"

#include "buffer.h"
#include "letter.h"

#include <stdlib.h>
#include <unistd.h>

/* Writes the document's dead letter: with what was decoded of it, where that much was done, else with what was not. */
static void bury(struct work *work, const struct piece *piece, const char *reason, uint32_t attempts, int signal)
{
    const struct step step = pipeline_step(work->pipeline.config, piece->step, piece->decoder);
    const struct leat_doc *doc = &work->pipeline.document->shown;
    const bool decoded = piece->step > STEP_DECODE;
    struct pipeline_id id;
    work->steps[piece->step].dead++;
    snprintf(work->last_reason, sizeof work->last_reason, "%.150s", reason);
    letter_write(&work->letters,
                 &(struct letter){.id = decoded ? doc->id : pipeline_id(piece->record, piece->document, &id),
                                  .origin = piece->record->origin,
                                  .line = piece->record->line,
                                  .document = decoded || piece->record->line > 0 ? 0 : piece->document + 1U,
                                  .rest = piece->rest,
                                  .step = step.place,
                                  .plugin = step.plugin == NULL ? NULL : step.plugin->name,
                                  .reason = reason[0] != '\0' ? reason : "it gives no reason",
                                  .attempts = attempts,
                                  .signal = signal,
                                  .doc = decoded ? doc : NULL,
                                  .content = piece->record->bytes});
}

/* Books what a step answered. True where the document goes on. */
static bool book(struct work *work, const struct piece *piece, enum leat_result result, const struct leat_error *error)
{
    if (result == LEAT_DROP)
        work->steps[piece->step].dropped++;
    else if (result == LEAT_REJECT)
        bury(work, piece, error->message, 1, 0);
    return result == LEAT_OK;
}

/* A step that takes the worker's descriptor away has cut it off, and nothing can be said any more: the status page
 * tells. Looking costs a system call, so it is done only for a record that has cost a worker. */
static void after_step(struct work *work, const struct piece *piece)
{
    if (piece->task->careful && work_cut_off(work)) {
        status_state(work->pipeline.status, STATUS_CUT_OFF);
        _exit(EXIT_FAILURE);
    }
    if (work->times != NULL) {
        const uint64_t now = status_clock();
        work->times[piece->step] += now - work->lap;
        work->lap = now;
    }
}

static const struct skip *find_skip(const struct task *task, uint32_t document)
{
    for (uint32_t i = 0; i < task->skip_count; i++)
        if (task->skips[i].document == document || task->skips[i].document == SKIP_ALL)
            return &task->skips[i];
    return NULL;
}

/* The letters of the record go down with the run, and the last of them may tell what led to this. */
static enum leat_result fatal(const struct work *work, const struct piece *piece, struct leat_error *error)
{
    const struct step step = pipeline_step(work->pipeline.config, piece->step, piece->decoder);
    const struct leat_error reason = *error;
    const struct leat_string origin = piece->record->origin;
    const bool more = work->letters.length > 0;
    return leat_fail(error, LEAT_FATAL, "%s (%s) stops the pipeline at document %u of %.*s: %.200s%s%s", step.place,
                     step.plugin->name, piece->index + 1, (int)(origin.length < 80 ? origin.length : 80), origin.at,
                     reason.message, more ? "; a document before it is dead: " : "", more ? work->last_reason : "");
}

static enum leat_result annotate(struct work *work, struct piece *piece, const struct skip *skip,
                                 struct leat_error *error)
{
    for (size_t i = 0; i < work->pipeline.config->stage_count; i++) {
        piece->step = (uint32_t)(STEP_STAGES + i);
        work->steps[piece->step].in++;
        if (skip != NULL && skip->step == piece->step) {
            bury(work, piece, skip->reason, skip->attempts, skip->signal);
            return LEAT_REJECT;
        }
        if (skip != NULL)
            continue; /* it comes to its end later: what it did on the way does not matter */
        const enum leat_result result = pipeline_stage(&work->pipeline, i, error);
        after_step(work, piece);
        if (!book(work, piece, result, error))
            return result;
    }
    return LEAT_OK;
}

/* All sinks get a document or none does: what the first of them got of one that then failed is taken back. */
static void retract(struct work *work)
{
    for (size_t i = 0; i < work->pipeline.config->output_count; i++) {
        const struct leat_out *ends = &work->ends[i];
        uint32_t end = 0;
        if (ends->length > 0)
            memcpy(&end, ends->at + ends->length - sizeof end, sizeof end);
        work->bytes[i].length = end;
    }
}

static void hand_over(struct work *work)
{
    for (size_t i = 0; i < work->pipeline.config->output_count; i++) {
        const uint32_t end = (uint32_t)work->bytes[i].length;
        leat_out_append(&work->ends[i], (struct leat_string){(const char *)&end, sizeof end});
    }
    work->result.written++;
}

static enum leat_result encode_one(struct work *work, const struct piece *piece, size_t output,
                                   struct leat_error *error)
{
    const enum leat_result result = pipeline_encode(&work->pipeline, output, &work->bytes[output], error);
    after_step(work, piece);
    if (result == LEAT_OK && work->bytes[output].length > UINT32_MAX)
        return leat_fail(error, LEAT_REJECT, "the record's documents take more than 4 GiB when encoded");
    return result;
}

static enum leat_result encode(struct work *work, struct piece *piece, const struct skip *skip,
                               struct leat_error *error)
{
    const struct config *config = work->pipeline.config;
    for (size_t i = 0; i < config->output_count; i++) {
        piece->step = (uint32_t)(STEP_STAGES + config->stage_count + i);
        work->steps[piece->step].in++;
        if (skip != NULL && skip->step == piece->step) {
            bury(work, piece, skip->reason, skip->attempts, skip->signal);
            return LEAT_REJECT;
        }
        if (skip != NULL)
            continue;
        const enum leat_result result = encode_one(work, piece, i, error);
        if (!book(work, piece, result, error)) {
            retract(work);
            return result;
        }
    }
    hand_over(work);
    return LEAT_OK;
}

bool course_condemned(const struct piece *piece)
{
    const struct skip *skip = find_skip(piece->task, piece->index);
    return skip != NULL && skip->step == STEP_DECODE;
}

/* A dead letter of a decoded document goes round the decoder. */
static enum leat_result decode(struct work *work, const struct piece *piece, struct leat_error *error)
{
    if (piece->endless)
        return leat_fail(error, LEAT_REJECT, "the decoder does not come to the record's end (LEAT_END)");
    if (piece->letter != NULL && piece->letter->decoded)
        return pipeline_revive(&work->pipeline, piece->letter, error);
    return pipeline_decode(&work->pipeline, piece->decoder, piece->record, piece->document, error);
}

enum leat_result course_run(struct work *work, struct piece *piece, struct leat_error *error)
{
    const struct skip *skip = piece->task->skip_count > 0 ? find_skip(piece->task, piece->index) : NULL;
    enum leat_result result = LEAT_REJECT;
    error->message[0] = '\0';
    piece->step = STEP_DECODE;
    piece->rest = false;
    status_begin(work->pipeline.status, piece->task->sequence, piece->index);
    if (skip != NULL && skip->step == STEP_DECODE) {
        piece->rest = skip->rest;
        bury(work, piece, skip->reason, skip->attempts, skip->signal);
    } else {
        result = decode(work, piece, error);
        after_step(work, piece);
        if (result == LEAT_END)
            return LEAT_END;
        piece->rest = result == LEAT_REJECT;
        book(work, piece, result, error);
    }
    work->result.read++;
    work->steps[STEP_DECODE].in++;
    if (result == LEAT_OK)
        result = annotate(work, piece, skip, error);
    if (result == LEAT_OK)
        result = encode(work, piece, skip, error);
    return result == LEAT_FATAL ? fatal(work, piece, error) : result;
}

void course_return(struct work *work, struct leat_string letter)
{
    work->result.read++;
    work->steps[STEP_DECODE].in++;
    work->steps[STEP_DECODE].dead++;
    leat_out_append(&work->letters, letter);
    leat_out_text(&work->letters, "\n");
}

void course_bury(struct work *work, const struct piece *piece, const char *reason)
{
    const struct leat_record *record = piece->record;
    struct pipeline_id id;
    work->result.read++;
    work->steps[STEP_DECODE].in++;
    work->steps[STEP_DECODE].dead++;
    letter_write(&work->letters, &(struct letter){.id = pipeline_id(record, 0, &id),
                                                  .origin = record->origin,
                                                  .line = record->line,
                                                  .step = "replay",
                                                  .reason = reason,
                                                  .attempts = 1,
                                                  .content = record->bytes});
}
