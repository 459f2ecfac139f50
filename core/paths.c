#include "paths.h"

#include "buffer.h"

#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

const char *paths_find(struct arena *arena, const char *const *candidates)
{
    char program[PATH_MAX];
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return NULL;
    program[length] = '\0';
    *strrchr(program, '/') = '\0'; /* the kernel gives an absolute path */

    const char *found = NULL;
    struct leat_out path = buffer_make();
    for (; found == NULL && *candidates != NULL; candidates++) {
        struct stat status;
        path.length = 0;
        buffer_printf(&path, "%s/%s", program, *candidates);
        if (!path.failed && stat(path.at, &status) == 0 && S_ISDIR(status.st_mode))
            found = arena_copy(arena, path.at, path.length);
    }
    buffer_free(&path);
    return found;
}

const char *paths_plugins(struct arena *arena)
{
    static const char *const candidates[] = {"plugins", "../lib/leat/plugins", NULL};
    return paths_find(arena, candidates);
}
