#include "offset.h"

#include "document.h"

/* A checkpoint every STRIDE bytes holds how many continuation bytes and how many four-byte characters stand before
 * it, so that a look-up reads fewer than STRIDE bytes. */
enum { STRIDE = 128 };

struct tally {
    uint32_t continued, astral;
};

static struct tally tally(const char *text, size_t begin, size_t end)
{
    struct tally tally = {0, 0};
    for (size_t i = begin; i < end; i++) {
        const unsigned char byte = (unsigned char)text[i];
        tally.continued += (byte & 0xC0) == 0x80;
        tally.astral += byte >= 0xF0;
    }
    return tally;
}

static bool build(struct document *document)
{
    const size_t count = document->shown.length / STRIDE + 1;
    uint32_t *offsets = arena_alloc(&document->arena, count * 2 * sizeof *offsets);
    if (offsets == NULL)
        return false;
    struct tally sum = {0, 0};
    for (size_t i = 0; i < count; i++) {
        offsets[2 * i] = sum.continued;
        offsets[2 * i + 1] = sum.astral;
        if (i + 1 < count) {
            const struct tally more = tally(document->shown.text, i * STRIDE, (i + 1) * STRIDE);
            sum.continued += more.continued;
            sum.astral += more.astral;
        }
    }
    document->offsets = offsets;
    return true;
}

uint32_t offset_count(const struct leat_doc *doc, uint32_t byte, enum leat_unit unit)
{
    struct document *document = document_of(doc);
    const size_t at = byte < doc->length ? byte : doc->length;
    size_t from = 0;
    struct tally sum = {0, 0};
    if (document->offsets != NULL || build(document)) { /* without memory the text is read from its start */
        from = at / STRIDE;
        sum = (struct tally){document->offsets[2 * from], document->offsets[2 * from + 1]};
        from *= STRIDE;
    }
    const struct tally rest = tally(doc->text, from, at);
    const uint32_t points = (uint32_t)at - sum.continued - rest.continued;
    return unit == LEAT_UTF16 ? points + sum.astral + rest.astral : points;
}
