#include "cli.h"
#include "descriptor.h"
#include "emit.h"
#include "option.h"
#include "option_value.h"
#include "suggest.h"
#include "terminal.h"

/* --- as JSON ------------------------------------------------------------------------------------------------------ */

static void emit_options(struct emit *emit, const struct leat_option *option)
{
    emit_open(emit, "options", '[');
    for (; option != NULL && option->type != LEAT_TYPE_END; option++) {
        emit_open(emit, NULL, '{');
        emit_text(emit, "name", option->name);
        emit_text(emit, "type", option_value_type(option->type));
        emit_bool(emit, "required", option->fallback == NULL);
        if (option->fallback != NULL)
            emit_raw(emit, "default", option->fallback);
        emit_text(emit, "expects", option_value_wants(option).text);
        emit_text(emit, "help", option->help);
        emit_close(emit, '{');
    }
    emit_close(emit, '[');
}

static void emit_entry(struct emit *emit, const struct loader_entry *entry)
{
    const struct leat_plugin *plugin = entry->plugin;
    emit_open(emit, NULL, '{');
    emit_text(emit, "name", entry->name);
    emit_text(emit, "path", entry->path);
    if (plugin == NULL) {
        emit_text(emit, "broken", entry->reason);
    } else {
        emit_text(emit, "kind", descriptor_kind_name(plugin->kind));
        emit_text(emit, "version", plugin->version);
        emit_text(emit, "licence", plugin->licence);
        emit_text(emit, "summary", plugin->summary);
        emit_text(emit, "needs", plugin->needs);
        emit_text(emit, "uses", plugin->uses);
        emit_text(emit, "gives", plugin->gives);
        emit_text(emit, "claims", plugin->claims);
        emit_bool(emit, "learns", plugin->train != NULL);
        emit_text(emit, "example", plugin->example);
        emit_options(emit, plugin->options);
    }
    emit_close(emit, '{');
}

/* --- for people --------------------------------------------------------------------------------------------------- */

static void print_row(const struct loader_entry *entry, bool colour, struct leat_out *out)
{
    const char *plain = terminal_style(colour, TERMINAL_PLAIN);
    const struct leat_plugin *plugin = entry->plugin;
    if (plugin == NULL)
        buffer_printf(out, "%s%-10s%s %-16s %s: %s\n", terminal_style(colour, TERMINAL_RED), "broken", plain,
                      entry->name, entry->path, entry->reason);
    else
        buffer_printf(out, "%s%-10s%s %-16s %-8s %s\n", terminal_style(colour, TERMINAL_CYAN),
                      descriptor_kind_name(plugin->kind), plain, entry->name, plugin->version, plugin->summary);
}

static void print_line(struct leat_out *out, const char *name, const char *value)
{
    if (value != NULL && *value != '\0')
        buffer_printf(out, "%-8s %s\n", name, value);
}

static void print_plugin(const struct loader_entry *entry, bool colour, struct leat_out *out)
{
    const struct leat_plugin *plugin = entry->plugin;
    const char *bold = terminal_style(colour, TERMINAL_BOLD), *plain = terminal_style(colour, TERMINAL_PLAIN);
    if (plugin == NULL) {
        buffer_printf(out, "%s%s%s is broken\n%s: %s\n", bold, entry->name, plain, entry->path, entry->reason);
        return;
    }
    buffer_printf(out, "%s%s%s, %s %s: %s\n", bold, entry->name, plain, descriptor_kind_name(plugin->kind),
                  plugin->version, plugin->summary);
    print_line(out, "needs", plugin->needs);
    print_line(out, "uses", plugin->uses);
    print_line(out, "gives", plugin->gives);
    print_line(out, "claims", plugin->claims);
    print_line(out, "learns", plugin->train != NULL ? "from documents with gold, by leat train" : NULL);
    print_line(out, "licence", plugin->licence);
    print_line(out, "file", entry->path);
    if (plugin->options != NULL && plugin->options->type != LEAT_TYPE_END) {
        buffer_printf(out, "%soptions%s\n", bold, plain);
        option_print(plugin->options, out);
    }
    print_line(out, "example", plugin->example);
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static int tell_unknown(const struct loader_entry *entries, size_t count, const char *name)
{
    struct suggest suggest = suggest_for(name);
    for (size_t i = 0; i < count; i++)
        suggest_offer(&suggest, entries[i].name);
    fprintf(stderr, "leat plugins: there is no plugin \"%s\"%s\n", name,
            suggest.best != NULL ? suggest_hint(&suggest).text : "; leat plugins lists them");
    return CLI_WRONG;
}

/* All entries, or those called `name`. */
static int print(const struct loader_entry *entries, size_t count, const char *name, bool as_json)
{
    const bool colour = terminal_colour(stdout);
    struct leat_out out = buffer_make();
    struct emit emit = {.out = &out};
    size_t printed = 0;
    if (as_json)
        emit_open(&emit, NULL, '[');
    for (size_t i = 0; i < count; i++) {
        if (name != NULL && strcmp(entries[i].name, name) != 0)
            continue;
        if (as_json)
            emit_entry(&emit, &entries[i]);
        else if (name == NULL)
            print_row(&entries[i], colour, &out);
        else
            leat_out_text(&out, printed > 0 ? "\n" : ""), print_plugin(&entries[i], colour, &out);
        printed++;
    }
    if (as_json) {
        emit_close(&emit, '[');
        leat_out_text(&out, "\n");
    }
    const bool unknown = name != NULL && printed == 0;
    const int code = unknown ? tell_unknown(entries, count, name) : cli_print(&out);
    buffer_free(&out);
    return code;
}

int cmd_plugins(int argc, char **argv)
{
    const bool as_json = cli_take_flag(&argc, argv, "--json");
    if (cli_unknown_flag(argc, argv))
        return CLI_WRONG;
    if (argc > 2)
        return cli_usage("plugins", "expected one NAME at most, found %d", argc - 1);
    struct loader *loader = cli_loader();
    size_t count = 0;
    const struct loader_entry *entries = loader != NULL ? loader_list(loader, &count) : NULL;
    const int code = entries != NULL ? print(entries, count, argc > 1 ? argv[1] : NULL, as_json) : CLI_STOPPED;
    if (loader != NULL && entries == NULL)
        fputs("leat plugins: there is no memory\n", stderr);
    loader_destroy(loader);
    return code;
}
