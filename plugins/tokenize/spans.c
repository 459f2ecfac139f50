#include "spans.h"

/* 16 KiB of spans, so that they are still in the nearest cache when the host proves them. */
enum { ROOM = 2048 };

void spans_finish(struct spans *spans)
{
    if (spans->first != spans->waste)
        leat_doc_commit(spans->doc, spans->layer, (size_t)(spans->next - spans->first));
    spans->first = spans->next = spans->end = NULL;
}

void spans_refill(struct spans *spans)
{
    if (spans->first != NULL)
        spans_finish(spans);
    spans->first = spans->doc == NULL ? NULL : leat_doc_reserve(spans->doc, spans->layer, ROOM);
    spans->end = spans->first + ROOM;
    if (spans->first == NULL) {
        spans->first = spans->waste;
        spans->end = spans->first + SPANS_PIECE;
    }
    spans->next = spans->first;
}
