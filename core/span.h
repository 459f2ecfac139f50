/* The proof that spans are sound: inside the text, between characters, in order, and apart where they must be. */
#ifndef SPAN_H
#define SPAN_H

#include <leat/document.h>

/* How many of `spans`, from the first, are sound where they follow `before` (NULL: they are the first of their layer):
 * `count` where all are, else `*wrong` is set to what the first bad one does, as in "annotation 3 …". With `apart`
 * they may not overlap. */
size_t span_prove(const struct leat_doc *doc, const struct leat_span *before, const struct leat_span *spans,
                  size_t count, bool apart, const char **wrong);

#endif
