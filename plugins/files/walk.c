#include "walk.h"

#include <errno.h>
#include <stdlib.h>

struct walk walk_make(struct leat_list paths, bool recursive)
{
    return (struct walk){.paths = paths, .recursive = recursive};
}

static enum leat_result no_memory(struct leat_error *error)
{
    return leat_fail(error, LEAT_FATAL, "no memory for the names of files");
}

static enum leat_result unreadable(struct leat_error *error)
{
    return leat_fail(error, LEAT_REJECT, "can't be read: %s", strerror(errno));
}

/* Makes the path: its first `length` bytes as they are, then '/' where it takes one, then `name`. */
static bool set_path(struct walk *walk, size_t length, const char *name)
{
    const size_t needed = length + strlen(name) + 2;
    if (walk->path_capacity < needed) {
        char *path = realloc(walk->path, 2 * needed);
        if (path == NULL)
            return false;
        walk->path = path;
        walk->path_capacity = 2 * needed;
    }
    if (length > 0 && walk->path[length - 1] != '/')
        walk->path[length++] = '/';
    memcpy(walk->path + length, name, strlen(name) + 1);
    return true;
}

/* --- folders ------------------------------------------------------------------------------------------------------ */

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void leave_folder(struct walk *walk)
{
    struct folder *folder = &walk->folders[--walk->depth];
    for (size_t i = folder->next; i < folder->count; i++)
        free(folder->names[i]);
    free(folder->names);
}

/* Lists the folder at the walk's path. One that holds itself, by a symbolic link, would never come to an end. */
static enum leat_result enter_folder(struct walk *walk, const struct stat *status, struct leat_error *error)
{
    for (size_t i = 0; i < walk->depth; i++)
        if (walk->folders[i].device == status->st_dev && walk->folders[i].inode == status->st_ino)
            return leat_fail(error, LEAT_REJECT, "is a symbolic link back to the folder %.*s that it stands in",
                             (int)walk->folders[i].path_length, walk->path);
    if (walk->depth == walk->folder_capacity) {
        const size_t capacity = 2 * walk->folder_capacity + 8;
        struct folder *folders = realloc(walk->folders, capacity * sizeof *folders);
        if (folders == NULL)
            return no_memory(error);
        walk->folders = folders;
        walk->folder_capacity = capacity;
    }
    struct dirent **names;
    const int count = scandir(walk->path, &names, visible, by_bytes);
    if (count < 0)
        return unreadable(error);
    walk->folders[walk->depth++] = (struct folder){
        .names = names,
        .count = (size_t)count,
        .path_length = strlen(walk->path),
        .device = status->st_dev,
        .inode = status->st_ino,
    };
    return LEAT_AGAIN;
}

/* The next name of the innermost folder. What is neither file nor folder is read only where a path names it, for a
 * FIFO that nobody writes to would hold up the files behind it. */
static enum leat_result step_folder(struct walk *walk, const char **path, struct leat_error *error)
{
    struct folder *folder = &walk->folders[walk->depth - 1];
    if (folder->next == folder->count) {
        leave_folder(walk);
        return LEAT_AGAIN;
    }
    struct dirent *entry = folder->names[folder->next++];
    const bool set = set_path(walk, folder->path_length, entry->d_name);
    const bool regular = entry->d_type == DT_REG;
    free(entry);
    if (!set)
        return no_memory(error);
    *path = walk->path;
    if (regular)
        return LEAT_OK;

    struct stat status;
    if (stat(walk->path, &status) < 0)
        return unreadable(error);
    if (S_ISDIR(status.st_mode))
        return walk->recursive ? enter_folder(walk, &status, error) : LEAT_AGAIN;
    if (!S_ISREG(status.st_mode))
        return leat_fail(error, LEAT_REJECT,
                         "is neither a file nor a folder; such is read only where \"paths\" names it");
    return LEAT_OK;
}

/* --- paths and globs ---------------------------------------------------------------------------------------------- */

static int strings_by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* GLOB_ERR stops at the first folder that can't be read: then the matches of the others are taken, and the gap told. */
static enum leat_result expand(struct walk *walk, const char *pattern, struct leat_error *error)
{
    globfree(&walk->matches);
    walk->next_match = 0;
    int result = glob(pattern, GLOB_NOSORT | GLOB_ERR, NULL, &walk->matches);
    const bool gap = result == GLOB_ABORTED;
    if (gap) {
        globfree(&walk->matches);
        result = glob(pattern, GLOB_NOSORT, NULL, &walk->matches);
    }
    if (result == GLOB_NOSPACE)
        return no_memory(error);
    if (result == 0)
        qsort(walk->matches.gl_pathv, walk->matches.gl_pathc, sizeof *walk->matches.gl_pathv, strings_by_bytes);
    if (gap)
        return leat_fail(error, LEAT_REJECT, "leads through a folder that can't be read; what it holds is missing");
    if (result == GLOB_NOMATCH)
        return leat_fail(error, LEAT_REJECT, "no file has a name like this");
    return LEAT_AGAIN;
}

/* A path as given, or a match of a glob: a file, or a folder whose slashes at the end are taken off. */
static enum leat_result take(struct walk *walk, const char *path, const struct stat *status, struct leat_error *error)
{
    if (!S_ISDIR(status->st_mode))
        return S_ISSOCK(status->st_mode) ? leat_fail(error, LEAT_REJECT, "is a socket, which can't be read as a file")
                                         : LEAT_OK;
    if (!set_path(walk, 0, path))
        return no_memory(error);
    for (size_t end = strlen(walk->path); end > 1 && walk->path[end - 1] == '/'; end--)
        walk->path[end - 1] = '\0';
    return enter_folder(walk, status, error);
}

/* A name that is there is taken as it stands, whatever signs of a glob it holds. */
static enum leat_result step_path(struct walk *walk, const char **path, struct leat_error *error)
{
    *path = walk->paths.at[walk->next_path++];
    struct stat status;
    if (strcmp(*path, "-") == 0)
        return LEAT_OK;
    if (stat(*path, &status) == 0)
        return take(walk, *path, &status, error);
    if (errno == ENOENT && strpbrk(*path, "*?[") != NULL)
        return expand(walk, *path, error);
    return unreadable(error);
}

static enum leat_result step_match(struct walk *walk, const char **path, struct leat_error *error)
{
    *path = walk->matches.gl_pathv[walk->next_match++];
    struct stat status;
    return stat(*path, &status) == 0 ? take(walk, *path, &status, error) : unreadable(error);
}

enum leat_result walk_step(struct walk *walk, const char **path, struct leat_error *error)
{
    if (walk->depth > 0)
        return step_folder(walk, path, error);
    if (walk->next_match < walk->matches.gl_pathc)
        return step_match(walk, path, error);
    if (walk->next_path < walk->paths.count)
        return step_path(walk, path, error);
    return LEAT_END;
}

void walk_free(struct walk *walk)
{
    while (walk->depth > 0)
        leave_folder(walk);
    globfree(&walk->matches);
    free(walk->folders);
    free(walk->path);
}
