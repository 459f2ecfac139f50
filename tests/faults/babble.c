#include "fault.h"

#include <sys/stat.h>
#include <unistd.h>

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    static const char nonsense[48] = "this is no frame, and what follows it is none";
    struct stat now;
    for (int file = 3; fault_in(self, (struct leat_string){doc->text, doc->length}) && file < 4096; file++)
        if (fstat(file, &now) == 0 && S_ISSOCK(now.st_mode) && write(file, nonsense, sizeof nonsense) < 0)
            return LEAT_REJECT;
    return LEAT_OK;
}

FAULT_ANNOTATOR("babble", "BABBLE", "writes to every socket")
