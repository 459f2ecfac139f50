#include "offset.h"

#include "document.h"

/* Bytes between two checkpoints. A look-up reads fewer than this. */
enum { STRIDE = 128 };

/* `tally` and what stands in the text from `begin` to `end`. */
static struct tally advance(struct tally tally, const char *text, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        const unsigned char byte = (unsigned char)text[i];
        tally.continued += (byte & 0xC0) == 0x80;
        tally.astral += byte >= 0xF0;
    }
    return tally;
}

static bool build(struct document *document)
{
    const struct leat_doc *doc = &document->shown;
    const size_t count = doc->length / STRIDE + 1;
    struct tally *checkpoints = arena_alloc(&document->arena, count * sizeof *checkpoints);
    if (checkpoints == NULL)
        return false;
    checkpoints[0] = (struct tally){0, 0};
    for (size_t i = 1; i < count; i++)
        checkpoints[i] = advance(checkpoints[i - 1], doc->text, (i - 1) * STRIDE, i * STRIDE);
    document->offsets.checkpoints = checkpoints;
    return true;
}

/* Encoders ask in the order of the text, mostly: then the way from the last answer is the shortest. Without memory for
 * checkpoints the text is read from its start. */
static struct tally find(struct document *document, size_t at)
{
    const struct offsets *offsets = &document->offsets;
    const char *text = document->shown.text;
    if (at >= offsets->last_byte && at - offsets->last_byte < STRIDE)
        return advance(offsets->last, text, offsets->last_byte, at);
    if (offsets->checkpoints == NULL && !build(document))
        return advance((struct tally){0, 0}, text, 0, at);
    return advance(offsets->checkpoints[at / STRIDE], text, at / STRIDE * STRIDE, at);
}

uint32_t offset_count(const struct leat_doc *doc, uint32_t byte, enum leat_unit unit)
{
    struct document *document = document_of(doc);
    const size_t at = byte < doc->length ? byte : doc->length;
    if (unit == LEAT_BYTES)
        return (uint32_t)at;
    const struct tally before = find(document, at);
    document->offsets.last = before;
    document->offsets.last_byte = (uint32_t)at;
    const uint32_t points = (uint32_t)at - before.continued;
    return unit == LEAT_UTF16 ? points + before.astral : points;
}
