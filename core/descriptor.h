/* What a plugin says of itself, proved before anybody relies on it. */
#ifndef DESCRIPTOR_H
#define DESCRIPTOR_H

#include "memory.h"

#include <leat/plugin.h>

/* Proves the descriptor that the file NAME.so answered with, and those behind its `also`: size and ABI, name, the
 * fields that its kind needs, the table of options. False with the reason: what was found, what was wanted, what to do.
 */
bool descriptor_check(const struct leat_plugin *plugin, const char *name, struct leat_error *error);

/* Copies, in the arena, of a proved descriptor and of those behind its `also`, as long as this host's: members that a
 * plugin made for an older minor does not have are NULL. NULL where there is no memory. */
const struct leat_plugin *descriptor_complete(const struct leat_plugin *plugin, struct arena *arena);

/* Whether a name is made of a-z, 0-9, - and _ alone. */
bool descriptor_good_name(const char *name);

/* "source", "decoder", …; empty for what is no kind. */
const char *descriptor_kind_name(enum leat_kind kind);

#endif
