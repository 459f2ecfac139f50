#include "fault.h"

#include <stdlib.h>
#include <unistd.h>

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length})) {
        if (fork() == 0) {
            alarm(5);
            pause();
        }
        abort();
    }
    return LEAT_OK;
}

FAULT_ANNOTATOR("fork", "FORK", "crashes, and leaves a process behind that holds its descriptors")
