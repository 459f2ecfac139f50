#include "fault.h"

/* Deeper than any stack; the array keeps the compiler from making a loop of it. */
static unsigned deeper(unsigned depth)
{
    volatile char room[4096];
    room[depth % sizeof room] = (char)depth;
    return depth == UINT32_MAX ? 0 : deeper(depth + 1) + (unsigned)room[0];
}

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length}))
        return (enum leat_result)deeper((unsigned)doc->length);
    return LEAT_OK;
}

FAULT_ANNOTATOR("overflow", "OVERFLOW", "calls itself without end")
