#include "work.h"

#include "buffer.h"
#include "letter.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { KEPT_ROOM = 4 << 20 }; /* of a buffer, from one record to the next */

enum leat_result work_create(struct work *work, const struct config *config, const bool *terminals,
                             struct status *status, struct leat_error *error)
{
    const size_t sinks = config->output_count;
    *work = (struct work){.guard = -1, .letters = buffer_make()};
    if (pipeline_create(&work->pipeline, config, terminals, status, error) != LEAT_OK)
        return LEAT_FATAL;
    work->steps = calloc(pipeline_steps(config), sizeof *work->steps);
    work->bytes = calloc(2 * sinks, sizeof *work->bytes);
    work->result.batches = calloc(sinks, sizeof *work->result.batches);
    if (work->steps == NULL || work->bytes == NULL || work->result.batches == NULL) {
        work_destroy(work);
        return leat_fail(error, LEAT_FATAL, "there is no memory for the pipeline");
    }
    work->ends = work->bytes + sinks;
    for (size_t i = 0; i < 2 * sinks; i++)
        work->bytes[i] = buffer_make();
    return LEAT_OK;
}

void work_destroy(struct work *work)
{
    if (work == NULL || work->pipeline.config == NULL)
        return;
    for (size_t i = 0; work->bytes != NULL && i < 2 * work->pipeline.config->output_count; i++)
        buffer_free(&work->bytes[i]);
    free(work->result.batches);
    free(work->bytes);
    free(work->steps);
    buffer_free(&work->letters);
    pipeline_destroy(&work->pipeline);
}

/* --- one document ------------------------------------------------------------------------------------------------- */

/* The document at hand: where it comes from and where it is. */
struct piece {
    const struct task *task;
    const struct leat_record *record; /* the task's, or one line of it */
    uint32_t index;
    uint32_t step;
};

