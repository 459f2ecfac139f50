/* The JSON Schema (draft 2020-12) of the pipeline file, for the plugins there are. */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "loader.h"

/* Appends the schema. The same plugins give the same bytes. */
void schema_write(const struct loader_entry *entries, size_t count, struct leat_out *out);

#endif
