#include "fault.h"

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length}))
        leat_doc_add(doc, "token", (struct leat_span){0, 1}, NULL);
    return LEAT_OK;
}

FAULT_ANNOTATOR("smuggle", "SMUGGLE", "gives a layer that it has not declared")
