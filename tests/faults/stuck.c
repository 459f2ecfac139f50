#include "fault.h"

#include <unistd.h>

static enum leat_result create(const struct leat_setup *setup, const void *options, void **self,
                               struct leat_error *error)
{
    (void)setup, (void)options, (void)self, (void)error;
    while (pause() < 0)
        continue;
    return LEAT_OK;
}

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)self, (void)doc, (void)error;
    return LEAT_OK;
}

LEAT_PLUGIN(FAULT_DESCRIBED("stuck", LEAT_ANNOTATOR, "never gets through its start"), .create = create,
            .process = process)
