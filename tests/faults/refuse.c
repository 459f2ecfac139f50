#include "fault.h"

static enum leat_result create(const struct leat_setup *setup, const void *options, void **self,
                               struct leat_error *error)
{
    (void)setup, (void)options, (void)self;
    return leat_fail(error, LEAT_FATAL, "the moon is not full");
}

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)self, (void)doc, (void)error;
    return LEAT_OK;
}

LEAT_PLUGIN(FAULT_DESCRIBED("refuse", LEAT_ANNOTATOR, "does not start, and says why"), .create = create,
            .process = process)
