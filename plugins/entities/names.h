/* Names: what runs of words with capitals are made of. */
#ifndef NAMES_H
#define NAMES_H

#include "mention.h"
#include "sentence.h"

/* Cuts the run of capitals that begins at word `at` into names and adds them, undecided. Returns how many words from
 * `at` on it takes, at least 1. */
size_t names_at(const struct sentence *sentence, size_t at, struct mentions *mentions);

#endif
