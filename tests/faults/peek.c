#include "fault.h"

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length}))
        (void)leat_doc_layer(doc, "token");
    return LEAT_OK;
}

FAULT_ANNOTATOR("peek", "PEEK", "reads a layer that it has not declared")
