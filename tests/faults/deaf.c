#include "fault.h"

#include <signal.h>

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length})) {
        sigset_t all;
        sigfillset(&all);
        sigprocmask(SIG_SETMASK, &all, NULL);
        for (;;)
            ;
    }
    return LEAT_OK;
}

FAULT_ANNOTATOR("deaf", "DEAF", "never comes back, and blocks every signal that can be")
