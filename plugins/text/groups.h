/* The annotations of a layer, grouped by label, and of one label by what they cover. */
#ifndef GROUPS_H
#define GROUPS_H

#include <leat/plugin.h>

struct group {
    struct leat_string label, name;
    uint32_t begin; /* of the first annotation that covers this name */
    size_t count;   /* how many do */
};

/* All zero has no groups. Used again for document after document, it keeps its memory. */
struct groups {
    struct group *at;
    size_t count, capacity;
};

/* Groups a layer: labels in the order of the alphabet, the names of each in the order of the text. False where there is
 * no memory. The strings are the document's. */
bool groups_collect(struct groups *groups, const struct leat_doc *doc, struct leat_layer layer);

void groups_free(struct groups *groups);

#endif
