#include "buffer.h"
#include "cli.h"
#include "suggest.h"

#include <fcntl.h>
#include <unistd.h>

struct command {
    const char *name, *usage, *summary;
    int (*run)(int argc, char **argv);
    const char *help;
};

static const struct command commands[] = {
    {"run", "[OPTION…] FILE [INPUT…]", "run a pipeline", cmd_run,
     "Runs the pipeline of FILE. INPUTs take the place of the paths that its source names;\n"
     "- is standard input. Progress and a summary line go to standard error.\n"
     "  --workers N   worker processes, instead of the file's; 0: none, auto: one a processor\n"
     "  --json        the summary as one line of JSON, with the books of every step\n"
     "  --quiet       no progress, and a summary only where something went wrong\n\n"
     "  leat run seeds/news.json\n"
     "  zcat today.jsonl.gz | leat run feed.json -\n"},
    {"replay", "[OPTION…] FILE DEAD", "run dead letters again through a mended pipeline", cmd_replay,
     "Runs the documents of a dead letters' file through the pipeline of FILE, whose sinks add\n"
     "to what they wrote before. Those that fail again are dead letters again.\n"
     "  --json, --quiet   as for leat run\n\n"
     "  leat replay seeds/news.json dead.jsonl\n"},
    {"bench", "[OPTION…] FILE [INPUT…]", "measure a pipeline, step by step", cmd_bench,
     "Reads the source once, into memory, and works its records off in this one process\n"
     "again and again, without sinks. Prints how fast each step is and its share of the time.\n"
     "  --seconds N   measure for about so long; 2 by default\n"
     "  --json        as one line of JSON\n\n"
     "  leat bench seeds/news.json\n"},
    {"eval", "[OPTION…] FILE GOLD…", "measure a pipeline by documents with gold", cmd_eval,
     "Runs the stages of FILE over documents that carry what they are to find, and tells\n"
     "precision, recall and F1 by layer and label: exact span and label. GOLD is JSON lines,\n"
     "such as {\"text\": …, \"tokens\": [[0, 8], …], \"entities\": [[0, 8, \"LOC\"], …]}, with\n"
     "offsets in code points, or what the jsonl encoder wrote. Gold that is text, such as\n"
     "\"summary\": [\"…\", …], is measured by ROUGE-1, ROUGE-2 and ROUGE-L. Layers and labels\n"
     "that the gold of a file does not bear at all are not counted as wrong.\n"
     "  --labels A,B       count these labels alone\n"
     "  --map A=B          take label A for B, in what is found and in gold; may come again\n"
     "  --layer NAME=FIELD measure this layer alone, by the gold in FIELD; =FIELD may be left\n"
     "                     out; may come again\n"
     "  --errors N         the N most frequent misses, each in context\n"
     "  --json             as JSON\n\n"
     "  leat eval --errors 20 seeds/news.json gold.jsonl.gz\n"},
    {"train", "[OPTION…] PLUGIN --out MODEL DATA…", "let a plugin learn a model from gold", cmd_train,
     "Trains a plugin that can learn on documents that carry what it is to find, and writes the\n"
     "model whole. DATA is JSON lines, such as {\"text\": …, \"entities\": [[0, 8, \"LOC\"], …]},\n"
     "with offsets in code points, or what the jsonl encoder wrote. The same data, options\n"
     "and seed give the same model. Control-C ends it after the epoch at hand.\n"
     "  --out MODEL      the file to be written\n"
     "  --dev FILE       documents to measure each epoch on, not learned from; may come again\n"
     "  --seed N         of what is left to chance; 1 by default\n"
     "  --epochs N       how often the data is gone through, instead of what the plugin thinks\n"
     "  --options JSON   options of the plugin, as in a pipeline file\n"
     "  --pipeline FILE  annotate the documents by the stages that stand before the plugin in this\n"
     "                   file; without it, by plugins that give what it needs\n\n"
     "  leat train entities --out names.model --dev dev.jsonl.gz gold.jsonl.gz\n"},
    {"check", "[--json] FILE", "tell all that is wrong with a pipeline file", cmd_check,
     "Reads a pipeline file, opens its plugins and checks everything that can be known\n"
     "before running. All faults are told at once, each with line, column and JSON path.\n"
     "  --json   tell them as one JSON object\n\n"
     "  leat check seeds/news.json\n"},
    {"plugins", "[--json] [NAME]", "list the plugins there are, or describe one", cmd_plugins,
     "Without a NAME, lists all plugins in $LEAT_PLUGIN_PATH and the plugin folder; a\n"
     "broken one is listed with the reason. With a NAME, prints what it does, its options,\n"
     "its layers, and an example for a pipeline file.\n"
     "  --json   the same as JSON\n\n"
     "  leat plugins summarize\n"},
    {"new", "[--dir DIR] KIND NAME", "make a plugin that works, to begin with", cmd_new,
     "Makes a source, decoder, annotator, encoder or sink called NAME, with its README and a\n"
     "case that proves it: in plugins/NAME where this is Leat's source tree, otherwise in\n"
     "NAME, with a Makefile that needs nothing but an installed Leat.\n"
     "  --dir DIR   make it in DIR/NAME, with a Makefile\n\n"
     "  leat new annotator shout\n"},
    {"schema", "", "print the JSON Schema of the pipeline file", cmd_schema,
     "The schema knows the plugins found here and all their options, so that an editor can\n"
     "complete and check a pipeline file as it is written. Name it in the file:\n"
     "\"$schema\": \"schema.json\"\n\n"
     "  leat schema > schema.json\n"},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static const char about[] = "Leat brings a stream of documents through a row of plugins: it tokenizes, tags entities,\n"
                            "summarizes, and writes the result.\n\n";

static const char closing[] = "\nleat help COMMAND tells more of one; leat --version tells the version.\n\n"
                              "Exit codes: 0 all went well; 1 some documents went to the dead letters; 2 the pipeline\n"
                              "file or the command line is wrong; 3 it could not go on.\n"
                              "Environment: LEAT_PLUGIN_PATH, folders parted by ':' in which plugins are looked for\n"
                              "first; NO_COLOR, no colours.\n";

static const struct command *find_command(const char *name)
{
    struct suggest suggest = suggest_for(name);
    for (size_t i = 0; i < COMMANDS; i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
        suggest_offer(&suggest, commands[i].name);
    }
    suggest_offer(&suggest, "help");
    fprintf(stderr, "leat: there is no command \"%s\"%s\n", name,
            suggest.best != NULL ? suggest_hint(&suggest).text : "; leat help lists them");
    return NULL;
}

static void append_all(struct leat_out *out)
{
    leat_out_text(out, "usage: leat COMMAND …\n\n");
    leat_out_text(out, about);
    for (size_t i = 0; i < COMMANDS; i++)
        buffer_printf(out, "  %-8s  %s\n", commands[i].name, commands[i].summary);
    leat_out_text(out, closing);
}

/* Of one command, or of all where `name` is NULL. */
static int help(const char *name)
{
    struct leat_out out = buffer_make();
    int code = CLI_WRONG;
    const struct command *command = name != NULL ? find_command(name) : NULL;
    if (command != NULL)
        buffer_printf(&out, "usage: leat %s %s\n\n%s", command->name, command->usage, command->help);
    else if (name == NULL)
        append_all(&out);
    if (out.length > 0 || out.failed)
        code = cli_print(&out);
    buffer_free(&out);
    return code;
}

static bool asks_help(const char *argument)
{
    return strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0;
}

/* A standard descriptor that the caller has closed would be taken by the next file opened, and written to as if it were
 * standard output. So it is opened here: input and output the wrong way round, so that their use fails and says so. */
static bool hold_standard_descriptors(void)
{
    static const int wrong_way[] = {O_WRONLY, O_RDONLY, O_RDWR};
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0 && open("/dev/null", wrong_way[descriptor]) != descriptor)
            return false;
    return true;
}

int main(int argc, char **argv)
{
    if (!hold_standard_descriptors())
        return CLI_STOPPED;
    if (argc < 2) {
        help(NULL);
        return CLI_WRONG;
    }
    const char *name = argv[1];
    if (strcmp(name, "help") == 0 || asks_help(name))
        return help(argc > 2 ? argv[2] : NULL);
    if (strcmp(name, "--version") == 0) {
        printf("leat %s (plugin ABI %d.%d)\n", LEAT_VERSION, LEAT_ABI_MAJOR, LEAT_ABI_MINOR);
        return CLI_OK;
    }
    if (argc > 2 && asks_help(argv[2]))
        return help(name);
    const struct command *command = find_command(name);
    return command != NULL ? command->run(argc - 1, argv + 1) : CLI_WRONG;
}
