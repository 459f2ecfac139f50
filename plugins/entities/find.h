/* The names of a document: its words read, tagged, and put together. */
#ifndef FIND_H
#define FIND_H

#include "names.h"
#include "tagger.h"

/* Reads the document's words, and sets its names, in its memory and in the order of the text. False where there is
 * none; the step then fails by itself. */
bool find_names(struct mentions *names, struct tagger *tagger, struct leat_doc *doc, struct reading *reading);

#endif
