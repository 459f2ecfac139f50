/* The wire form of a document: all that it holds, in bytes that another process of the same build reads back.
 *
 *     document  "leatdoc", u8 version, u64 length of what follows, then
 *               string id, string origin, string title, string text,
 *               number of labels, that many strings (labels 1, 2, …; 0 is the empty one),
 *               list of metadata, number of layers (those with annotations), that many layers
 *     layer     string name, u8 flags (1: with labels, 2: with features), number of annotations,
 *               for each of them: number begin - begin of the one before, number end - begin;
 *               with labels, for each: number of its label; with features, for each: list
 *     list      number of values, for each: number of its key among the labels, u8 kind, string or f64
 *     string    number of bytes, the bytes
 *     number    seven bits a byte, the lowest first, all but the last byte with the high bit; no byte too many
 *     u64, f64  eight bytes, the lowest first
 *
 * The same document always makes the same bytes. */
#ifndef WIRE_H
#define WIRE_H

#include "document.h"

#define WIRE_NAME "leatdoc"

enum {
    WIRE_VERSION = 1,
    WIRE_NAME_LENGTH = 7,
    WIRE_HEAD = WIRE_NAME_LENGTH + 1 + 8, /* bytes of name, version and length */
    WIRE_LABELLED = 1,
    WIRE_FEATURED = 2,
};

/* Appends a decoded document. `out->failed` tells where there was no memory. */
void wire_write(const struct document *document, struct leat_out *out);

/* Puts the first document in `bytes` in place of what `document` held, and sets `*used` to how many bytes it took. The
 * bytes may be anybody's: all is proved but that a value of kind JSON is JSON. LEAT_REJECT with the offset and what
 * is wrong there; the document is then empty. */
enum leat_result wire_read(struct document *document, struct leat_string bytes, size_t *used, struct leat_error *error);

#endif
