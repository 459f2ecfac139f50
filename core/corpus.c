#include "corpus.h"

#include "records.h"

/* One document on its way. */
struct passage {
    const struct corpus *corpus;
    const struct leat_record *record; /* or one line of it */
    size_t decoder, document;
};

static void lose(const struct passage *passage, struct step step, const struct leat_error *error)
{
    const struct corpus *corpus = passage->corpus;
    corpus->lose(corpus->user,
                 &(struct corpus_loss){.origin = passage->record->origin,
                                       .line = passage->record->line,
                                       .document = passage->document,
                                       .step = step.place,
                                       .plugin = step.plugin != NULL ? step.plugin->name : NULL,
                                       .reason = error->message[0] != '\0' ? error->message : "it gives no reason"});
}

/* The gold is read before the stages run, so that they can't see it. */
static enum leat_result annotate(const struct passage *passage, struct step *step, struct leat_error *error)
{
    const struct corpus *corpus = passage->corpus;
    const struct config *config = corpus->pipeline->config;
    *step = (struct step){.place = "gold"};
    if (corpus->pipeline->document->shown.origin.length < passage->record->origin.length)
        return leat_fail(error, LEAT_REJECT, "there is no memory for its origin");
    enum leat_result result = gold_read(corpus->gold, corpus->pipeline->document, error);
    for (size_t i = 0; result == LEAT_OK && i < config->stage_count; i++) {
        *step = config->stages[i];
        result = pipeline_stage(corpus->pipeline, i, error);
    }
    if (result != LEAT_OK)
        return result;
    *step = (struct step){.place = "gold"};
    return corpus->take(corpus->user, corpus->pipeline->document, error);
}

/* What became of one document: OK, END, FATAL, or REJECT where it could not be decoded. */
static enum leat_result pass(const struct passage *passage, struct leat_error *error)
{
    const struct corpus *corpus = passage->corpus;
    struct step step = corpus->pipeline->config->decoders[passage->decoder];
    error->message[0] = '\0';
    const enum leat_result decoded =
        pipeline_decode(corpus->pipeline, passage->decoder, passage->record, passage->document, error);
    enum leat_result result = decoded == LEAT_OK ? annotate(passage, &step, error) : decoded;
    if (result == LEAT_REJECT)
        lose(passage, step, error);
    if (result != LEAT_FATAL)
        return decoded;
    const struct leat_error reason = *error;
    return leat_fail(error, LEAT_FATAL, "%s: %.400s", step.place, reason.message);
}

static enum leat_result read_lines(const struct corpus *corpus, const struct task *task, struct leat_error *error)
{
    struct leat_record line = task->record;
    const struct passage passage = {.corpus = corpus, .record = &line, .decoder = task->decoder};
    const char *at = task->record.bytes.at, *stop = at + task->record.bytes.length;
    for (; at < stop; line.line++) {
        const char *end = memchr(at, '\n', (size_t)(stop - at));
        const size_t length = end == NULL ? (size_t)(stop - at) : (size_t)(end - at);
        line.bytes = (struct leat_string){at, length};
        if (pass(&passage, error) == LEAT_FATAL)
            return LEAT_FATAL;
        at += length + (end != NULL);
        line.offset = task->record.offset + (size_t)(at - task->record.bytes.at);
    }
    return LEAT_OK;
}

/* All documents of one record. */
static enum leat_result read_record(const struct corpus *corpus, const struct task *task, struct leat_error *error)
{
    if (corpus->source->decoders[task->decoder].plugin->framing == LEAT_LINES)
        return read_lines(corpus, task, error);
    struct passage passage = {.corpus = corpus, .record = &task->record, .decoder = task->decoder};
    for (;; passage.document++) {
        const enum leat_result result = pass(&passage, error);
        if (result == LEAT_FATAL)
            return LEAT_FATAL;
        if (result == LEAT_END || result == LEAT_REJECT)
            return LEAT_OK;
    }
}

enum leat_result corpus_read(const struct corpus *corpus, struct leat_error *error)
{
    struct records records;
    struct slot slot;
    records_slot_make(&slot);
    enum leat_result result = records_open(&records, corpus->source, error);
    while (result == LEAT_OK) {
        result = records_next(&records, &slot, error);
        const struct passage unread = {.corpus = corpus, .record = &slot.task.record};
        if (result == LEAT_OK) {
            result = read_record(corpus, &slot.task, error);
        } else if (result == LEAT_REJECT) {
            lose(&unread, corpus->source->source, error);
            result = LEAT_OK;
        }
    }
    records_close(&records);
    records_slot_free(&slot);
    return result == LEAT_END ? LEAT_OK : LEAT_FATAL;
}
