/* Tells whether a text begins with a headline. */
#ifndef HEADLINE_H
#define HEADLINE_H

#include <leat/document.h>

/* The headline of a text whose first line is not blank, without white space around it; empty where there is none. Then
 * `*rest` is what follows it, from the first line that is not blank. The first line is a headline if
 *   - it has at most 120 characters, one of them a letter (anything above U+007F counts as one);
 *   - it does not end with . , ; : … or 。 (a closing quote or bracket behind that changes nothing);
 *   - more text follows: behind a blank line, or at once with a line that is a paragraph of its own: it does not begin
 *     with a small letter a to z, and it ends with . ! ? : … or 。 (and perhaps a closing quote or bracket). So the
 * first line of prose that is broken into short lines is hardly ever taken for one. */
struct leat_string headline_find(struct leat_string text, struct leat_string *rest);

#endif
