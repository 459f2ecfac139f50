#include "cli.h"
#include "replay.h"
#include "report.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

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

static int replay(struct config *config, const char *path, const struct report_manner *how)
{
    char *aside = set_aside(path);
    if (aside == NULL)
        return CLI_WRONG;
    struct replay_options options = {.path = aside};
    replay_prepare(config, &options);
    if (config->run.dead_letters == NULL)
        config->run.dead_letters = path;
    const int code = report_run(config, &(struct run_manner){.signals = true, .append = true}, how);
    if (code != CLI_STOPPED)
        unlink(aside);
    else
        fprintf(stderr, "leat replay: the letters are kept in %s\n", aside);
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
