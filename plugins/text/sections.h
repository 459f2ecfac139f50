/* The parts of a document that can be shown, each by its name. */
#ifndef SECTIONS_H
#define SECTIONS_H

#include "groups.h"
#include "page.h"

/* Shows one part: a name of ours (title, text, sentences, tokens, entities, summary, meta), or a layer's. A part of
 * which there is nothing is left out. False where there is neither such a part nor such a layer. `groups` is working
 * memory. Where there is no memory the page's `out` has failed. */
bool sections_show(struct page *page, const struct leat_doc *doc, const char *name, struct groups *groups);

#endif
