#include "fault.h"

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)self, (void)doc, (void)error;
    return LEAT_OK;
}

static const struct leat_plugin plugin = {
    .size = offsetof(struct leat_plugin, summary),
    .abi_major = LEAT_ABI_MAJOR,
    .abi_minor = LEAT_ABI_MINOR,
    FAULT_DESCRIBED("small", LEAT_ANNOTATOR, "has a descriptor shorter than the first one was"),
    .process = process,
};

LEAT_EXPORT const struct leat_plugin *LEAT_ENTRY(void);

const struct leat_plugin *LEAT_ENTRY(void)
{
    return &plugin;
}
