/* "Did you mean …?": the nearest of some names to one that is wrong. */
#ifndef SUGGEST_H
#define SUGGEST_H

#include <stddef.h>

/* Begin with suggest_for, offer each name there is, and ask for `best` or the hint. */
struct suggest {
    const char *wrong;
    const char *best; /* NULL while none is near */
    size_t distance;  /* of the best; the next must be nearer */
};

struct suggest suggest_for(const char *wrong);

/* `name` must outlive the suggestion. */
void suggest_offer(struct suggest *suggest, const char *name);

/* `; did you mean "best"?`, or nothing, to be put at the end of a message. */
struct suggest_hint {
    char text[96];
};
struct suggest_hint suggest_hint(const struct suggest *suggest);

/* How many letters must be put in, left out, changed or swapped with their neighbour to make one name of the other, no
 * letter twice (the optimal string alignment distance, after Damerau and Levenshtein); capitals count as small letters.
 * More than `limit` is told as limit + 1, as is a name longer than 64 bytes. */
size_t suggest_distance(const char *a, const char *b, size_t limit);

#endif
