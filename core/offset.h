/* Byte offsets counted in code points or UTF-16 units. */
#ifndef OFFSET_H
#define OFFSET_H

#include <leat/document.h>

/* What stands before an offset of the text. */
struct tally {
    uint32_t continued; /* continuation bytes: those that begin no character */
    uint32_t astral;    /* characters of four bytes: two units in UTF-16 */
};

/* What is known of one text. All zero knows nothing. */
struct offsets {
    struct tally *checkpoints; /* one every few bytes, in the document's memory; NULL until somebody asks */
    struct tally last;         /* before the offset that was asked for last */
    uint32_t last_byte;
};

/* As leat_doc_offset, for a text that is not ASCII. */
uint32_t offset_count(const struct leat_doc *doc, uint32_t byte, enum leat_unit unit);

#endif
