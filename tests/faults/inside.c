#include "fault.h"

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length})) {
        const uint32_t begin = (uint32_t)((const char *)memchr(doc->text, 0xC3, doc->length) - doc->text);
        leat_doc_add(doc, "fault", (struct leat_span){begin, begin + 1}, "INSIDE");
    }
    return LEAT_OK;
}

FAULT_ANNOTATOR("inside", "INSIDE", "adds a span that ends inside a character")
