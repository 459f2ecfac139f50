#include "fault.h"

#include <stdlib.h>
#include <unistd.h>

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length}))
        _exit(EXIT_SUCCESS);
    return LEAT_OK;
}

FAULT_ANNOTATOR("quit", "QUIT", "calls _exit")
