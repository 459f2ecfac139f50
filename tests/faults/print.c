#include "fault.h"

#include <unistd.h>

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length})) {
        printf("this is not a document\n");
        fflush(stdout);
        return write(STDOUT_FILENO, "nor is this\n", 12) == 12 ? LEAT_OK : LEAT_REJECT;
    }
    return LEAT_OK;
}

FAULT_ANNOTATOR("print", "PRINT", "writes to standard output")
