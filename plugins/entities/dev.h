/* How well a model does on the documents that are held out of a training. */
#ifndef DEV_H
#define DEV_H

#include "corpus.h"

#include <leat/train.h>

/* F1 of names of exact span and label, found as in a run, over all documents held out; -1 where there are none, or no
 * memory. Names of a group that a set never marks don't count in it. A gold label that stands for several of ours is
 * right with each. `corpus` is of this training. */
double dev_measure(const struct leat_training *training, const struct corpus *corpus, struct model model);

#endif
