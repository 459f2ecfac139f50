/* The bytes of a text file, made the text of a document. */
#ifndef CLEAN_H
#define CLEAN_H

#include <leat/document.h>

/* Without a byte order mark, blank lines at the beginning, and white space at the end. */
struct leat_string clean_ends(struct leat_string bytes);

/* How many bytes from the start are text: UTF-8 without NUL. bytes.length where all are. */
size_t clean_valid(struct leat_string bytes);

/* Writes `bytes` to `to` with each line end (CRLF, CR or LF) as LF, and U+FFFD for each NUL and each maximal subpart of
 * what is not UTF-8; returns the length. `to` has room for bytes.length bytes, or for three times as many where
 * clean_valid is less than that. */
size_t clean_copy(struct leat_string bytes, char *to);

/* Whether a byte is white space: space, tab, CR, LF, vertical tab, form feed. */
static inline bool clean_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

#endif
