/* Finding: a text is read once, word by word, and at each word the longest phrase or pattern is taken. */
#ifndef FIND_H
#define FIND_H

#include "automaton.h"

enum { AHEAD = 2 * PHRASE_WORDS }; /* a power of two above PHRASE_WORDS */

struct finder {
    const struct lexicon *lexicon;
    const struct program *program;
    struct automaton *automaton; /* NULL where there are no patterns */
    bool plural, possessive;
    struct words words;
    struct word ring[AHEAD]; /* the words from the one at which is looked on */
    size_t first, count;
};

struct find {
    struct leat_span span;
    uint32_t facts;
};

/* Begins with a text. */
void find_begin(struct finder *finder, struct leat_string text);

/* The next find; false where there is no more. */
bool find_next(struct finder *finder, struct find *find);

#endif
