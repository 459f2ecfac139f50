/* Amounts of money, percentages, dates and times of day. */
#ifndef VALUES_H
#define VALUES_H

#include "mention.h"
#include "sentence.h"

/* The value that begins at word `at`, or whose first certain word is `at`: it may reach back over words from `floor`
 * on ("early October"). Returns how many words from `at` on it takes, 0 for none. */
size_t value_at(const struct sentence *sentence, size_t floor, size_t at, struct leat_span *span, enum label *label);

#endif
