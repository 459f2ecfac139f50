/* Lists of named values: a document's metadata, an annotation's features. */
#ifndef FEATURE_H
#define FEATURE_H

#include "memory.h"

#include <leat/document.h>

/* Looking for an earlier value takes time, so a list has an end. */
enum { FEATURES_MAX = 1000 };

/* Sets `key` in the list that starts at `*first`: replaces its value, or appends it. The key is one of the document's
 * labels; the value is copied to `arena`. NULL where it was set, else what is wrong with it, as the end of "it sets a
 * value …". */
const char *feature_set(struct leat_feature **first, struct leat_string key, const struct leat_value *value,
                        struct arena *arena);

#endif
