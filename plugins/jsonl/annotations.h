/* Writes the annotations of one layer as a JSON array. */
#ifndef ANNOTATIONS_H
#define ANNOTATIONS_H

#include <leat/plugin.h>

/* As [begin,end] each, where none of them has a label or a feature and `objects` is false; else as
 * {"begin":…,"end":…,"label":…,"text":…} with the features behind. LEAT_REJECT where a feature is not JSON. */
enum leat_result annotations_put(struct leat_out *out, const struct leat_doc *doc, struct leat_layer layer,
                                 bool objects, enum leat_unit unit, struct leat_error *error);

#endif
