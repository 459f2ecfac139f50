#include "cut.h"

#include <stdlib.h>

enum {
    RUN = 60 * 1024,     /* a run of lines ends with the line that reaches this; it mostly fits in 64 KiB */
    ROOM = 64 * 1024,    /* less than this is not worth a read */
    BUFFER = 256 * 1024, /* the buffer's first size; it grows for a document that does not fit */
};

struct cut cut_make(uint64_t max_document)
{
    return (struct cut){.max_document = max_document, .stream = stream_make(), .done = true};
}

enum leat_result cut_open(struct cut *cut, const char *path, enum packing packing, enum leat_framing framing,
                          struct leat_error *error)
{
    const enum leat_result result = stream_open(&cut->stream, path, packing, error);
    cut->framing = framing;
    cut->begin = cut->end = cut->scanned = 0;
    cut->line = 1;
    cut->offset = cut->skipped = 0;
    cut->ended = cut->damaged = cut->blocked = false;
    cut->done = result != LEAT_OK;
    return result;
}

/* --- the buffer --------------------------------------------------------------------------------------------------- */

/* Moves what is held to the front, and doubles the buffer where that does not give enough. It holds at most one
 * document and a read, so it stays below twice max_document or so. */
static bool make_room(struct cut *cut)
{
    if (cut->begin > 0) {
        memmove(cut->buffer, cut->buffer + cut->begin, cut->end - cut->begin);
        cut->end -= cut->begin;
        cut->begin = 0;
    }
    if (cut->capacity - cut->end >= ROOM)
        return true;
    const size_t capacity = cut->capacity == 0 ? BUFFER : 2 * cut->capacity;
    char *buffer = realloc(cut->buffer, capacity);
    if (buffer == NULL)
        return false;
    cut->buffer = buffer;
    cut->capacity = capacity;
    return true;
}

/* Reads on. AGAIN, or FATAL; an end, well or not, is noted. */
static enum leat_result fill(struct cut *cut, struct leat_error *error)
{
    if (cut->capacity - cut->end < ROOM && !make_room(cut))
        return leat_fail(error, LEAT_FATAL, "no memory for a document of more than %zu bytes", cut->end - cut->begin);
    size_t got;
    const enum leat_result result =
        stream_read(&cut->stream, cut->buffer + cut->end, cut->capacity - cut->end, &got, &cut->damage);
    cut->end += got;
    cut->blocked = result == LEAT_AGAIN;
    cut->damaged = result == LEAT_REJECT;
    cut->ended = cut->damaged || result == LEAT_END;
    if (result == LEAT_FATAL)
        *error = cut->damage;
    return result == LEAT_FATAL ? LEAT_FATAL : LEAT_AGAIN;
}

static void consume(struct cut *cut, size_t length)
{
    cut->begin += length;
    cut->offset += length;
    cut->scanned = 0;
    if (cut->begin == cut->end)
        cut->begin = cut->end = 0;
}

/* Gives out the first `length` bytes, which are so many lines. */
static enum leat_result give(struct cut *cut, size_t length, uint64_t lines, struct leat_record *record,
                             struct leat_out *bytes)
{
    record->line = cut->framing == LEAT_LINES ? cut->line : 0;
    record->offset = cut->offset;
    leat_out_append(bytes, (struct leat_string){cut->buffer + cut->begin, length});
    consume(cut, length);
    cut->line += lines;
    return LEAT_OK;
}

static enum leat_result reject_damage(struct cut *cut, struct leat_record *record, struct leat_error *error)
{
    cut->done = true;
    record->line = cut->framing == LEAT_LINES ? cut->line : 0;
    record->offset = cut->offset;
    *error = cut->damage;
    return LEAT_REJECT;
}

/* --- whole files -------------------------------------------------------------------------------------------------- */

static enum leat_result reject_large(struct cut *cut, struct leat_record *record, uint64_t size, bool exact,
                                     struct leat_error *error)
{
    cut->done = true;
    record->line = record->offset = 0;
    return leat_fail(error, LEAT_REJECT, "%s %llu bytes: more than max_document, %llu", exact ? "has" : "has at least",
                     (unsigned long long)size, (unsigned long long)cut->max_document);
}

