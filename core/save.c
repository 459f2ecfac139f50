#include "save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(struct leat_error *error, const char *path, const char *what)
{
    leat_fail(error, LEAT_FATAL, "%s: %s: %s", path, what, strerror(errno));
    return false;
}

static bool write_all(int file, struct leat_string bytes)
{
    while (bytes.length > 0) {
        const ssize_t written = write(file, bytes.at, bytes.length);
        if (written < 0 && errno != EINTR)
            return false;
        bytes.at += written > 0 ? written : 0;
        bytes.length -= written > 0 ? (size_t)written : 0;
    }
    return true;
}

/* mkstemp makes it for the owner alone; it is to be as open as a file that is made in the usual way. */
static bool open_up(int file)
{
    const mode_t mask = umask(0);
    umask(mask);
    return fchmod(file, 0666 & ~mask) == 0;
}

bool save_file(const char *path, struct leat_string bytes, struct leat_error *error)
{
    char *aside = NULL;
    if (asprintf(&aside, "%s.XXXXXX", path) < 0) {
        leat_fail(error, LEAT_FATAL, "there is no memory to write %s", path);
        return false;
    }
    const int file = mkstemp(aside);
    bool good = file >= 0;
    if (!good) {
        good = fail(error, path, "can't make a file beside it");
    } else {
        good = write_all(file, bytes) && open_up(file) && fsync(file) == 0;
        if (!good)
            fail(error, path, "can't write it");
        if (close(file) != 0 && good)
            good = fail(error, path, "can't write it");
        if (good && rename(aside, path) != 0)
            good = fail(error, path, "can't put it in its place");
        if (!good)
            unlink(aside);
    }
    free(aside);
    return good;
}
