/* The classifier's file: a line that names it, then one byte for each weight. */
#ifndef TOKENIZE_MODEL_H
#define TOKENIZE_MODEL_H

#include "boundary.h"

#include <leat/plugin.h>

/* The first line of the file. Its number changes with what boundary_features sees. */
#define MODEL_HEADING "leat tokenize model 1\n"

/* Reads the weights from the file at `path`. LEAT_FATAL where it is none. */
enum leat_result model_read(const char *path, int8_t weights[BOUNDARY_WEIGHTS], struct leat_error *error);

void model_write(const int8_t weights[BOUNDARY_WEIGHTS], struct leat_out *out);

#endif
