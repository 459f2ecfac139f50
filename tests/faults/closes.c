#include "fault.h"

#include <unistd.h>

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length}))
        closefrom(0);
    return LEAT_OK;
}

FAULT_ANNOTATOR("closes", "CLOSES", "closes every descriptor")
