/* Replaces a file as a whole: its successor is written beside it and renamed at the end, so that whoever opens the name
 * finds the old content or the new, and never a part. */
#ifndef REPLACE_H
#define REPLACE_H

#include "target.h"

/* Makes the temporary file of a TARGET_WHOLE, with the permissions of the file to be replaced; with `copy`, with its
 * content too. */
enum leat_result replace_open(struct target *target, bool copy, struct leat_error *error);

/* Syncs the temporary file and puts it in its place. */
enum leat_result replace_finish(struct target *target, struct leat_error *error);

#endif
