#include "fault.h"

/* A document is a line of the record. */
static enum leat_result decode(void *self, const struct leat_record *record, size_t index, struct leat_doc *doc,
                               struct leat_error *error)
{
    struct leat_string rest = record->bytes;
    const char *end;
    while ((end = memchr(rest.at, '\n', rest.length)) != NULL && index-- > 0) {
        rest.length -= (size_t)(end + 1 - rest.at);
        rest.at = end + 1;
    }
    if (end == NULL)
        return LEAT_END;
    const struct leat_string line = {rest.at, (size_t)(end - rest.at)};
    if (fault_in(self, line)) {
        for (;;)
            ;
    }
    return leat_doc_set_text(doc, line, error);
}

static const struct leat_option options[] = {
    LEAT_OPTION_STRING(struct fault, on, "DECODE_HANG", "the word that sets it off"),
    LEAT_OPTIONS_END,
};

LEAT_PLUGIN(FAULT_DESCRIBED("decode_hang", LEAT_DECODER,
                            "takes each line of a whole record as a document, and never comes back"),
            .claims = ".lines", .framing = LEAT_WHOLE, .options = options, .options_size = sizeof(struct fault),
            .decode = decode)
