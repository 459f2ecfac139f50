/* The patterns at work: the program's sets of places become states as they are met (a lazily built DFA, as in RE2), so
 * that a byte costs one look-up however many patterns there are. When there is no more room for states, all are
 * forgotten and building begins anew: time stays linear, memory fixed. */
#ifndef AUTOMATON_H
#define AUTOMATON_H

#include "pattern.h"

enum { MATCH_MAX = 256 }; /* bytes; what a pattern finds is never longer */

struct automaton;

/* NULL where there is no memory. The program must outlive it and must have a pattern. */
struct automaton *automaton_make(const struct program *program);

void automaton_free(struct automaton *automaton);

/* Whether some pattern can begin with this byte. */
bool automaton_begins(const struct automaton *automaton, unsigned char byte);

/* The end of the longest match that begins at `at` and ends at a word's end; 0 where there is none. Of patterns that
 * match the same, `*pattern` is the first. */
size_t automaton_match(struct automaton *automaton, struct leat_string text, size_t at, uint32_t *pattern);

#endif
