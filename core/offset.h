/* Byte offsets counted in code points or UTF-16 units. */
#ifndef OFFSET_H
#define OFFSET_H

#include <leat/document.h>

/* As leat_doc_offset, for a text that is not ASCII. */
uint32_t offset_count(const struct leat_doc *doc, uint32_t byte, enum leat_unit unit);

#endif
