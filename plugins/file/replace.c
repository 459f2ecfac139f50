#include "replace.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

static enum leat_result fail(const struct target *target, const char *what, struct leat_error *error)
{
    return leat_fail(error, LEAT_FATAL, "%s: %s: %s", target->name, what, strerror(errno));
}

/* How much of a path is its folder, with the slash; 0 where it names none. */
static int folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? (int)(slash - path + 1) : 0;
}

/* The path that `path` leads to by symbolic links, whether there is a file or not; released by the caller. */
static char *follow(const char *path)
{
    enum { LINKS_MAX = 40 };
    char *here = strdup(path), link[PATH_MAX];
    for (int links = 0; here != NULL; links++) {
        const ssize_t length = readlink(here, link, sizeof link);
        if (length < 0)
            return here;
        char *next = NULL;
        const int folder = link[0] == '/' ? 0 : folder_length(here);
        if (links == LINKS_MAX)
            errno = ELOOP;
        else if (asprintf(&next, "%.*s%.*s", folder, here, (int)length, link) < 0)
            next = NULL;
        free(here);
        here = next;
    }
    return NULL;
}

/* A name beginning with a dot, so that neither a glob nor the files source takes it for a document. */
static enum leat_result open_temporary(struct target *target, struct leat_error *error)
{
    enum { TRIES = 100, NAME = 200 };
    const int folder = folder_length(target->path);
    for (int i = 0; i < TRIES; i++) {
        char *name;
        if (asprintf(&name, "%.*s.%.*s.%ld-%d", folder, target->path, NAME, target->path + folder, (long)getpid(), i) <
            0)
            return fail(target, "no memory", error);
        target->descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (target->descriptor >= 0) {
            target->temporary = name;
            return LEAT_OK;
        }
        const int reason = errno;
        free(name);
        errno = reason;
        if (errno != EEXIST)
            break;
    }
    return fail(target, errno == ENOENT ? "its folder is not there" : "no file can be made in its folder", error);
}

/* copy_file_range shares the blocks where the file system can; where it can't work at all, sendfile does. */
static bool copy_content(int from, int to, uint64_t size)
{
    bool shared = true;
    while (size > 0) {
        const size_t most = size < (1U << 30) ? (size_t)size : 1U << 30;
        const ssize_t count = shared ? copy_file_range(from, NULL, to, NULL, most, 0) : sendfile(to, from, NULL, most);
        if (count > 0)
            size -= (uint64_t)count;
        else if (shared)
            shared = false;
        else
            return count == 0;
    }
    return true;
}

/* Takes over what the old file has. Its owner is taken where we may give files away; it stays ours otherwise. */
static enum leat_result inherit(struct target *target, int old, bool copy, struct leat_error *error)
{
    struct stat status;
    if (fstat(old, &status) < 0)
        return fail(target, "can't be read", error);
    if (fchown(target->descriptor, status.st_uid, status.st_gid) < 0 && errno != EPERM && errno != EINVAL)
        return fail(target, "its owner can't be kept", error);
    if (fchmod(target->descriptor, status.st_mode & 07777) < 0)
        return fail(target, "its permissions can't be kept", error);
    if (copy && !copy_content(old, target->descriptor, (uint64_t)status.st_size))
        return fail(target, "what it holds can't be copied", error);
    return LEAT_OK;
}

/* A file that may not be written to is not replaced either, though its folder would allow it. */
enum leat_result replace_open(struct target *target, bool copy, struct leat_error *error)
{
    target->kind = TARGET_WHOLE;
    target->path = follow(target->name);
    if (target->path == NULL)
        return fail(target, "the symbolic link can't be followed", error);
    if (faccessat(AT_FDCWD, target->path, W_OK, AT_EACCESS) < 0 && errno != ENOENT)
        return fail(target, "can't be written to", error);
    enum leat_result result = open_temporary(target, error);
    if (result != LEAT_OK)
        return result;
    const int old = open(target->path, (copy ? O_RDONLY : O_PATH) | O_CLOEXEC);
    if (old < 0)
        return errno == ENOENT ? LEAT_OK : fail(target, "can't be read", error);
    result = inherit(target, old, copy, error);
    close(old);
    return result;
}

/* Without this a crash of the machine could bring the old name back. */
static bool sync_folder(const char *path)
{
    char *name = NULL;
    const int length = folder_length(path);
    if (asprintf(&name, "%.*s", length, path) < 0)
        return false;
    const int folder = open(length > 0 ? name : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(name);
    const bool synced = folder >= 0 && (fsync(folder) == 0 || errno == EINVAL);
    if (folder >= 0)
        close(folder);
    return synced;
}

enum leat_result replace_finish(struct target *target, struct leat_error *error)
{
    if (fsync(target->descriptor) < 0)
        return fail(target, "the new file can't be made durable", error);
    if (rename(target->temporary, target->path) < 0)
        return fail(target, "the new file can't take its place", error);
    free(target->temporary);
    target->temporary = NULL;
    if (!sync_folder(target->path))
        return fail(target, "written, but its folder can't be made durable", error);
    return LEAT_OK;
}
