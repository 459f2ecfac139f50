/* What has been found in a document, in the order of the text: names, values, and what the gazetteer found. */
#ifndef MENTION_H
#define MENTION_H

#include "value.h"

/* The labels of names. */
enum label {
    LABEL_PER,
    LABEL_ORG,
    LABEL_LOC,
    LABEL_NORP,
    LABEL_EVENT,
    LABEL_PRODUCT,
    LABEL_WORK,
    LABEL_LAW,
    LABEL_MISC, /* other names: awards, languages */
    LABELS,
};

struct mention {
    struct leat_span span;
    enum label label;          /* LABELS: it is no name */
    const struct value *value; /* of a value, otherwise NULL */
    size_t listed;             /* the number of the gazetteer's annotation + 1, otherwise 0 */
    struct leat_string whole;  /* of a name: its full form, once it is known */
};

/* What becomes of the gazetteer's annotations that overlap a name or value. */
enum mention_rule { LISTS_WIN, LISTS_YIELD, LISTS_APART };

struct mentions {
    struct leat_doc *doc;
    struct mention *at;
    size_t count, capacity;
    enum mention_rule rule;
};

/* Appends a mention, in the order of the text. Where it overlaps others, they or it stay: by the rule where one is
 * listed, else the longer; of equal ones the value. Where there is no memory, the step fails by itself. */
void mentions_add(struct mentions *mentions, const struct mention *mention);

/* Adds names, values and the annotations of `listed`, which are each in order, in the order of the text. */
void mentions_merge(struct mentions *mentions, const struct mentions *names, const struct value *values, size_t count,
                    struct leat_layer listed);

#endif
