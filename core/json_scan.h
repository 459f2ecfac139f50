/* The grammar of JSON and where everything stands. It makes no values: that is cJSON's part, in json.c. */
#ifndef JSON_SCAN_H
#define JSON_SCAN_H

#include "json.h"

/* Proves that `text` is one JSON text and builds its tree below `root`: kinds, places, sources, counts, and the length
 * of each string and key once its escapes are undone. False with one fault where it is none. */
bool json_scan(struct json *root, struct arena *arena, const char *file, size_t line, struct leat_string text,
               struct faults *faults);

#endif
