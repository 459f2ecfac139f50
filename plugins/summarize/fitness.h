/* Whether a sentence can stand in a summary by itself. */
#ifndef FITNESS_H
#define FITNESS_H

#include "reading.h"

/* Between 0 and 1: 0 for a heading, a byline, a label ("Original: …"), an address, a part of a longer quotation, a
 * scrap of speech ("he said."), a line that speaks to the reader of the page; less than 1 for what is very long,
 * quotes, or leans on the sentence before. */
double fitness_of(const struct looks *looks);

/* That of every sentence, into `fitness`. Where none is fit, every sentence that has words is, and where none has,
 * every sentence, so that the summary is not empty. */
void fitness_fill(const struct reading *reading, double *fitness);

#endif
