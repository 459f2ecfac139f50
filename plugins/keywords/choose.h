/* Which phrases are the keywords. */
#ifndef CHOOSE_H
#define CHOOSE_H

#include "phrases.h"

/* Scores all phrases and marks the `wanted` best as chosen, fewer where there are fewer. No chosen phrase has most of
 * its words in common with better ones. Returns the best score, or 0 where nothing is chosen or there is no memory. */
double choose_best(struct phrases *phrases, struct leat_doc *doc, size_t wanted);

#endif
