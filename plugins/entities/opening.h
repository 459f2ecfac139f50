/* Which values may begin with a piece, as it and the piece behind it tell. Proves nothing: it spares the readers what
 * they would turn down. */
#ifndef OPENING_H
#define OPENING_H

#include "value.h"

/* The labels, as bits (1 << label), of values that may begin with piece `at`; 0 for most pieces. */
unsigned opening_labels(const struct pieces *pieces, size_t at);

/* Whether a piece is the minus of the number behind it. */
bool opening_is_minus(const struct pieces *pieces, size_t at);

#endif
