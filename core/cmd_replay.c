#include "cli.h"
#include "replay.h"
#include "report.h"
#include "revive.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* Whether a file's first line is a dead letter; told where not. What is replayed is taken away, and must be no other
 * file. */
static bool holds_letters(const char *path)
{
    FILE *file = fopen(path, "re");
    char *line = NULL;
    size_t room = 0;
    struct leat_error error = {"it is empty"};
    const ssize_t length = file == NULL ? -1 : getline(&line, &room, file);
    if (file == NULL)
        leat_fail(&error, LEAT_FATAL, "%s", strerror(errno));
    bool good = length > 0;
    if (good) {
        struct revived letter;
        good = revive_read(&letter, (struct leat_string){line, (size_t)length}, &error) == LEAT_OK ||
               letter.step.length > 0; /* one that can't be brought back is a letter too */
        revive_free(&letter);
    }
    if (!good)
        fprintf(stderr, "leat replay: %s: %s\n", path, error.message);
    free(line);
    if (file != NULL)
        fclose(file);
    return good;
}

/* While they are worked off the letters stand under another name, so that those that fail again can be written to the
 * old one. */
static char *set_aside(const char *path)
{
    static const char suffix[] = ".replaying";
    const size_t length = strlen(path);
    char *aside = malloc(length + sizeof suffix);
    if (aside == NULL) {
        fputs("leat: there is no memory\n", stderr);
        return NULL;
    }
    memcpy(aside, path, length);
    memcpy(aside + length, suffix, sizeof suffix);
    if (access(aside, F_OK) == 0)
        fprintf(stderr,
                "leat replay: %s is there: an earlier replay was cut short. What it had not yet done is lost to "
                "sight; look at it, then rename it and replay it, or remove it\n",
                aside);
    else if (rename(path, aside) != 0)
        fprintf(stderr, "leat replay: %s: %s\n", path, strerror(errno));
    else
        return aside;
    free(aside);
    return NULL;
}

/* Puts the letters that are not done back: in their old place, or behind those that have failed again. */
static bool put_back(const char *aside, const char *path, uint64_t done)
{
    char bytes[64 << 10];
    size_t got;
    if (done == 0)
        return rename(aside, path) == 0;
    FILE *from = fopen(aside, "re"), *to = fopen(path, "ae");
    bool good = from != NULL && to != NULL && fseeko(from, (off_t)done, SEEK_SET) == 0;
    while (good && (got = fread(bytes, 1, sizeof bytes, from)) > 0)
        good = fwrite(bytes, 1, got, to) == got;
    good = good && ferror(from) == 0 && fflush(to) == 0 && fsync(fileno(to)) == 0;
    if (to != NULL)
        fclose(to);
    if (from != NULL)
        fclose(from);
    return good && unlink(aside) == 0;
}

static int replay(struct config *config, const char *path, const struct report_manner *how)
{
    char *aside = holds_letters(path) ? set_aside(path) : NULL;
    uint64_t done = 0;
    if (aside == NULL)
        return CLI_WRONG;
    struct replay_options options = {.path = aside, .done = &done};
    replay_prepare(config, &options);
    if (config->run.dead_letters == NULL)
        config->run.dead_letters = path;
    const int code = report_run(config, &(struct run_manner){.signals = true, .append = true}, how);
    if (code != CLI_STOPPED)
        unlink(aside);
    else if (put_back(aside, path, done))
        fprintf(stderr, "leat replay: the letters that are not done are in %s\n", path);
    else
        fprintf(stderr, "leat replay: %s: %s; the letters are in %s, and %llu bytes of them are done\n", path,
                strerror(errno), aside, (unsigned long long)done);
    free(aside);
    return code;
}

int cmd_replay(int argc, char **argv)
{
    struct config config = {0};
    struct faults faults = {0};
    const struct report_manner how = {.json = cli_take_flag(&argc, argv, "--json"),
                                      .quiet = cli_take_flag(&argc, argv, "--quiet")};
    if (cli_unknown_flag(argc, argv))
        return CLI_WRONG;
    if (argc != 3)
        return cli_usage("replay", "it needs the pipeline FILE and the DEAD letters, such as news.json dead.jsonl");
    struct loader *loader = cli_loader();
    int code = CLI_WRONG;
    if (loader != NULL && config_read(&config, argv[1], NULL, 0, loader, &faults))
        code = replay(&config, argv[2], &how);
    cli_print_faults(&faults, stderr);
    config_free(&config);
    fault_free(&faults);
    loader_destroy(loader);
    return code;
}
