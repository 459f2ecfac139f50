#include "fault.h"

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)self, (void)doc, (void)error;
    return LEAT_OK;
}

static const struct leat_plugin plugin = {
    .size = sizeof(struct leat_plugin),
    .abi_major = LEAT_ABI_MAJOR,
    .abi_minor = LEAT_ABI_MINOR + 1,
    FAULT_DESCRIBED("minor", LEAT_ANNOTATOR, "has a minor that the host does not have"),
    .process = process,
};

LEAT_EXPORT const struct leat_plugin *LEAT_ENTRY(void);

const struct leat_plugin *LEAT_ENTRY(void)
{
    return &plugin;
}
