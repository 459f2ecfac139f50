/* What the rules have found in the document so far, in the order of the text. */
#ifndef MENTION_H
#define MENTION_H

#include <leat/plugin.h>

/* Names first: on them there can be doubt. */
enum label {
    LABEL_PER,
    LABEL_ORG,
    LABEL_LOC,
    LABEL_NORP,
    LABEL_EVENT,
    LABEL_PRODUCT,
    NAME_LABELS,
    LABEL_MONEY = NAME_LABELS,
    LABEL_PERCENT,
    LABEL_DATE,
    LABEL_TIME,
    LABELS,
};

struct mention {
    struct leat_span span;
    uint64_t whole, first, last; /* hashes of a name, of its first and of its last word */
    uint64_t tie;                /* hash of another name for the same thing that the text gives, or 0 */
    int8_t votes[NAME_LABELS];   /* how much speaks for each label; all 0 for a value */
    uint8_t label;               /* of a value, or of a name once it is decided */
    uint8_t words;
};

/* Votes speak for (or, below 0, against) a label; all that is said of one mention stays within an int8_t. */
static inline void mention_vote(struct mention *name, enum label label, int votes)
{
    name->votes[label] = (int8_t)(name->votes[label] + votes);
}

struct mentions {
    struct leat_doc *doc;
    struct mention *at;
    size_t count, capacity;
    struct mention spare; /* what mentions_add lends where there is no memory; the step fails by itself */
};

/* A cleared mention at the end. Good until the next call. */
struct mention *mentions_add(struct mentions *mentions);

/* Settles the label of every name: LABELS where nothing speaks for it. A name has one label in a document, and the
 * names of persons lend theirs to their surnames. */
void mentions_decide(struct mentions *mentions);

#endif
