/* Proves what include/leat/document.h promises of a document. For builds with LEAT_CHECKING, after every step. */
#ifndef CHECKER_H
#define CHECKER_H

#include "document.h"

/* Seals text, id, origin and title once decoding is done: from here on they must stay as they are. */
void checker_begin(struct document *document);

/* LEAT_OK, or LEAT_REJECT with the first broken promise. The seal is looked at only once there is one. */
enum leat_result checker_prove(const struct document *document, struct leat_error *error);

#endif
