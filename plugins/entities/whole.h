/* Names made whole: what a document calls by a short name somewhere, and by a full one elsewhere. */
#ifndef WHOLE_H
#define WHOLE_H

#include "mention.h"

/* Sets `whole` of every name of a person, organization or place: "Donald Trump" of "Trump", "Asia-Pacific Economic
 * Cooperation" of "APEC", the name itself where the document has no fuller one of up to 256 bytes. Takes time in
 * proportion to the names' length. Where there is no memory, the step fails by itself. */
void whole_find(struct mentions *mentions);

#endif
