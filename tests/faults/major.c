#include "fault.h"

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)self, (void)doc, (void)error;
    return LEAT_OK;
}

static const struct leat_plugin plugin = {
    .size = sizeof(struct leat_plugin),
    .abi_major = LEAT_ABI_MAJOR + 1,
    .abi_minor = LEAT_ABI_MINOR,
    FAULT_DESCRIBED("major", LEAT_ANNOTATOR, "has another major"),
    .process = process,
};

LEAT_EXPORT const struct leat_plugin *leat_plugin_2(void);

const struct leat_plugin *leat_plugin_2(void)
{
    return &plugin;
}
