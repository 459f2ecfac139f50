/* Quotations, followed from sentence to sentence, so that none is cut. */
#ifndef QUOTES_H
#define QUOTES_H

#include "reading.h"

/* Where the quotation of one kind of marks was opened, as sentence number + 1; 0: none is open. Begin with {0}. */
struct quotes {
    uint32_t twofold, single;
};

/* Takes a token that is no word, of sentence `sentence`. Those sentences that a quotation goes through, more than one
 * of them, are marked LOOKS_CUT; one that holds a whole quotation, LOOKS_QUOTING. */
void quotes_take(struct quotes *quotes, const struct leat_doc *doc, struct leat_span token, size_t sentence,
                 struct looks *looks);

/* Tells that a paragraph ends behind sentence `last`: what is open now is closed nowhere. */
void quotes_end(struct quotes *quotes, size_t last, struct looks *looks);

#endif
