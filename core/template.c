#include "template.h"

#include "buffer.h"

#include <errno.h>
#include <fts.h>
#include <sys/stat.h>

enum { PIECE = 4096 };

static const char placeholder[] = "@NAME@";

static bool fail(struct leat_error *error, const char *verb, const char *path)
{
    leat_fail(error, LEAT_FATAL, "can't %s %s: %s", verb, path, strerror(errno));
    return false;
}

/* Appends a text with the name in the placeholder's stead. */
static void fill(struct leat_out *out, struct leat_string text, const char *name)
{
    const char *at = text.at, *found;
    size_t left = text.length;
    while ((found = memmem(at, left, placeholder, strlen(placeholder))) != NULL) {
        leat_out_append(out, (struct leat_string){at, (size_t)(found - at)});
        leat_out_text(out, name);
        left -= (size_t)(found - at) + strlen(placeholder);
        at = found + strlen(placeholder);
    }
    leat_out_append(out, (struct leat_string){at, left});
}

static bool read_file(const char *path, struct leat_out *out)
{
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    size_t length;
    do {
        char *to = leat_out_reserve(out, PIECE);
        length = to != NULL ? fread(to, 1, PIECE, file) : 0;
        out->length += length;
    } while (length > 0);
    const bool good = !out->failed && ferror(file) == 0;
    fclose(file);
    return good;
}

static bool write_file(const char *path, const struct leat_out *bytes)
{
    FILE *file = bytes->failed ? NULL : fopen(path, "wxe");
    if (file == NULL)
        return false;
    const bool good = fwrite(bytes->at, 1, bytes->length, file) == bytes->length;
    return fclose(file) == 0 && good;
}

bool template_copy_file(const char *from, const char *to, const char *name, struct leat_error *error)
{
    struct leat_out text = buffer_make(), filled = buffer_make();
    bool good = read_file(from, &text) || fail(error, "read", from);
    if (good) {
        fill(&filled, (struct leat_string){text.at, text.length}, name);
        good = write_file(to, &filled) || fail(error, "write", to);
    }
    buffer_free(&filled);
    buffer_free(&text);
    return good;
}

/* Copies what the walk has come to. */
static bool copy_entry(const FTSENT *entry, const char *to, const char *name, struct leat_error *error)
{
    switch (entry->fts_info) {
    case FTS_D:
        return mkdir(to, 0777) == 0 || fail(error, "make", to);
    case FTS_DP:
        return true;
    case FTS_F:
        return template_copy_file(entry->fts_accpath, to, name, error);
    default:
        errno = entry->fts_errno;
        return fail(error, "read", entry->fts_path);
    }
}

static void remove_folder(const char *path)
{
    char *const roots[] = {(char *)path, NULL};
    FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    for (FTSENT *entry; walk != NULL && (entry = fts_read(walk)) != NULL;)
        if (entry->fts_info != FTS_D)
            remove(entry->fts_accpath);
    if (walk != NULL)
        fts_close(walk);
}

bool template_copy_folder(const char *from, const char *to, const char *name, struct leat_error *error)
{
    char *const roots[] = {(char *)from, NULL};
    FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    if (walk == NULL)
        return fail(error, "read", from);
    struct leat_out path = buffer_make();
    bool good = true, made = false;
    for (FTSENT *entry; good && (entry = fts_read(walk)) != NULL;) {
        buffer_reset(&path, SIZE_MAX);
        leat_out_text(&path, to);
        fill(&path, leat_string(entry->fts_path + strlen(from)), name);
        leat_out_append(&path, (struct leat_string){"", 1});
        good = path.failed ? fail(error, "copy", from) : copy_entry(entry, path.at, name, error);
        made = made || good;
    }
    buffer_free(&path);
    fts_close(walk);
    if (!good && made)
        remove_folder(to);
    return good;
}
