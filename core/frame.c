#include "frame.h"

/* The fixed part of each body. Sections follow in the order of the fields; every one is padded to eight bytes, so that
 * arrays can be read where they stand. */
struct task_body {
    uint64_t sequence, line, offset;
    uint64_t origin, name, content; /* lengths */
    uint32_t decoder, skip_count, careful, unused;
};

struct result_body {
    uint64_t sequence, letters;
    uint32_t read, written;
};

struct batch_body {
    uint64_t bytes, count;
};

static size_t padded(size_t length)
{
    return (length + 7) & ~(size_t)7;
}

static void append(struct leat_out *out, const void *bytes, size_t length)
{
    static const char zeros[8];
    leat_out_append(out, (struct leat_string){bytes, length});
    leat_out_append(out, (struct leat_string){zeros, padded(length) - length});
}

static void append_head(struct leat_out *out, enum frame_kind kind, size_t length)
{
    const struct frame_head head = {.length = length, .kind = kind, .magic = FRAME_MAGIC};
    append(out, &head, sizeof head);
}

size_t frame_task(struct leat_out *out, const struct task *task)
{
    const struct leat_record *record = &task->record;
    const struct task_body body = {.sequence = task->sequence,
                                   .line = record->line,
                                   .offset = record->offset,
                                   .origin = record->origin.length,
                                   .name = record->name.length,
                                   .content = record->bytes.length,
                                   .decoder = task->decoder,
                                   .skip_count = task->skip_count,
                                   .careful = task->careful};
    const size_t skips = task->skip_count * sizeof *task->skips;
    const size_t length = sizeof body + padded(skips) + padded(body.origin) + padded(body.name) + record->bytes.length;
    append_head(out, FRAME_RECORD, length);
    append(out, &body, sizeof body);
    append(out, task->skips, skips);
    append(out, record->origin.at, record->origin.length);
    append(out, record->name.at, record->name.length);
    return length;
}

size_t frame_result(struct leat_out *out, const struct result *result, size_t steps, size_t sinks)
{
    const struct result_body body = {.sequence = result->sequence,
                                     .letters = result->letters.length,
                                     .read = result->read,
                                     .written = result->written};
    size_t length = sizeof body + padded(steps * sizeof *result->steps) + padded(body.letters);
    for (size_t i = 0; i < sinks; i++)
        length += sizeof(struct batch_body) + padded(result->batches[i].count * sizeof(uint32_t)) +
                  result->batches[i].bytes.length;
    append_head(out, FRAME_RESULT, length);
    append(out, &body, sizeof body);
    append(out, result->steps, steps * sizeof *result->steps);
    append(out, result->letters.at, result->letters.length);
    for (size_t i = 0; i < sinks; i++) {
        const struct leat_batch *batch = &result->batches[i];
        const struct batch_body counts = {.bytes = batch->bytes.length, .count = batch->count};
        append(out, &counts, sizeof counts);
        append(out, batch->ends, batch->count * sizeof *batch->ends);
    }
    return length;
}

void frame_message(struct leat_out *out, enum frame_kind kind, const char *message)
{
    const struct leat_string text = leat_string(message);
    append_head(out, kind, text.length);
    append(out, text.at, text.length);
}

bool frame_next(struct leat_string bytes, enum frame_kind *kind, struct leat_string *body, size_t *size)
{
    struct frame_head head;
    *size = sizeof head;
    if (bytes.length < sizeof head)
        return false;
    memcpy(&head, bytes.at, sizeof head);
    const bool ours = head.magic == FRAME_MAGIC && head.length < PTRDIFF_MAX / 2;
    *size = ours ? sizeof head + padded(head.length) : SIZE_MAX;
    if (bytes.length < *size)
        return false;
    *kind = head.kind;
    *body = (struct leat_string){bytes.at + sizeof head, head.length};
    return true;
}

/* --- reading a body ----------------------------------------------------------------------------------------------- */

/* Takes the next section of `length` bytes, and its padding, off the rest. */
static bool take(struct leat_string *rest, size_t length, const char **section)
{
    *section = rest->at;
    if (length > rest->length || padded(length) > rest->length)
        return false;
    rest->at += padded(length);
    rest->length -= padded(length);
    return true;
}

bool frame_read_task(struct leat_string body, struct task *task)
{
    struct task_body fixed;
    const char *section, *origin, *name;
    if (!take(&body, sizeof fixed, &section))
        return false;
    memcpy(&fixed, section, sizeof fixed);
    if (!take(&body, fixed.skip_count * sizeof *task->skips, &section) || !take(&body, fixed.origin, &origin) ||
        !take(&body, fixed.name, &name) || body.length != fixed.content)
        return false;
    *task = (struct task){.sequence = fixed.sequence,
                          .decoder = fixed.decoder,
                          .skip_count = fixed.skip_count,
                          .careful = fixed.careful != 0,
                          .skips = (const void *)section,
                          .record = {.origin = {origin, fixed.origin},
                                     .name = {name, fixed.name},
                                     .line = fixed.line,
                                     .offset = fixed.offset,
                                     .bytes = body}};
    return true;
}

/* Whether the documents' ends lie in the batch, one behind the other, and the last is the batch's own. */
static bool ends_are_sound(const struct leat_batch *batch)
{
    uint32_t end = 0;
    for (size_t i = 0; i < batch->count; i++) {
        if (batch->ends[i] < end)
            return false;
        end = batch->ends[i];
    }
    return batch->bytes.length == end;
}

bool frame_read_result(struct leat_string body, size_t steps, size_t sinks, struct result *result)
{
    struct result_body fixed;
    const char *section, *tallies, *letters;
    if (!take(&body, sizeof fixed, &section))
        return false;
    memcpy(&fixed, section, sizeof fixed);
    if (!take(&body, steps * sizeof *result->steps, &tallies) || !take(&body, fixed.letters, &letters))
        return false;
    result->sequence = fixed.sequence;
    result->read = fixed.read;
    result->written = fixed.written;
    result->steps = (const void *)tallies;
    result->letters = (struct leat_string){letters, fixed.letters};
    for (size_t i = 0; i < sinks; i++) {
        struct batch_body counts;
        if (!take(&body, sizeof counts, &section))
            return false;
        memcpy(&counts, section, sizeof counts);
        if (counts.count != fixed.written || !take(&body, counts.count * sizeof(uint32_t), &section))
            return false;
        result->batches[i] =
            (struct leat_batch){.ends = (const void *)section, .bytes = {NULL, counts.bytes}, .count = counts.count};
    }
    for (size_t i = 0; i < sinks; i++) {
        struct leat_string *bytes = &result->batches[i].bytes;
        if (bytes->length > body.length || !ends_are_sound(&result->batches[i]))
            return false;
        bytes->at = body.at;
        body.at += bytes->length;
        body.length -= bytes->length;
    }
    return body.length == 0;
}
