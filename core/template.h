/* Copies the folder of a template, with a name in the place of each "@NAME@" in its file names and contents. */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include <leat/result.h>

#include <stdbool.h>

/* Makes the folder `to`, which must not exist, of the template in folder `from`. On failure nothing of it is left. */
bool template_copy_folder(const char *from, const char *to, const char *name, struct leat_error *error);

/* The same for one file. */
bool template_copy_file(const char *from, const char *to, const char *name, struct leat_error *error);

#endif
