#include "span.h"

#include "utf8.h"

/* What is wrong with a span that follows `before`; NULL where nothing is. */
static const char *fault(const struct leat_doc *doc, const struct leat_span *before, struct leat_span span, bool apart)
{
    if (span.begin > span.end)
        return "ends before it begins";
    if (span.end > doc->length)
        return "is outside the text";
    if (!utf8_boundary(doc->text, doc->length, span.begin) || !utf8_boundary(doc->text, doc->length, span.end))
        return "cuts a character in two";
    if (before == NULL)
        return NULL;
    if (span.begin < before->begin || (span.begin == before->begin && span.end > before->end))
        return "stands before the one added before it; add in the order of the text, the longer first";
    if (apart && span.begin < before->end)
        return "overlaps the one before it, which those of this layer may not";
    return NULL;
}

/* Whether each span has a length and begins where the one before it ends, or after. Most layers are such rows, and a
 * row is in order and in range if its end is. Found without a branch for each: a negative difference has its highest
 * bit set. */
static bool in_a_row(const struct leat_doc *doc, const struct leat_span *before, const struct leat_span *spans,
                     size_t count)
{
    uint64_t wrong = 0, last = 0;
    if (before != NULL) {
        wrong = (uint64_t)before->end - before->begin - 1;
        last = before->end;
    }
    for (size_t i = 0; i < count; i++) {
        const uint64_t begin = spans[i].begin, end = spans[i].end;
        wrong |= (begin - last) | (end - begin - 1);
        last = end;
    }
    return ((wrong | (doc->length - last)) >> 63) == 0;
}

/* Whether all stand between characters. All are in range, so that the furthest byte read is the 0 after the text. */
static bool whole(const struct leat_doc *doc, const struct leat_span *spans, size_t count)
{
    int cut = 0;
    for (size_t i = 0; i < count; i++) {
        const unsigned char begin = (unsigned char)doc->text[spans[i].begin],
                            end = (unsigned char)doc->text[spans[i].end];
        cut |= ((begin & 0xC0) == 0x80) | ((end & 0xC0) == 0x80);
    }
    return cut == 0;
}

size_t span_prove(const struct leat_doc *doc, const struct leat_span *before, const struct leat_span *spans,
                  size_t count, bool apart, const char **wrong)
{
    if (in_a_row(doc, before, spans, count) && (doc->ascii || whole(doc, spans, count)))
        return count;
    size_t i = 0;
    while (i < count && (*wrong = fault(doc, before, spans[i], apart)) == NULL)
        before = &spans[i++];
    return i;
}
