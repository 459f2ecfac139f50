/* A file written whole: it is there in the end, or what was there before it still is. */
#ifndef SAVE_H
#define SAVE_H

#include <leat/plugin.h>

#include <stdbool.h>

/* Writes a file of its own beside `path`, makes it durable, and renames it. False with the reason; then it is gone. */
bool save_file(const char *path, struct leat_string bytes, struct leat_error *error);

#endif
