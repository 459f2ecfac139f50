#include "fault.h"

#include <stdlib.h>

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    if (fault_in(self, (struct leat_string){doc->text, doc->length})) {
        enum { PIECE = 1 << 20 };
        for (char *piece; (piece = malloc(PIECE)) != NULL;)
            memset(piece, 1, PIECE);
    }
    return LEAT_OK;
}

FAULT_ANNOTATOR("hoard", "HOARD", "allocates without end")
