/* Environment variables in the strings of a pipeline file: ${NAME}, ${NAME:-default}; $${ stands for ${ itself. */
#ifndef EXPAND_H
#define EXPAND_H

#include "json.h"

/* Expands every string value below `root` (keys stay). What is put in is not expanded again. New strings come from the
 * arena. An unset variable without a default, and one written wrongly, is a fault at the string. */
void expand_strings(struct json *root, struct arena *arena, struct faults *faults);

#endif
