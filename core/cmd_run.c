#include "cli.h"
#include "report.h"
#include "run.h"
#include "terminal.h"

#include <signal.h>
#include <stdlib.h>

/* "--workers 4" or "--workers auto" in place of the pipeline file's own. */
static bool take_workers(int *argc, char **argv, struct config *config, bool *given)
{
    const char *text = cli_take_value(argc, argv, "--workers");
    if (text == NULL)
        return true;
    char *end = NULL;
    const long count = strcmp(text, "auto") == 0 ? -1 : strtol(text, &end, 10);
    *given = true;
    config->run.workers = count;
    return (count == -1 && end == NULL) || (end != NULL && *end == '\0' && end != text && count >= 0 && count <= 1024);
}

int cmd_run(int argc, char **argv)
{
    struct config wanted = {0}, config = {0};
    struct faults faults = {0};
    bool workers_given = false;
    const struct report_manner manner = {.json = cli_take_flag(&argc, argv, "--json"),
                                         .quiet = cli_take_flag(&argc, argv, "--quiet")};
    if (!take_workers(&argc, argv, &wanted, &workers_given))
        return cli_usage("run", "--workers takes a number from 0 to 1024, or auto");
    if (cli_unknown_flag(argc, argv))
        return CLI_WRONG;
    if (argc < 2)
        return cli_usage("run", "it needs the pipeline FILE, such as seeds/news.json");
    struct loader *loader = cli_loader();
    int code = CLI_WRONG;
    const char *const *inputs = (const char *const *)argv + 2;
    if (loader != NULL && config_read(&config, argv[1], inputs, (size_t)argc - 2, loader, &faults)) {
        if (workers_given)
            config.run.workers = wanted.run.workers;
        code = report_run(&config, &(struct run_manner){.signals = true}, &manner);
    }
    cli_print_faults(&faults, stderr);
    config_free(&config);
    fault_free(&faults);
    loader_destroy(loader);
    return code;
}
