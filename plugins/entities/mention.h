/* What has been found in a document so far, in the order of the text. */
#ifndef MENTION_H
#define MENTION_H

#include <leat/plugin.h>

/* Names first. */
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
    NAME_LABELS,
    LABEL_MONEY = NAME_LABELS,
    LABEL_PERCENT,
    LABEL_DATE,
    LABEL_TIME,
    LABELS,
};

struct mention {
    struct leat_span span;
    enum label label;
};

struct mentions {
    struct leat_doc *doc;
    struct mention *at;
    size_t count, capacity;
};

/* Appends a mention, or, where it overlaps the last, settles which of them stays: the longer, and of equal ones the
 * value. Where there is no memory, the step fails by itself. */
void mentions_add(struct mentions *mentions, struct leat_span span, enum label label);

#endif