static enum leat_result step_whole(struct cut *cut, struct leat_record *record, struct leat_out *bytes,
                                   struct leat_error *error)
{
    const size_t held = cut->end - cut->begin;
    const bool plain = stream_plain(&cut->stream);
    if (plain && cut->stream.size > cut->max_document)
        return reject_large(cut, record, cut->stream.size, true, error);
    if (held > cut->max_document)
        return reject_large(cut, record, held, cut->ended && !cut->damaged, error);
    if (!cut->ended)
        return fill(cut, error);
    if (cut->damaged)
        return reject_damage(cut, record, error);
    cut->done = true;
    return give(cut, held, 0, record, bytes);
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* How long the run of whole lines at the front is, up to about RUN; it stops before a line that is too long. */
static size_t measure_run(const struct cut *cut, uint64_t *lines)
{
    const char *at = cut->buffer + cut->begin;
    const size_t held = cut->end - cut->begin;
    size_t length = 0;
    *lines = 0;
    while (length < RUN && length < held) {
        const size_t from = length > cut->scanned ? length : cut->scanned;
        const char *newline = memchr(at + from, '\n', held - from);
        if (newline == NULL || (size_t)(newline - at) - length > cut->max_document)
            break;
        length = (size_t)(newline - at) + 1;
        ++*lines;
    }
    return length;
}

/* Lets a line that is too long go, piece by piece, and tells of it at its end, when its length is known. */
static enum leat_result skip_line(struct cut *cut, struct leat_record *record, struct leat_error *error)
{
    const char *at = cut->buffer + cut->begin;
    const size_t held = cut->end - cut->begin;
    const char *newline = held > 0 ? memchr(at, '\n', held) : NULL;
    const size_t length = newline != NULL ? (size_t)(newline - at) : held;
    consume(cut, length);
    cut->skipped += length;
    if (newline == NULL && !cut->ended)
        return fill(cut, error);

    record->line = cut->line++;
    record->offset = cut->offset - cut->skipped;
    leat_fail(error, LEAT_REJECT, "the line has %llu bytes: more than max_document, %llu",
              (unsigned long long)cut->skipped, (unsigned long long)cut->max_document);
    cut->skipped = 0;
    consume(cut, newline != NULL ? 1 : 0);
    return LEAT_REJECT;
}

/* There is no whole line at the front that could be given out. A fragment before damage is no line. */
static enum leat_result step_fragment(struct cut *cut, struct leat_record *record, struct leat_out *bytes,
                                      struct leat_error *error)
{
    const size_t held = cut->end - cut->begin;
    const size_t unseen = held - cut->scanned;
    const char *newline = unseen > 0 ? memchr(cut->buffer + cut->begin + cut->scanned, '\n', unseen) : NULL;
    if (newline != NULL || held > cut->max_document)
        return skip_line(cut, record, error);
    cut->scanned = held;
    if (!cut->ended)
        return cut->blocked ? LEAT_AGAIN : fill(cut, error);
    if (cut->damaged)
        return reject_damage(cut, record, error);
    cut->done = true;
    return held > 0 ? give(cut, held, 1, record, bytes) : LEAT_AGAIN;
}

/* Where the descriptor has nothing more at the moment, the whole lines at hand go out without waiting for a full run.
 */
static enum leat_result step_lines(struct cut *cut, struct leat_record *record, struct leat_out *bytes,
                                   struct leat_error *error)
{
    if (cut->skipped > 0)
        return skip_line(cut, record, error);
    cut->blocked = false;
    if (cut->end - cut->begin < RUN && !cut->ended) {
        const enum leat_result result = fill(cut, error);
        if (!cut->blocked)
            return result;
    }
    uint64_t lines;
    const size_t length = measure_run(cut, &lines);
    return length > 0 ? give(cut, length, lines, record, bytes) : step_fragment(cut, record, bytes, error);
}

enum leat_result cut_step(struct cut *cut, struct leat_record *record, struct leat_out *bytes, struct leat_error *error)
{
    if (cut->done) {
        stream_close(&cut->stream);
        return LEAT_END;
    }
    return cut->framing == LEAT_LINES ? step_lines(cut, record, bytes, error) : step_whole(cut, record, bytes, error);
}

void cut_free(struct cut *cut)
{
    stream_free(&cut->stream);
    free(cut->buffer);
}
