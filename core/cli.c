#include "cli.h"

#include "buffer.h"
#include "paths.h"
#include "terminal.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

struct loader *cli_loader(void)
{
    struct arena arena = {0};
    struct loader *loader = loader_create(getenv("LEAT_PLUGIN_PATH"), paths_plugins(&arena));
    arena_free(&arena);
    if (loader == NULL)
        fputs("leat: there is no memory\n", stderr);
    return loader;
}

bool cli_read_gold(struct config *config, const char *const *files, size_t count, struct loader *loader,
                   struct faults *faults)
{
    static const char *const candidates[] = {"templates", "../share/leat/templates", NULL};
    struct arena arena = {0};
    struct leat_out path = buffer_make();
    const char *folder = paths_find(&arena, candidates);
    buffer_printf(&path, "%s/gold.json", folder != NULL ? folder : candidates[0]);
    bool good = !path.failed;
    if (!good)
        fault_add(faults, "gold.json", 0, 0, "", "there is no memory to read it");
    good = good && config_read(config, path.at, files, count, loader, faults);
    buffer_free(&path);
    arena_free(&arena);
    return good;
}

void cli_print_loss(const char *command, const struct corpus_loss *loss, size_t before)
{
    enum { TOLD = 10 };
    if (before == TOLD)
        fprintf(stderr, "leat %s: further documents that could not be had are only counted\n", command);
    if (before >= TOLD)
        return;
    fprintf(stderr, "%.*s:", (int)loss->origin.length, loss->origin.at);
    if (loss->line > 0)
        fprintf(stderr, "%" PRIu64 ":", loss->line);
    else if (loss->document > 0)
        fprintf(stderr, " document %zu:", loss->document + 1);
    fprintf(stderr, " %s: %s\n", loss->plugin != NULL ? loss->plugin : loss->step, loss->reason);
}

void cli_print_faults(const struct faults *faults, FILE *stream)
{
    const bool colour = terminal_colour(stream);
    const char *bold = terminal_style(colour, TERMINAL_BOLD), *cyan = terminal_style(colour, TERMINAL_CYAN),
               *plain = terminal_style(colour, TERMINAL_PLAIN);
    for (size_t i = 0; i < faults->count; i++) {
        const struct fault *fault = &faults->at[i];
        fprintf(stream, "%s%s", bold, fault->file);
        if (fault->line > 0)
            fprintf(stream, ":%zu:%zu", fault->line, fault->column);
        fprintf(stream, ":%s ", plain);
        if (fault->path[0] != '\0')
            fprintf(stream, "%s%s:%s ", cyan, fault->path, plain);
        fprintf(stream, "%s\n", fault->message);
    }
}

int cli_usage(const char *command, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    fprintf(stderr, "leat %s: ", command);
    vfprintf(stderr, format, values);
    va_end(values);
    fprintf(stderr, "; see leat help %s\n", command);
    return CLI_WRONG;
}

/* Closes the gap of `count` arguments at `at`. */
static void drop(int *argc, char **argv, int at, int count)
{
    memmove(argv + at, argv + at + count, (size_t)(*argc - at - count + 1) * sizeof *argv);
    *argc -= count;
}

bool cli_take_flag(int *argc, char **argv, const char *flag)
{
    for (int i = 1; i < *argc; i++) {
        if (strcmp(argv[i], flag) == 0) {
            drop(argc, argv, i, 1);
            return true;
        }
    }
    return false;
}

const char *cli_take_value(int *argc, char **argv, const char *flag)
{
    const size_t length = strlen(flag);
    for (int i = 1; i < *argc; i++) {
        if (strncmp(argv[i], flag, length) != 0 || (argv[i][length] != '\0' && argv[i][length] != '='))
            continue;
        const bool apart = argv[i][length] == '\0' && i + 1 < *argc;
        const char *value = apart ? argv[i + 1] : argv[i] + length + (argv[i][length] == '=');
        drop(argc, argv, i, apart ? 2 : 1);
        return value;
    }
    return NULL;
}

bool cli_unknown_flag(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] != '-' || argv[i][1] == '\0')
            continue;
        cli_usage(argv[0], "it knows no option %s", argv[i]);
        return true;
    }
    return false;
}

int cli_print(const struct leat_out *text)
{
    if (text->failed)
        fputs("leat: there is no memory\n", stderr);
    else if ((text->length == 0 || fwrite(text->at, 1, text->length, stdout) == text->length) && fflush(stdout) == 0)
        return CLI_OK;
    else
        fprintf(stderr, "leat: standard output: %s\n", strerror(errno));
    return CLI_STOPPED;
}
