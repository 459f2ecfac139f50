/* From the paths of the pipeline file to one file after the other. */
#ifndef WALK_H
#define WALK_H

#include <leat/plugin.h>

#include <dirent.h>
#include <glob.h>
#include <sys/stat.h>

/* A folder that is being read: its visible names, in byte order. */
struct folder {
    struct dirent **names;
    size_t count, next;
    size_t path_length; /* of the folder itself, in the walk's path */
    dev_t device;
    ino_t inode;
};

struct walk {
    struct leat_list paths;
    size_t next_path;
    bool recursive;
    glob_t matches; /* of the glob being worked through */
    size_t next_match;
    struct folder *folders; /* the one being read and those above it; at most one listing for each depth is held */
    size_t depth, folder_capacity;
    char *path;
    size_t path_capacity;
};

/* A walk through `paths`, which must outlive it. */
struct walk walk_make(struct leat_list paths, bool recursive);

/* One step. OK: `path` is the next file, or "-". AGAIN: nothing came of this step, take another. REJECT: `path` can't
 * be read, for the reason in `error`. END. `path` is terminated and good until the next step. */
enum leat_result walk_step(struct walk *walk, const char **path, struct leat_error *error);

void walk_free(struct walk *walk);

#endif
