/* Finds plugins by name and opens them; the only file that knows dlopen. */
#ifndef LOADER_H
#define LOADER_H

#include <leat/plugin.h>

struct loader;

/* Looks in the folders of `search` (parted by ':', may be NULL), then in `folder`. NULL where there is no memory. */
struct loader *loader_create(const char *search, const char *folder);

/* Closes every plugin. */
void loader_destroy(struct loader *loader);

/* The plugin of this name and kind, opened when first asked for and kept open. A name with a character outside
 * a-z 0-9 - _ is refused. NULL with the reason in `error`: where it was looked for, what was found instead, the nearest
 * name there is. */
const struct leat_plugin *loader_find(struct loader *loader, enum leat_kind kind, const char *name,
                                      struct leat_error *error);

/* One file that stands in a plugin folder. A shared object with several plugins has several entries. */
struct loader_entry {
    const char *name; /* of the plugin, or of the file where it is broken */
    const char *path;
    const struct leat_plugin *plugin; /* NULL where it is broken */
    const char *reason;               /* why it is broken */
};

/* All plugins there are, by name, then kind; those of an earlier folder hide those of a later one. Good until
 * loader_destroy. NULL where there is no memory. */
const struct loader_entry *loader_list(struct loader *loader, size_t *count);

#endif
