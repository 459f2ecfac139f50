#include "fault.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    const int nothing = fault_in(self, (struct leat_string){doc->text, doc->length}) ? open("/dev/null", O_RDWR) : -1;
    struct stat now;
    for (int file = 3; nothing >= 0 && file < 4096; file++)
        if (file != nothing && fstat(file, &now) == 0 && S_ISSOCK(now.st_mode))
            dup2(nothing, file);
    return LEAT_OK;
}

FAULT_ANNOTATOR("unplug", "UNPLUG", "puts nothing in the place of every socket")
