#include "fault.h"

#include <stdlib.h>

static enum leat_result encode(void *self, const struct leat_doc *doc, struct leat_out *out, struct leat_error *error)
{
    (void)error;
    leat_out_append(out, (struct leat_string){doc->text, doc->length / 2});
    if (fault_in(self, (struct leat_string){doc->text, doc->length}))
        abort();
    leat_out_append(out, (struct leat_string){doc->text + doc->length / 2, doc->length - doc->length / 2});
    leat_out_text(out, "\n");
    return LEAT_OK;
}

static const struct leat_option options[] = {
    LEAT_OPTION_STRING(struct fault, on, "ENCODE_CRASH", "the word that sets it off"),
    LEAT_OPTIONS_END,
};

LEAT_PLUGIN(FAULT_DESCRIBED("encode_crash", LEAT_ENCODER, "writes the text, and crashes half-way"), .options = options,
            .options_size = sizeof(struct fault), .encode = encode)
