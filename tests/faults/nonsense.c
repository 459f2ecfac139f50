#include "fault.h"

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length}))
        return (enum leat_result)77;
    return LEAT_OK;
}

FAULT_ANNOTATOR("nonsense", "NONSENSE", "answers with what is no result")
