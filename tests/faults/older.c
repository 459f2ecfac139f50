#include "fault.h"

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)self, (void)doc, (void)error;
    return LEAT_OK;
}

/* What stands behind the first minor's members is not its own. */
static enum leat_result trap(const struct leat_training *training, const void *options, struct leat_out *model,
                             struct leat_error *error)
{
    (void)training, (void)options, (void)model;
    return leat_fail(error, LEAT_FATAL, "it was called for what it does not have");
}

static const struct leat_plugin plugin = {
    .size = offsetof(struct leat_plugin, train),
    .abi_major = 1,
    .abi_minor = 0,
    FAULT_DESCRIBED("older", LEAT_ANNOTATOR, "was made for the first minor, and is as good as any"),
    .process = process,
    .train = trap,
};

LEAT_EXPORT const struct leat_plugin *LEAT_ENTRY(void);

const struct leat_plugin *LEAT_ENTRY(void)
{
    return &plugin;
}
