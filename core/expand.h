/* Environment variables in the strings of a pipeline file: ${NAME}, ${NAME:-default}; $${ stands for ${ itself. */
#ifndef EXPAND_H
#define EXPAND_H

#include "json.h"

/* Expands every string value in `value` and below (keys stay). What is put in is not expanded again. New strings come
 * from the arena. An unset variable without a default, one written wrongly, and U+0000 in a string or key are faults.
 */
void expand_strings(struct json *value, struct arena *arena, struct faults *faults);

#endif
