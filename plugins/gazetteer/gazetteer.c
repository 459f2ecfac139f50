/* gazetteer: tags the phrases and patterns of lists. */
#include "find.h"
#include "lists.h"

struct options {
    struct leat_list lists;
    const char *label;
    int capitals;
    bool plural, possessive;
};

struct gazetteer {
    struct lists lists;
    struct finder finder;
};

static void destroy(void *self)
{
    struct gazetteer *gazetteer = self;
    automaton_free(gazetteer->finder.automaton);
    lists_free(&gazetteer->lists);
    free(gazetteer);
}

static enum leat_result read_lists(struct gazetteer *gazetteer, const struct options *options, struct leat_error *error)
{
    struct lists *lists = &gazetteer->lists;
    enum leat_result result = options->lists.count > 0
                                  ? LEAT_OK
                                  : leat_fail(error, LEAT_FATAL, "option \"lists\" is empty; it must name a file");
    for (size_t i = 0; i < options->lists.count && result == LEAT_OK; i++)
        result = lists_read(lists, options->lists.at[i], options->label, (enum capitals)options->capitals, error);
    if (result != LEAT_OK)
        return result;
    lexicon_finish(&lists->lexicon);
    struct automaton *automaton = lists->program.patterns > 0 ? automaton_make(&lists->program) : NULL;
    if (automaton == NULL && lists->program.patterns > 0)
        return leat_fail(error, LEAT_FATAL, "there is no memory for the patterns");
    gazetteer->finder = (struct finder){.lexicon = &lists->lexicon,
                                        .program = &lists->program,
                                        .automaton = automaton,
                                        .plural = options->plural,
                                        .possessive = options->possessive};
    return LEAT_OK;
}

static enum leat_result create(const struct leat_setup *setup, const void *options, void **self,
                               struct leat_error *error)
{
    (void)setup;
    struct gazetteer *gazetteer = calloc(1, sizeof *gazetteer);
    if (gazetteer == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory");
    const enum leat_result result = lists_make(&gazetteer->lists)
                                        ? read_lists(gazetteer, options, error)
                                        : leat_fail(error, LEAT_FATAL, "there is no memory for the lists");
    if (result != LEAT_OK) {
        destroy(gazetteer);
        return result;
    }
    *self = gazetteer;
    return LEAT_OK;
}

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    struct gazetteer *gazetteer = self;
    struct find find;
    find_begin(&gazetteer->finder, (struct leat_string){doc->text, doc->length});
    leat_doc_commit(doc, "gazetteer", 0);
    while (find_next(&gazetteer->finder, &find))
        facts_annotate(&gazetteer->lists.facts, find.facts, doc, "gazetteer", find.span);
    return LEAT_OK;
}

static const char *const capitals_rules[] = {
    [CAPITALS_NEEDED] = "needed", [CAPITALS_IGNORED] = "ignored", [CAPITALS_EXACT] = "exact", NULL};

static const struct leat_option options[] = {
    LEAT_OPTION_REQUIRED_PATHS(struct options, lists, "files of phrases and patterns: .jsonl, or columns with tabs"),
    LEAT_OPTION_STRING(struct options, label, "TERM", "the label of what a list gives none"),
    LEAT_OPTION_ENUM(struct options, capitals, "needed", capitals_rules,
                     "how they agree: capitals of a phrase are needed, or ignored, or all letters as written"),
    LEAT_OPTION_BOOL(struct options, plural, false, "find phrases in the plural too"),
    LEAT_OPTION_BOOL(struct options, possessive, true, "find phrases before 's too, without it"),
    LEAT_OPTIONS_END,
};

LEAT_PLUGIN(.name = "gazetteer", .kind = LEAT_ANNOTATOR, .version = "1.0.0", .licence = "MIT",
            .summary = "tags the phrases and patterns of your own lists",
            .example = "{\"plugin\": \"gazetteer\", \"lists\": [\"companies.tsv\"], \"label\": \"ORG\"}",
            .gives = "gazetteer", .options = options, .options_size = sizeof(struct options), .create = create,
            .destroy = destroy, .process = process)
