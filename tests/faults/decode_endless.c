#include "fault.h"

static enum leat_result decode(void *self, const struct leat_record *record, size_t index, struct leat_doc *doc,
                               struct leat_error *error)
{
    (void)index;
    (void)self;
    const size_t first = record->bytes.length < 20 ? record->bytes.length : 20;
    return leat_doc_set_text(doc, (struct leat_string){record->bytes.at, first}, error);
}

LEAT_PLUGIN(FAULT_DESCRIBED("decode_endless", LEAT_DECODER, "finds the same document in a record for ever"),
            .claims = ".lines", .framing = LEAT_WHOLE, .decode = decode)
