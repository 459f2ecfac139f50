/* Files that a pipeline writes: each must be another. */
#ifndef CONFIG_PATHS_H
#define CONFIG_PATHS_H

#include "config.h"
#include "json.h"

/* Adds a fault for every path of a sink, and the dead letters', that is the same file as one before it. `root` is what
 * the config was read from. */
void config_paths_check(const struct config *config, const struct json *root, struct faults *faults);

#endif
