#include "fault.h"

#include <stdlib.h>

static enum leat_result decode(void *self, const struct leat_record *record, size_t index, struct leat_doc *doc,
                               struct leat_error *error)
{
    (void)index;
    if (fault_in(self, record->bytes))
        abort();
    return leat_doc_set_text(doc, record->bytes, error);
}

static const struct leat_option options[] = {
    LEAT_OPTION_STRING(struct fault, on, "DECODE_CRASH", "the word that sets it off"),
    LEAT_OPTIONS_END,
};

LEAT_PLUGIN(FAULT_DESCRIBED("decode_crash", LEAT_DECODER, "takes each line as a document, and crashes"),
            .claims = ".lines", .framing = LEAT_LINES, .options = options, .options_size = sizeof(struct fault),
            .decode = decode)
