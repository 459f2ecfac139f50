/* Gold names as tags of words. */
#ifndef GOLD_H
#define GOLD_H

#include "mention.h"
#include "sentence.h"
#include "tag.h"

/* What a gold name is here. */
struct gold_class {
    unsigned groups; /* those that it may stand for, as bits; 0 for what is no name (dates, amounts) */
    enum label kind; /* LABEL_EVENT to LABEL_MISC; another where that is not known */
};

/* What gold name `index` is. Its feature "source", a set's own label, goes before its label. A label that is not known
 * may be that of a rarer kind of names, or of no names. */
struct gold_class gold_classify(const struct leat_doc *doc, struct leat_layer gold, size_t index);

/* What gold tells of one word. */
struct gold_word {
    uint16_t allowed; /* tags, as bits */
    uint8_t kind;     /* of a name of GROUP_MISC that begins here: its label, from LABEL_EVENT on; otherwise 0 */
    uint8_t length;   /* of that name, in words */
};

/* What gold tells of the sentence's words. `absent` are the groups (as bits) that this set does not mark, so that a
 * word without a mark may have them. `next` is the first gold name not before the sentence, and moves on. */
void gold_read(const struct sentence *sentence, const struct leat_doc *doc, struct leat_layer gold, unsigned absent,
               size_t *next, struct gold_word *words);

#endif
