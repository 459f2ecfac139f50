/* Where this program's own files are. */
#ifndef PATHS_H
#define PATHS_H

#include "memory.h"

/* The first of these folders that exists, seen from the one that the program lies in; NULL where none does or there is
 * no memory. The list ends with NULL; the path lives in the arena. */
const char *paths_find(struct arena *arena, const char *const *candidates);

/* The folder of the plugins that came with this program: beside it in a build, ../lib/leat/plugins where installed. */
const char *paths_plugins(struct arena *arena);

#endif
