/* Which sentences make the summary. */
#ifndef CHOOSE_H
#define CHOOSE_H

#include "reading.h"

/* How long the summary may be. The first sentence is taken however long it is. */
struct room {
    size_t sentences, words;
};

/* Takes the first sentences whose score is above 0, as far as the room goes. `chosen` is a flag for each sentence, all
 * false. */
void choose_first(const struct reading *reading, const double *scores, struct room room, bool *chosen);

/* Takes one sentence after the other: that with the best score less what those before it have said already (maximal
 * marginal relevance: Carbonell and Goldstein, 1998). One that says nearly nothing new is left out; of equals the
 * earlier is taken. Scores of 0 and below are never taken. False where there is no memory. */
bool choose_best(const struct reading *reading, const double *scores, struct room room, struct leat_doc *doc,
                 bool *chosen);

#endif
