/* Reads the word clusters that a model takes up. */
#ifndef CLUSTERS_H
#define CLUSTERS_H

#include "model.h"

/* A model of nothing but the clusters in the file `path` (NULL: none), whose table is the caller's to free. */
enum leat_result clusters_read(struct model *model, struct model_cluster **table, const char *path,
                               struct leat_error *error);

#endif
