/* Which values may begin with a piece, as it and the piece behind it tell. Proves nothing: it spares the readers what
 * they would turn down. */
#ifndef OPENING_H
#define OPENING_H

#include "piece.h"

/* Sets what values may begin with each term, and the senses of letters and signs. */
void opening_make(struct terms *terms);

/* What piece `at` tells by its letters alone, as HINT_… bits. What it does not open by them it opens nowhere. */
unsigned opening_hints(const struct pieces *pieces, size_t at);

/* The labels, as bits (1 << label), of values that may begin with piece `at`, which has HINT_OPENS. */
unsigned opening_labels(const struct pieces *pieces, size_t at);

/* Whether a piece is the minus of the number behind it. */
bool opening_is_minus(const struct pieces *pieces, size_t at);

#endif
