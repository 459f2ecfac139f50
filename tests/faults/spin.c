#include "fault.h"

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length})) {
        fprintf(stderr, "spinning\n");
        for (;;)
            ;
    }
    return LEAT_OK;
}

FAULT_ANNOTATOR("spin", "SPIN", "says so, and never comes back")
