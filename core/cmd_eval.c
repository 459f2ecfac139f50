#include "buffer.h"
#include "cli.h"
#include "eval_report.h"
#include "suggest.h"
#include "terminal.h"

#include <stdlib.h>

/* What the command line asks for. */
struct request {
    const char *pipeline;
    const char *const *files;
    size_t file_count;
    const char **labels;      /* NULL at the end; NULL: none are named */
    struct leat_pair *map;    /* as many as there are commas and arguments at most */
    struct leat_pair *layers; /* names, and fields or NULL */
    size_t map_count, layer_count;
    size_t misses;
    bool json;
    struct arena arena;
};

struct losses {
    size_t count;
};

static void show_loss(void *user, const struct corpus_loss *loss)
{
    struct losses *losses = user;
    cli_print_loss("eval", loss, losses->count++);
}

/* --- evaluating --------------------------------------------------------------------------------------------------- */

static int tell_unknown_layer(const struct layout *layout, const char *name)
{
    struct suggest suggest = suggest_for(name);
    for (size_t i = 0; i < layout->count; i++)
        suggest_offer(&suggest, layout->names[i]);
    return cli_usage("eval", "no stage of the pipeline gives layer \"%s\"%s", name, suggest_hint(&suggest).text);
}

/* The gold of the layers that are named, or of all that the pipeline gives. */
static int add_gold(const struct request *request, struct config *config, struct gold *gold)
{
    const struct layout given = config->layout;
    bool good = true;
    for (size_t i = 0; i < request->layer_count; i++) {
        const struct leat_pair *named = &request->layers[i];
        if (layout_find(&given, named->key) == LAYERS_MAX)
            return tell_unknown_layer(&given, named->key);
        good = good && gold_add(gold, named->key, named->value, &config->layout, &config->arena);
    }
    for (size_t i = 0; request->layer_count == 0 && i < given.count; i++)
        good = good && gold_add(gold, given.names[i], NULL, &config->layout, &config->arena);
    if (good && gold->count > 0)
        return CLI_OK;
    fprintf(stderr, "leat eval: %s\n", good ? "the pipeline gives no layer" : "there is no room for the gold's layers");
    return CLI_STOPPED;
}

static int print(const struct request *request, const struct evaluation_plan *plan, const struct evaluation *evaluation)
{
    struct leat_out out = buffer_make();
    if (request->json)
        eval_report_json(plan, evaluation, request->misses, &out);
    else
        eval_report_table(plan, evaluation, request->misses, terminal_colour(stdout), &out);
    const int code = cli_print(&out);
    buffer_free(&out);
    return code;
}

static int evaluate(const struct request *request, const struct config *data, struct config *config)
{
    struct gold gold = {.count = 0};
    struct losses losses = {0};
    struct evaluation evaluation = {0};
    struct leat_error error;
    config->decoders = data->decoders;
    config->decoder_count = data->decoder_count;
    config->decoder_named = data->decoder_named;
    const struct evaluation_plan plan = {.source = data,
                                         .pipeline = config,
                                         .gold = &gold,
                                         .labels = request->labels,
                                         .map = request->map,
                                         .map_count = request->map_count,
                                         .misses = request->misses > 0,
                                         .user = &losses,
                                         .lose = show_loss};
    int code = add_gold(request, config, &gold);
    if (code != CLI_OK)
        return code;
    const bool good = evaluation_run(&plan, &evaluation, &error) == LEAT_OK;
    if (good)
        code = print(request, &plan, &evaluation);
    else
        fprintf(stderr, "leat eval: %s\n", error.message);
    if (losses.count > 0)
        fprintf(stderr, "leat eval: %zu documents could not be measured\n", losses.count);
    evaluation_free(&evaluation);
    return !good ? CLI_STOPPED : code == CLI_OK && losses.count > 0 ? CLI_DEAD : code;
}

