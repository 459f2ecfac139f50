#include "config_paths.h"

#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

/* A path option: where it is written, and what it says. */
struct target {
    const struct json *at;
    const char *path;
    char place[96];
};

/* Whether two names are the same in the same folder. */
static bool same_place(const char *a, const char *b)
{
    char folder_a[PATH_MAX], folder_b[PATH_MAX];
    const char *name_a = strrchr(a, '/'), *name_b = strrchr(b, '/');
    struct stat one, other;
    snprintf(folder_a, sizeof folder_a, "%.*s/.", name_a == NULL ? 1 : (int)(name_a - a), name_a == NULL ? "." : a);
    snprintf(folder_b, sizeof folder_b, "%.*s/.", name_b == NULL ? 1 : (int)(name_b - b), name_b == NULL ? "." : b);
    return strcmp(name_a == NULL ? a : name_a + 1, name_b == NULL ? b : name_b + 1) == 0 && stat(folder_a, &one) == 0 &&
           stat(folder_b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* Two names may also lead to one file that is there already. Devices take whatever comes. */
static bool same_file(const char *a, const char *b)
{
    struct stat one, other;
    if (stat(a, &one) != 0 || stat(b, &other) != 0)
        return same_place(a, b);
    return S_ISREG(one.st_mode) && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

static void add(struct target *targets, size_t *count, const struct target *target, struct faults *faults)
{
    enum { ROOM = 256 }; /* of the caller's array; those beyond are not looked at */
    if (target->at == NULL || target->path == NULL || strcmp(target->path, "-") == 0 || *count == ROOM)
        return;
    for (size_t i = 0; i < *count; i++)
        if (same_file(targets[i].path, target->path)) {
            json_fault(faults, target->at, "%s names this file already; each needs a file of its own",
                       targets[i].place);
            return;
        }
    targets[(*count)++] = *target;
}

void config_paths_check(const struct config *config, const struct json *root, struct faults *faults)
{
    struct target targets[256];
    size_t count = 0;
    const struct json *sinks = json_member(root, "sinks");
    const struct json *object = sinks == NULL ? NULL : sinks->first;
    for (size_t i = 0; i < config->output_count && object != NULL; i++, object = object->next) {
        const struct step *step = &config->outputs[i].sink;
        const struct leat_option *option = step->plugin == NULL || step->options == NULL ? NULL : step->plugin->options;
        for (; option != NULL && option->type != LEAT_TYPE_END; option++) {
            if (option->type != LEAT_TYPE_PATH)
                continue;
            struct target target = {.at = json_member(object, option->name)};
            memcpy(&target.path, (const char *)step->options + option->offset, sizeof target.path);
            snprintf(target.place, sizeof target.place, "%s.%s", step->place, option->name);
            add(targets, &count, &target, faults);
        }
    }
    const struct json *run = json_member(root, "run");
    struct target letters = {.at = run == NULL ? NULL : json_member(run, "dead_letters"),
                             .path = config->run.dead_letters};
    add(targets, &count, &letters, faults);
}
