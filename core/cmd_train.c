#include "buffer.h"
#include "cli.h"
#include "option.h"
#include "save.h"
#include "training.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* What the command line asks for. */
struct request {
    const char *name, *out, *options, *pipeline; /* pipeline: NULL where none is named */
    uint64_t seed;
    unsigned epochs;
    const char **dev; /* as many as arguments at most */
    size_t dev_count;
    const char *const *data;
    size_t data_count;
};

/* The training as the user sees it. */
struct show {
    const struct leat_plugin *plugin;
    uint64_t started;
    size_t losses;
    unsigned epochs;
};

/* --- telling ------------------------------------------------------------------------------------------------------ */

static double seconds_since(uint64_t started)
{
    return (double)(status_clock() - started) / 1e9;
}

static void show_loss(void *user, const struct corpus_loss *loss)
{
    struct show *show = user;
    cli_print_loss("train", loss, show->losses++);
}

/* From now on SIGINT is held back: show_epoch asks for it. */
static void show_begin(void *user, const struct config *config, const struct training_count *count)
{
    struct show *show = user;
    sigset_t interrupt;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    sigprocmask(SIG_BLOCK, &interrupt, NULL);
    fprintf(stderr, "%s learns from %zu documents (%.1f MB", show->plugin->name, count->learned,
            (double)count->bytes / 1e6);
    if (count->held_out > 0)
        fprintf(stderr, " with %zu held out", count->held_out);
    fputs(")", stderr);
    for (size_t i = 0; i < config->stage_count; i++)
        fprintf(stderr, "%s%s", i == 0 ? ", annotated by " : ", ", config->stages[i].plugin->name);
    fprintf(stderr, "; read in %.1f s\n", seconds_since(show->started));
}

/* Where SIGINT waits, this epoch is the last. */
static bool show_epoch(void *user, unsigned epoch, double f1)
{
    struct show *show = user;
    sigset_t waiting;
    show->epochs = epoch;
    fprintf(stderr, "epoch %u: ", epoch);
    if (f1 >= 0)
        fprintf(stderr, "F1 %.2f, ", 100 * f1);
    fprintf(stderr, "%.1f s\n", seconds_since(show->started));
    const bool stop = sigpending(&waiting) == 0 && sigismember(&waiting, SIGINT) == 1;
    if (stop)
        fputs("interrupted: it ends with what has been learned\n", stderr);
    return !stop;
}

/* --- training ----------------------------------------------------------------------------------------------------- */

/* Names the plugins that can be trained. */
static int refuse_untrainable(struct loader *loader, const char *name)
{
    size_t count = 0;
    const struct loader_entry *entries = loader_list(loader, &count);
    const char *before = "; those that can: ";
    fprintf(stderr, "leat train: plugin \"%s\" can't be trained", name);
    for (size_t i = 0; entries != NULL && i < count; i++) {
        if (entries[i].plugin == NULL || entries[i].plugin->train == NULL)
            continue;
        fprintf(stderr, "%s%s", before, entries[i].name);
        before = ", ";
    }
    fprintf(stderr, "%s\n", before[0] == ';' ? ": none that is found here can" : "");
    return CLI_WRONG;
}

/* The options of --options, or the defaults, in the arena. */
static void *fill_options(const struct leat_plugin *plugin, const char *text, struct arena *arena,
                          struct faults *faults)
{
    static const char file[] = "--options";
    struct json *root = json_parse(file, 1, leat_string(text), faults);
    void *filled = NULL;
    const struct json *model = root != NULL ? json_member(root, TRAINING_MODEL) : NULL;
    if (model != NULL) {
        json_fault_key(faults, model, "training makes the model: leave it out, and name the file with --out");
    } else if (root != NULL && root->kind != JSON_OBJECT) {
        json_fault(faults, root, "expected an object with options of %s, found %s", plugin->name,
                   json_found(root).text);
    } else if (root != NULL) {
        const struct option_source source = {
            .object = root, .owner = plugin->name, .replaced = TRAINING_MODEL, .folder = "."};
        filled = option_fill(plugin->options, plugin->options_size, &source, arena, faults);
    }
    json_free(root);
    return filled;
}