static int prepare(const struct request *request)
{
    struct config data = {0}, config = {0};
    struct faults faults = {0};
    struct loader *loader = cli_loader();
    int code = CLI_WRONG;
    if (loader != NULL && config_read(&config, request->pipeline, NULL, 0, loader, &faults) &&
        cli_read_gold(&data, request->files, request->file_count, loader, &faults))
        code = evaluate(request, &data, &config);
    cli_print_faults(&faults, stderr);
    config_free(&data);
    config_free(&config);
    fault_free(&faults);
    loader_destroy(loader);
    return code;
}

/* --- the command line --------------------------------------------------------------------------------------------- */

/* The parts of "A,B,C", NULL behind the last; NULL where there is no memory. */
static const char **split(struct arena *arena, const char *list)
{
    size_t count = 1;
    for (const char *at = list; *at != '\0'; at++)
        count += *at == ',';
    const char **parts = arena_alloc(arena, (count + 1) * sizeof *parts);
    for (size_t i = 0; parts != NULL && i < count; i++) {
        const size_t length = strcspn(list, ",");
        parts[i] = arena_copy(arena, list, length);
        if (parts[i] == NULL)
            return NULL;
        list += length + (list[length] == ',');
    }
    if (parts != NULL)
        parts[count] = NULL;
    return parts;
}

/* Takes all "--flag A=B,C=D" to pairs. A part without '=' has the value NULL. False where there is no memory. */
static bool take_pairs(int *argc, char **argv, const char *flag, struct arena *arena, struct leat_pair **pairs,
                       size_t *count)
{
    size_t capacity = 0;
    for (const char *list; (list = cli_take_value(argc, argv, flag)) != NULL;) {
        const char **parts = split(arena, list);
        for (size_t i = 0; parts != NULL && parts[i] != NULL; i++) {
            void *at = *pairs;
            const char *sign = strchr(parts[i], '=');
            const char *key = arena_copy(arena, parts[i], strcspn(parts[i], "="));
            if (key == NULL || !memory_grow(&at, &capacity, *count + 1, sizeof **pairs))
                return false;
            *pairs = at;
            (*pairs)[(*count)++] = (struct leat_pair){key, sign != NULL ? sign + 1 : NULL};
        }
        if (parts == NULL)
            return false;
    }
    return true;
}

static bool take_misses(int *argc, char **argv, size_t *misses)
{
    const char *text = cli_take_value(argc, argv, "--errors");
    char *end = NULL;
    if (text == NULL)
        return true;
    *misses = strtoul(text, &end, 10);
    return text[0] >= '0' && text[0] <= '9' && *end == '\0';
}

static int read_request(struct request *request, int argc, char **argv)
{
    const char *labels = cli_take_value(&argc, argv, "--labels");
    request->json = cli_take_flag(&argc, argv, "--json");
    if (!take_misses(&argc, argv, &request->misses))
        return cli_usage("eval", "--errors takes a whole number");
    if (!take_pairs(&argc, argv, "--map", &request->arena, &request->map, &request->map_count) ||
        !take_pairs(&argc, argv, "--layer", &request->arena, &request->layers, &request->layer_count) ||
        (labels != NULL && (request->labels = split(&request->arena, labels)) == NULL)) {
        fputs("leat: there is no memory\n", stderr);
        return CLI_STOPPED;
    }
    for (size_t i = 0; i < request->map_count; i++)
        if (request->map[i].value == NULL)
            return cli_usage("eval", "--map takes LABEL=OTHER, such as GPE=LOC, not \"%s\"", request->map[i].key);
    if (cli_unknown_flag(argc, argv))
        return CLI_WRONG;
    if (argc < 3)
        return cli_usage("eval", "it needs the PIPELINE and GOLD, such as seeds/news.json gold.jsonl");
    request->pipeline = argv[1];
    request->files = (const char *const *)argv + 2;
    request->file_count = (size_t)argc - 2;
    return CLI_OK;
}

int cmd_eval(int argc, char **argv)
{
    struct request request = {.json = false};
    int code = read_request(&request, argc, argv);
    if (code == CLI_OK)
        code = prepare(&request);
    free(request.layers);
    free(request.map);
    arena_free(&request.arena);
    return code;
}
