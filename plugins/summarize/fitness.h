/* Whether a sentence can stand in a summary by itself. */
#ifndef FITNESS_H
#define FITNESS_H

#include <leat/plugin.h>

/* Between 0 and 1 for the sentence of tokens [from, to): 0 for a heading, a byline, a label ("Original: …"), an
 * address, half a quotation, a scrap of speech ("he said."); less than 1 for one that is very short or long or leans
 * on the sentence before. */
double fitness_of(const struct leat_doc *doc, struct leat_layer tokens, size_t from, size_t to);

#endif
