#include "fault.h"

#include <stdlib.h>

static enum leat_result create(const struct leat_setup *setup, const void *options, void **self,
                               struct leat_error *error)
{
    (void)setup, (void)options, (void)self, (void)error;
    abort();
}

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)self, (void)doc, (void)error;
    return LEAT_OK;
}

LEAT_PLUGIN(FAULT_DESCRIBED("stillborn", LEAT_ANNOTATOR, "crashes when it starts"), .create = create,
            .process = process)
