/* Spans written straight into a layer of the document, some thousands at a time. */
#ifndef TOKENIZE_SPANS_H
#define TOKENIZE_SPANS_H

#include <leat/document.h>

enum { SPANS_PIECE = 64 };

struct spans {
    struct leat_doc *doc; /* NULL: they are not kept */
    const char *layer;
    struct leat_span *first, *next, *end; /* the room reserved now: used from first to next */
    struct leat_span waste[SPANS_PIECE];  /* written to where there is no memory: the document knows, the step fails */
};

/* Appends what is there to the layer and makes room for more. */
void spans_refill(struct spans *spans);

/* Appends the last; the layer exists from then on, even without a span. */
void spans_finish(struct spans *spans);

static inline void spans_push(struct spans *spans, size_t begin, size_t end)
{
    if (spans->next == spans->end)
        spans_refill(spans);
    *spans->next++ = (struct leat_span){(uint32_t)begin, (uint32_t)end};
}

/* Where SPANS_PIECE spans can be written; the writer then moves spans->next behind the last. */
static inline struct leat_span *spans_room(struct spans *spans)
{
    if (spans->end - spans->next < SPANS_PIECE)
        spans_refill(spans);
    return spans->next;
}

#endif
