#include "fault.h"

/* The sanitizer would stop it before it gets there. */
__attribute__((no_sanitize("undefined"))) static enum leat_result process(void *self, struct leat_doc *doc,
                                                                          struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length})) {
        volatile int *volatile nowhere = NULL;
        *nowhere = 1;
    }
    return LEAT_OK;
}

FAULT_ANNOTATOR("segfault", "SEGFAULT", "writes to address 0")
