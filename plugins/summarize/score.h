/* How much each sentence says of its document. */
#ifndef SCORE_H
#define SCORE_H

#include "reading.h"

/* None counts a term as being in more sentences than this. */
enum { SCORE_SHARED_MAX = 8 };

/* By where the sentence stands, by how many others share its words, and by its names and figures, into `scores`. */
void score_rank(const struct reading *reading, double *scores);

#endif
