#include "buffer.h"
#include "cli.h"
#include "descriptor.h"
#include "paths.h"
#include "suggest.h"
#include "template.h"

#include <unistd.h>

/* A plugin to be made. */
struct making {
    const char *kind, *name;
    bool in_tree; /* the working folder is Leat's source tree, and the plugin becomes a part of it */
    struct arena arena;
    const char *folder; /* where it will be */
};

static bool known_kind(const char *kind)
{
    struct suggest suggest = suggest_for(kind);
    for (enum leat_kind known = LEAT_SOURCE; known <= LEAT_SINK; known++) {
        if (strcmp(kind, descriptor_kind_name(known)) == 0)
            return true;
        suggest_offer(&suggest, descriptor_kind_name(known));
    }
    cli_usage("new", "there is no kind \"%s\", only source, decoder, annotator, encoder and sink%s", kind,
              suggest_hint(&suggest).text);
    return false;
}

static bool good_name(const char *name)
{
    if (name[0] != '\0' && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_")] == '\0')
        return true;
    cli_usage("new", "\"%s\" can't name a plugin: a name is made of a-z, 0-9, - and _", name);
    return false;
}

/* Copies the template: in the tree without the Makefile, which the tree has already. */
static bool make_plugin(struct making *making, struct leat_error *error)
{
    static const char *const candidates[] = {"templates", "../share/leat/templates", NULL};
    const char *templates = paths_find(&making->arena, candidates);
    if (templates == NULL) {
        leat_fail(error, LEAT_FATAL, "there is neither %s nor %s beside this program", candidates[0], candidates[1]);
        return false;
    }
    struct leat_out from = buffer_make(), to = buffer_make();
    buffer_printf(&from, "%s/%s", templates, making->kind);
    bool good = !from.failed && template_copy_folder(from.at, making->folder, making->name, error);
    if (good && !making->in_tree) {
        from.length = 0;
        buffer_printf(&from, "%s/Makefile", templates);
        buffer_printf(&to, "%s/Makefile", making->folder);
        good = !from.failed && !to.failed && template_copy_file(from.at, to.at, making->name, error);
    }
    buffer_free(&to);
    buffer_free(&from);
    return good;
}

static void tell_next(const struct making *making)
{
    const char *const article = strchr("ae", making->kind[0]) != NULL ? "an" : "a";
    printf("made %s, %s %s that works\nnext:\n", making->folder, article, making->kind);
    if (making->in_tree)
        printf("  make -s && tests/cases.sh %s\n  build/leat plugins %s\n", making->folder, making->name);
    else
        printf("  make -C %s check\n  LEAT_PLUGIN_PATH=%s leat plugins %s\n", making->folder, making->folder,
               making->name);
}

static int run(struct making *making, const char *dir)
{
    struct leat_out folder = buffer_make();
    making->in_tree = dir == NULL && access("include/leat/plugin.h", F_OK) == 0 && access("plugins", F_OK) == 0;
    buffer_printf(&folder, "%s%s%s",
                  making->in_tree ? "plugins/"
                  : dir != NULL   ? dir
                                  : "",
                  dir != NULL ? "/" : "", making->name);
    making->folder = folder.at;
    struct leat_error error = {"there is no memory"};
    const bool made = !folder.failed && make_plugin(making, &error);
    if (made)
        tell_next(making);
    else
        fprintf(stderr, "leat new: %s\n", error.message);
    buffer_free(&folder);
    arena_free(&making->arena);
    return made ? CLI_OK : CLI_STOPPED;
}

int cmd_new(int argc, char **argv)
{
    const char *dir = cli_take_value(&argc, argv, "--dir");
    if (cli_unknown_flag(argc, argv))
        return CLI_WRONG;
    if (argc != 3)
        return cli_usage("new", "it takes a kind and a name");
    struct making making = {.kind = argv[1], .name = argv[2]};
    if (!known_kind(making.kind) || !good_name(making.name))
        return CLI_WRONG;
    return run(&making, dir);
}
