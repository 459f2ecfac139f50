#include "fault.h"

static enum leat_result encode(void *self, const struct leat_doc *doc, struct leat_out *out, struct leat_error *error)
{
    (void)error;
    leat_out_append(out, (struct leat_string){doc->text, doc->length});
    leat_out_text(out, "\n");
    if (fault_in(self, (struct leat_string){doc->text, doc->length}))
        out->length = out->capacity + 5;
    return LEAT_OK;
}

static const struct leat_option options[] = {
    LEAT_OPTION_STRING(struct fault, on, "ENCODE_OVERRUN", "the word that sets it off"),
    LEAT_OPTIONS_END,
};

LEAT_PLUGIN(FAULT_DESCRIBED("encode_overrun", LEAT_ENCODER, "writes the text, and says that it wrote more"),
            .options = options, .options_size = sizeof(struct fault), .encode = encode)
