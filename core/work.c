#include "work.h"

#include "buffer.h"
#include "course.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { KEPT_ROOM = 4 << 20 }; /* of a buffer, from one record to the next */

enum leat_result work_create(struct work *work, const struct config *config, const bool *coloured,
                             struct status *status, struct leat_error *error)
{
    const size_t sinks = config->output_count;
    *work = (struct work){.guard = -1, .letters = buffer_make()};
    if (pipeline_create(&work->pipeline, config, coloured, status, error) != LEAT_OK)
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

bool work_cut_off(const struct work *work)
{
    struct stat now;
    return work->guard >= 0 && (fstat(work->guard, &now) != 0 || now.st_ino != work->guarded);
}

/* --- one record --------------------------------------------------------------------------------------------------- */

/* Takes the next line, without its end, off the rest of the record. False where there is none. */
static bool next_line(struct leat_record *line, struct leat_string *rest)
{
    if (rest->length == 0)
        return false;
    const char *end = memchr(rest->at, '\n', rest->length);
    const size_t length = end == NULL ? rest->length : (size_t)(end - rest->at), taken = length + (end != NULL);
    line->bytes = (struct leat_string){rest->at, length};
    rest->at += taken;
    rest->length -= taken;
    return true;
}

static enum leat_result run_lines(struct work *work, const struct task *task, struct leat_error *error)
{
    struct leat_record line = task->record;
    struct leat_string rest = task->record.bytes;
    struct piece piece = {.task = task, .record = &line, .decoder = task->decoder};
    for (; next_line(&line, &rest); piece.index++) {
        if (course_run(work, &piece, error) == LEAT_FATAL)
            return LEAT_FATAL;
        line.line++;
        line.offset = task->record.offset + (size_t)(rest.at - task->record.bytes.at);
    }
    return LEAT_OK;
}

/* All documents of a record that is decoded as a whole. `piece` stands on the first. */
static enum leat_result run_whole(struct work *work, struct piece *piece, struct leat_error *error)
{
    const bool alone = piece->letter != NULL && !piece->letter->rest; /* the others have had their turn */
    const size_t most = piece->record->bytes.length + 1000; /* no honest decoder finds more than a document a byte */
    for (;; piece->index++, piece->document++) {
        piece->endless = piece->document > most;
        const enum leat_result result = course_run(work, piece, error);
        if (result == LEAT_FATAL)
            return LEAT_FATAL;
        if (result == LEAT_END || piece->rest || alone)
            return LEAT_OK;
    }
}

/* The decoder that failed with the letter, if the pipeline (still) has it, or the one that claims its origin. */
static size_t letter_decoder(const struct config *config, const struct revived *letter)
{
    for (size_t i = 0; i < config->decoder_count; i++)
        if (leat_string_equal(leat_string(config->decoders[i].plugin->name), letter->plugin))
            return i;
    return config_decoder(config, letter->origin);
}

/* END where the letter holds nothing that the pipeline can take. */
static enum leat_result run_content(struct work *work, struct piece *piece, struct leat_error *error)
{
    const struct config *config = work->pipeline.config;
    if (piece->letter->decoded)
        return course_run(work, piece, error);
    piece->decoder = letter_decoder(config, piece->letter);
    if (piece->decoder == config->decoder_count)
        return LEAT_END;
    if (config->decoders[piece->decoder].plugin->framing == LEAT_LINES)
        return course_run(work, piece, error);
    piece->document = piece->letter->document > 0 ? (uint32_t)piece->letter->document - 1 : 0;
    return run_whole(work, piece, error);
}

static enum leat_result run_letter(struct work *work, struct piece *piece, const struct revived *letter,
                                   struct leat_error *error)
{
    const struct leat_record *line = piece->record;
    const struct leat_record record = {
        .origin = letter->origin, .name = letter->origin, .line = letter->line, .bytes = letter->content};
    piece->record = &record;
    piece->letter = letter;
    const enum leat_result result = run_content(work, piece, error);
    piece->record = line;
    piece->letter = NULL;
    return result;
}

/* One line that is a dead letter, or should be. What can't be brought back stays as it was. */
static enum leat_result run_line(struct work *work, struct piece *piece, struct leat_error *error)
{
    struct revived letter;
    const struct leat_string line = piece->record->bytes;
    if (line.length == 0)
        return LEAT_OK;
    if (course_condemned(piece)) {
        course_return(work, line);
        return LEAT_REJECT;
    }
    const uint32_t before = work->result.read;
    enum leat_result result = revive_read(&letter, line, error);
    if (result == LEAT_OK)
        result = run_letter(work, piece, &letter, error);
    if (letter.step.length == 0)
        course_bury(work, piece, error->message);
    else if (result != LEAT_FATAL && work->result.read == before)
        course_return(work, line);
    revive_free(&letter);
    return result;
}

static enum leat_result run_letters(struct work *work, const struct task *task, struct leat_error *error)
{
    struct leat_record line = task->record;
    struct leat_string rest = task->record.bytes;
    uint32_t index = 0;
    for (; next_line(&line, &rest); line.line++) {
        struct piece piece = {
            .task = task, .record = &line, .decoder = task->decoder, .index = index, .step = STEP_DECODE};
        status_begin(work->pipeline.status, task->sequence, index); /* reading the letter is part of it */
        if (run_line(work, &piece, error) == LEAT_FATAL)
            return LEAT_FATAL;
        index = piece.index + 1;
    }
    return LEAT_OK;
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

static enum leat_result run(struct work *work, const struct task *task, struct leat_error *error)
{
    const struct config *config = work->pipeline.config;
    if (task->decoder == config->decoder_count)
        return run_letters(work, task, error);
    if (config->decoders[task->decoder].plugin->framing == LEAT_LINES)
        return run_lines(work, task, error);
    struct piece piece = {.task = task, .record = &task->record, .decoder = task->decoder};
    return run_whole(work, &piece, error);
}

enum leat_result work_record(struct work *work, const struct task *task, struct leat_error *error)
{
    start_result(work, task->sequence);
    if (work->times != NULL)
        work->lap = status_clock();
    const enum leat_result result = run(work, task, error);
    status_state(work->pipeline.status, STATUS_IDLE);
    if (result == LEAT_FATAL)
        return LEAT_FATAL;
    if (finish_result(work))
        return LEAT_OK;
    const struct leat_string origin = task->record.origin;
    return leat_fail(error, LEAT_FATAL, "there is no memory for the results of %.*s",
                     (int)(origin.length < 200 ? origin.length : 200), origin.at);
}
