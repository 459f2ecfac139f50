#include "fault.h"

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length})) {
        const size_t index = leat_doc_add(doc, "fault", (struct leat_span){0, 1}, "NAN");
        leat_doc_set_number(doc, "fault", index, "score", (double)NAN);
    }
    return LEAT_OK;
}

FAULT_ANNOTATOR("nan", "NAN", "gives a feature that is not a number")
