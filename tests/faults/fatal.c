#include "fault.h"

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{

    if (fault_in(self, (struct leat_string){doc->text, doc->length}))
        return leat_fail(error, LEAT_FATAL, "it says FATAL");
    return LEAT_OK;
}

FAULT_ANNOTATOR("fatal", "FATAL", "ends the run")
