/* Which values may begin with a piece, as it and the piece behind it tell. Proves nothing: it spares the readers what
 * they would turn down. */
#ifndef OPENING_H
#define OPENING_H

#include "value.h"

/* Sets what values may begin with each term. */
void opening_make(struct terms *terms);

enum { LETTERS_BEFORE_SIGN = 3 /* at most: "AUS$" */ };

/* Whether any value may begin with a piece, as far as it alone tells; most pieces are turned down here. */
static inline bool opening_may(const struct piece *piece)
{
    if (piece->kind == PIECE_WORD)
        return piece->term->opens != 0 || (piece->capital && piece->end - piece->begin <= LETTERS_BEFORE_SIGN);
    return piece->kind == PIECE_NUMBER || piece->sign == '$' || piece->sign == '-' || piece->sign >= 0x80;
}

/* The labels, as bits (1 << label), of values that may begin with piece `at`, of which opening_may is true. */
unsigned opening_labels(const struct pieces *pieces, size_t at);

/* Whether a piece is the minus of the number behind it. */
bool opening_is_minus(const struct pieces *pieces, size_t at);

#endif