static int train(const struct request *request, struct training_plan *plan)
{
    struct show show = {.plugin = plan->plugin, .started = status_clock()};
    struct training_count count;
    struct leat_error error;
    struct leat_out model = buffer_make();
    plan->seed = request->seed;
    plan->epochs = request->epochs;
    plan->user = &show;
    plan->begin = show_begin;
    plan->epoch = show_epoch;
    plan->lose = show_loss;
    const bool good = training_run(plan, &model, &count, &error) == LEAT_OK &&
                      save_file(request->out, (struct leat_string){model.at, model.length}, &error);
    if (good)
        fprintf(stderr, "%s: %.1f kB after %u epochs, %.1f s\n", request->out, (double)model.length / 1e3, show.epochs,
                seconds_since(show.started));
    else
        fprintf(stderr, "leat train: %s\n", error.message);
    if (count.lost > 0)
        fprintf(stderr, "leat train: %zu documents could not be learned from\n", count.lost);
    buffer_free(&model);
    return !good ? CLI_STOPPED : count.lost > 0 ? CLI_DEAD : CLI_OK;
}

static int prepare(const struct request *request, struct loader *loader, struct faults *faults)
{
    struct config data = {0}, dev = {0}, pipeline = {0};
    struct arena arena = {0};
    struct leat_error error;
    struct training_plan plan = {.data = &data,
                                 .dev = request->dev_count > 0 ? &dev : NULL,
                                 .pipeline = request->pipeline != NULL ? &pipeline : NULL,
                                 .loader = loader};
    int code = CLI_WRONG;
    plan.plugin = loader_find(loader, LEAT_ANNOTATOR, request->name, &error);
    if (plan.plugin == NULL)
        fprintf(stderr, "leat train: %s\n", error.message);
    else if (plan.plugin->train == NULL)
        code = refuse_untrainable(loader, request->name);
    else if (plan.options = fill_options(plan.plugin, request->options, &arena, faults),
             faults->count == 0 && cli_read_gold(&data, request->data, request->data_count, loader, faults) &&
                 (plan.dev == NULL || cli_read_gold(&dev, request->dev, request->dev_count, loader, faults)) &&
                 (plan.pipeline == NULL || config_read(&pipeline, request->pipeline, NULL, 0, loader, faults)))
        code = train(request, &plan);
    arena_free(&arena);
    config_free(&pipeline);
    config_free(&dev);
    config_free(&data);
    return code;
}

/* --- the command line --------------------------------------------------------------------------------------------- */

/* A whole number from 0 to `max` where the flag is given. False where it is something else. */
static bool take_number(int *argc, char **argv, const char *flag, uint64_t max, uint64_t *number)
{
    const char *text = cli_take_value(argc, argv, flag);
    char *end = NULL;
    if (text == NULL)
        return true;
    errno = 0;
    *number = strtoull(text, &end, 10);
    return text[0] >= '0' && text[0] <= '9' && *end == '\0' && errno == 0 && *number <= max;
}

int cmd_train(int argc, char **argv)
{
    struct request request = {.seed = 1, .dev = calloc((size_t)argc, sizeof(const char *))};
    struct faults faults = {0};
    uint64_t epochs = 0;
    int code = CLI_WRONG;
    request.out = cli_take_value(&argc, argv, "--out");
    request.options = cli_take_value(&argc, argv, "--options");
    request.pipeline = cli_take_value(&argc, argv, "--pipeline");
    const bool seeded = take_number(&argc, argv, "--seed", UINT64_MAX, &request.seed);
    const bool counted = take_number(&argc, argv, "--epochs", 1000000, &epochs);
    for (const char *file; request.dev != NULL && (file = cli_take_value(&argc, argv, "--dev")) != NULL;)
        request.dev[request.dev_count++] = file;
    request.epochs = (unsigned)epochs;
    request.options = request.options != NULL ? request.options : "{}";
    if (!seeded || !counted)
        cli_usage("train", "%s takes a whole number", seeded ? "--epochs" : "--seed");
    else if (cli_unknown_flag(argc, argv) || request.dev == NULL)
        ;
    else if (argc < 3 || request.out == NULL || request.out[0] == '\0')
        cli_usage("train", "it needs the PLUGIN, --out MODEL and DATA, such as entities --out my.model gold.jsonl");
    else {
        struct loader *loader = cli_loader();
        request.name = argv[1];
        request.data = (const char *const *)argv + 2;
        request.data_count = (size_t)argc - 2;
        if (loader != NULL)
            code = prepare(&request, loader, &faults);
        cli_print_faults(&faults, stderr);
        loader_destroy(loader);
    }
    fault_free(&faults);
    free(request.dev);
    return code;
}
