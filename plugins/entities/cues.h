/* What the words around a name, and its own looks, say for each label. */
#ifndef CUES_H
#define CUES_H

#include "mention.h"
#include "sentence.h"

/* Adds the votes of the surroundings of words [from, to) to the name, and ties it to an acronym in brackets. */
void cues_vote(const struct sentence *sentence, size_t from, size_t to, struct mention *name);

/* For a name that no list explains: what its shape and length make likely. */
void cues_guess(const struct sentence *sentence, size_t from, size_t to, struct mention *name);

#endif