static void bury(struct work *work, const struct piece *piece, const char *reason, uint32_t attempts, int signal)
{
    const struct config *config = work->pipeline.config;
    const struct step step = pipeline_step(config, piece->step, piece->task->decoder);
    const struct leat_doc *doc = &work->pipeline.document->shown;
    const bool decoded = piece->step > STEP_DECODE;
    work->steps[piece->step].dead++;
    letter_write(&work->letters, &(struct letter){.id = decoded ? doc->id : piece->record->origin,
                                                  .origin = piece->record->origin,
                                                  .line = piece->record->line,
                                                  .step = step.place,
                                                  .plugin = step.plugin->name,
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

/* A step that closes the worker's descriptor has cut it off, and nothing can be said any more: the status page tells.
 */
static void check_guard(const struct work *work)
{
    if (work->guard >= 0 && fcntl(work->guard, F_GETFD) < 0) {
        status_state(work->pipeline.status, STATUS_CUT_OFF);
        _exit(EXIT_FAILURE);
    }
}

static const struct skip *find_skip(const struct task *task, uint32_t document)
{
    for (uint32_t i = 0; i < task->skip_count; i++)
        if (task->skips[i].document == document)
            return &task->skips[i];
    return NULL;
}

static enum leat_result fatal(const struct work *work, const struct piece *piece, struct leat_error *error)
{
    const struct step step = pipeline_step(work->pipeline.config, piece->step, piece->task->decoder);
    const struct leat_error reason = *error;
    const struct leat_string origin = piece->record->origin;
    return leat_fail(error, LEAT_FATAL, "%s (%s) stops the pipeline at document %u of %.*s: %.300s", step.place,
                     step.plugin->name, piece->index + 1, (int)(origin.length < 100 ? origin.length : 100), origin.at,
                     reason.message);
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
        check_guard(work);
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

static enum leat_result encode_one(struct work *work, size_t output, struct leat_error *error)
{
    const enum leat_result result = pipeline_encode(&work->pipeline, output, &work->bytes[output], error);
    check_guard(work);
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
        const enum leat_result result = encode_one(work, i, error);
        if (!book(work, piece, result, error)) {
            retract(work);
            return result;
        }
    }
    hand_over(work);
    return LEAT_OK;
}

/* One document from its decoder to its end. END where the record holds no further one; the result of the step that
 * ended it otherwise. */
static enum leat_result run_document(struct work *work, struct piece *piece, struct leat_error *error)
{
    const struct skip *skip = piece->task->skip_count > 0 ? find_skip(piece->task, piece->index) : NULL;
    enum leat_result result = LEAT_REJECT;
    error->message[0] = '\0';
    piece->step = STEP_DECODE;
    status_begin(work->pipeline.status, piece->task->sequence, piece->index);
    if (skip != NULL && skip->step == STEP_DECODE) {
        bury(work, piece, skip->reason, skip->attempts, skip->signal);
    } else {
        result = pipeline_decode(&work->pipeline, piece->task->decoder, piece->record, piece->index, error);
        check_guard(work);
        if (result == LEAT_END)
            return LEAT_END;
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

/* --- one record -----------------------------------------------------------------------------------------------------
 */

static enum leat_result run_lines(struct work *work, const struct task *task, struct leat_error *error)
{
    struct leat_record line = task->record;
    struct leat_string rest = task->record.bytes;
    struct piece piece = {.task = task, .record = &line};
    for (; rest.length > 0; piece.index++) {
        const char *end = memchr(rest.at, '\n', rest.length);
        const size_t length = end == NULL ? rest.length : (size_t)(end - rest.at);
        const size_t taken = length + (end != NULL);
        line.bytes = (struct leat_string){rest.at, length};
        if (run_document(work, &piece, error) == LEAT_FATAL)
            return LEAT_FATAL;
        line.line++;
        line.offset += taken;
        rest.at += taken;
        rest.length -= taken;
    }
    return LEAT_OK;
}

static enum leat_result run_whole(struct work *work, const struct task *task, struct leat_error *error)
{
    struct piece piece = {.task = task, .record = &task->record};
    for (;; piece.index++) {
        const enum leat_result result = run_document(work, &piece, error);
        if (result == LEAT_FATAL)
            return LEAT_FATAL;
        const bool undecoded = piece.step == STEP_DECODE && result == LEAT_REJECT;
        if (result == LEAT_END || undecoded)
            return LEAT_OK;
    }
}

static void start_result(struct work *work, uint64_t sequence)
{
    const struct config *config = work->pipeline.config;
    struct leat_batch *batches = work->result.batches;
    work->result = (struct result){.sequence = sequence, .batches = batches};
    memset(work->steps, 0, pipeline_steps(config) * sizeof *work->steps);
    buffer_reset(&work->letters, KEPT_ROOM);
    for (size_t i = 0; i < 2 * config->output_count; i++)
        buffer_reset(&work->bytes[i], KEPT_ROOM);
}

static bool finish_result(struct work *work)
{
    bool whole = !work->letters.failed;
    work->result.steps = work->steps;
    work->result.letters = (struct leat_string){work->letters.at, work->letters.length};
    for (size_t i = 0; i < work->pipeline.config->output_count; i++) {
        whole = whole && !work->ends[i].failed;
        work->result.batches[i] = (struct leat_batch){.bytes = {work->bytes[i].at, work->bytes[i].length},
                                                      .ends = (const void *)work->ends[i].at,
                                                      .count = work->ends[i].length / sizeof(uint32_t)};
    }
    return whole;
}

enum leat_result work_record(struct work *work, const struct task *task, struct leat_error *error)
{
    const struct leat_plugin *decoder = work->pipeline.config->decoders[task->decoder].plugin;
    start_result(work, task->sequence);
    const enum leat_result result =
        decoder->framing == LEAT_LINES ? run_lines(work, task, error) : run_whole(work, task, error);
    status_state(work->pipeline.status, STATUS_IDLE);
    if (result == LEAT_FATAL)
        return LEAT_FATAL;
    if (!finish_result(work))
        return leat_fail(error, LEAT_FATAL, "there is no memory for the results of %.*s",
                         (int)(task->record.origin.length < 200 ? task->record.origin.length : 200),
                         task->record.origin.at);
    return LEAT_OK;
}
