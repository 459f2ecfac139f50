#include "fault.h"

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length})) {
        const uint32_t end = (uint32_t)doc->length;
        leat_doc_add(doc, "fault", (struct leat_span){end - 1, end + 1}, "OUTSIDE");
    }
    return LEAT_OK;
}

FAULT_ANNOTATOR("outside", "OUTSIDE", "adds a span outside the text")
