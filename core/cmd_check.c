#include "cli.h"
#include "config.h"
#include "emit.h"
#include "terminal.h"

static void print_json(const char *file, const struct faults *faults, struct leat_out *out)
{
    struct emit emit = {.out = out};
    emit_open(&emit, NULL, '{');
    emit_text(&emit, "file", file);
    emit_bool(&emit, "ok", faults->count == 0);
    emit_open(&emit, "faults", '[');
    for (size_t i = 0; i < faults->count; i++) {
        const struct fault *fault = &faults->at[i];
        emit_open(&emit, NULL, '{');
        emit_text(&emit, "file", fault->file);
        emit_number(&emit, "line", (double)fault->line);
        emit_number(&emit, "column", (double)fault->column);
        emit_text(&emit, "path", fault->path);
        emit_text(&emit, "message", fault->message);
        emit_close(&emit, '{');
    }
    emit_close(&emit, '[');
    emit_close(&emit, '{');
    leat_out_text(out, "\n");
}

/* The whole pipeline on one line: `news.json: ok: files → text → tokenize → jsonl → file`. */
static void print_pipeline(const struct config *config, struct leat_out *out)
{
    const bool colour = terminal_colour(stdout);
    buffer_printf(out, "%s: %sok%s: %s → ", config->path, terminal_style(colour, TERMINAL_GREEN),
                  terminal_style(colour, TERMINAL_PLAIN), config->source.plugin->name);
    leat_out_text(out, config->decoder_named ? config->decoders[0].plugin->name : "(decoder by name)");
    for (size_t i = 0; i < config->stage_count; i++)
        buffer_printf(out, " → %s", config->stages[i].plugin->name);
    for (size_t i = 0; i < config->output_count; i++)
        buffer_printf(out, "%s%s → %s", i == 0 ? " → " : ", ", config->outputs[i].encoder.plugin->name,
                      config->outputs[i].sink.plugin->name);
    leat_out_text(out, "\n");
}

int cmd_check(int argc, char **argv)
{
    const bool as_json = cli_take_flag(&argc, argv, "--json");
    if (cli_unknown_flag(argc, argv))
        return CLI_WRONG;
    if (argc != 2)
        return cli_usage("check", "expected one pipeline file, found %d", argc - 1);
    struct loader *loader = cli_loader();
    if (loader == NULL)
        return CLI_STOPPED;
    struct config config;
    struct faults faults = {0};
    struct leat_out out = buffer_make();
    const bool right = config_read(&config, argv[1], NULL, 0, loader, &faults);
    if (as_json)
        print_json(argv[1], &faults, &out);
    else if (right)
        print_pipeline(&config, &out);
    else
        cli_print_faults(&faults, stderr);
    const int printed = cli_print(&out);
    buffer_free(&out);
    fault_free(&faults);
    config_free(&config);
    loader_destroy(loader);
    return printed != CLI_OK ? printed : right ? CLI_OK : CLI_WRONG;
}
