/* Source: reads files, folders and standard input, with gzip and zstd undone. */
#include <leat/plugin.h>

#include "cut.h"
#include "walk.h"

#include <stdlib.h>

struct options {
    struct leat_list paths;
    bool recursive;
};

struct files {
    const struct leat_setup *setup;
    struct walk walk;
    struct cut cut;
    bool open;
    bool blocked;              /* LEAT_AGAIN means: wait for the descriptor; otherwise: there is more to do */
    struct leat_string origin; /* of the file that is open */
    struct leat_string name;
};

static enum leat_result create(const struct leat_setup *setup, const void *given, void **self, struct leat_error *error)
{
    const struct options *options = given;
    struct files *files = malloc(sizeof *files);
    if (files == NULL)
        return leat_fail(error, LEAT_FATAL, "no memory");
    *files = (struct files){
        .setup = setup,
        .walk = walk_make(options->paths, options->recursive),
        .cut = cut_make(setup->max_document),
    };
    *self = files;
    return LEAT_OK;
}

static void destroy(void *self)
{
    struct files *files = self;
    cut_free(&files->cut);
    walk_free(&files->walk);
    free(files);
}

static enum leat_result reject_unclaimed(const struct files *files, struct leat_error *error)
{
    if (leat_string_equal(files->name, leat_string("-")))
        return leat_fail(error, LEAT_REJECT,
                         "standard input has no suffix to choose a decoder by; name one as the source's \"decode\"");
    const char *dot = memrchr(files->name.at, '.', files->name.length);
    const char *end = files->name.at + files->name.length;
    if (dot == NULL)
        return leat_fail(error, LEAT_REJECT,
                         "the name has no suffix to choose a decoder by; name one as the source's \"decode\"");
    return leat_fail(error, LEAT_REJECT, "no decoder claims %.*s; name one as the source's \"decode\"",
                     (int)(end - dot), dot);
}

/* Opens the walk's next file. */
static enum leat_result next_file(struct files *files, struct leat_record *record, struct leat_error *error)
{
    const char *path;
    enum leat_result result = walk_step(&files->walk, &path, error);
    if (result != LEAT_OK && result != LEAT_REJECT)
        return result;
    const char *slash = strrchr(path, '/');
    files->origin = leat_string(path);
    files->name = leat_string(slash != NULL ? slash + 1 : path);
    const enum packing packing = unpack_suffix(&files->name);
    *record = (struct leat_record){.origin = files->origin, .name = files->name};
    if (result == LEAT_REJECT)
        return result;

    const enum leat_framing framing = files->setup->framing(files->setup, files->name);
    if (framing == LEAT_UNCLAIMED)
        return reject_unclaimed(files, error);
    result = cut_open(&files->cut, path, packing, framing, error);
    files->open = result == LEAT_OK;
    return files->open ? LEAT_AGAIN : result;
}

static enum leat_result next_record(struct files *files, struct leat_record *record, struct leat_out *bytes,
                                    struct leat_error *error)
{
    *record = (struct leat_record){.origin = files->origin, .name = files->name};
    const enum leat_result result = cut_step(&files->cut, record, bytes, error);
    files->blocked = result == LEAT_AGAIN && files->cut.blocked;
    files->open = result != LEAT_END;
    return files->open ? result : LEAT_AGAIN;
}

/* Many steps may bring nothing: a line of gigabytes, a folder of empty files. After some of them (16 MiB at most) the
 * host gets its turn. */
static enum leat_result read_record(void *self, struct leat_record *record, struct leat_out *bytes,
                                    struct leat_error *error)
{
    enum { STEPS = 64 };
    struct files *files = self;
    files->blocked = false;
    for (int step = 0; step < STEPS; step++) {
        const enum leat_result result =
            files->open ? next_record(files, record, bytes, error) : next_file(files, record, error);
        if (result != LEAT_AGAIN || files->blocked)
            return result;
    }
    return LEAT_AGAIN;
}

static void wait_for(void *self, struct leat_wait *wait)
{
    const struct files *files = self;
    *wait = files->blocked ? (struct leat_wait){.descriptor = files->cut.stream.descriptor}
                           : (struct leat_wait){.descriptor = -1, .milliseconds = 1};
}

static const struct leat_option options[] = {
    LEAT_OPTION_REQUIRED_PATHS(struct options, paths,
                               "files, globs and folders in the order of reading; - is standard input"),
    LEAT_OPTION_BOOL(struct options, recursive, false, "read the folders in a folder too"),
    LEAT_OPTIONS_END,
};

LEAT_PLUGIN(.name = "files", .kind = LEAT_SOURCE, .version = "1.0.0", .licence = "MIT",
            .summary = "reads files, folders and standard input, compressed or not",
            .example = "{\"plugin\": \"files\", \"paths\": [\"articles/*.txt\", \"dump.jsonl.gz\"]}", .inputs = "paths",
            .options = options, .options_size = sizeof(struct options), .create = create, .destroy = destroy,
            .read = read_record, .wait = wait_for)
