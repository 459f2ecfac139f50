/* The classifier's file: a line that names it, one byte for each weight, and a checksum of these, FNV-1a, its lowest
 * byte first. */
#ifndef TOKENIZE_MODEL_H
#define TOKENIZE_MODEL_H

#include "boundary.h"

#include <leat/plugin.h>

/* The first line of the file. Its number changes with what boundary_features sees. */
#define MODEL_HEADING "leat tokenize model 2\n"

/* Reads the weights from the file at `path`. LEAT_FATAL where it is none, not whole, or changed. */
enum leat_result model_read(const char *path, int8_t weights[BOUNDARY_WEIGHTS], struct leat_error *error);

void model_write(const int8_t weights[BOUNDARY_WEIGHTS], struct leat_out *out);

#endif
