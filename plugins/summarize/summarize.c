/* summarize: the sentences that say most, in the order of the text. */
#include "choose.h"
#include "fitness.h"
#include "graph.h"
#include "score.h"

#include <stdlib.h>

enum method { METHOD_RANK, METHOD_LEAD, METHOD_TEXTRANK, METHOD_LEXRANK };

struct options {
    int64_t sentences, words;
    double share;
    int method;
};

struct summarize {
    struct options options;
    struct word_list words;
    struct lead_list leads;
};

static const char *const methods[] = {"rank", "lead", "textrank", "lexrank", NULL};

static const struct leat_option options[] = {
    LEAT_OPTION_INT(struct options, sentences, 3, 1, 1000000, "how many sentences to take"),
    LEAT_OPTION_INT(struct options, words, 0, 0, 1000000000, "up to how many words instead, if not 0"),
    LEAT_OPTION_NUMBER(struct options, share, 0, 0, 1, "up to what share of the document's words instead, if not 0"),
    LEAT_OPTION_ENUM(struct options, method, "rank", methods, "how to choose"),
    LEAT_OPTIONS_END,
};

static enum leat_result create(const struct leat_setup *setup, const void *filled, void **self,
                               struct leat_error *error)
{
    const struct options *given = filled;
    if (given->words > 0 && given->share > 0)
        return leat_fail(error, LEAT_FATAL, "%s gives both words and share; only one can say how long a summary is",
                         setup->step);
    struct summarize *summarize = malloc(sizeof *summarize);
    if (summarize == NULL)
        return leat_fail(error, LEAT_FATAL, "no memory for the list of words");
    summarize->options = *given;
    word_list_fill(&summarize->words);
    lead_list_fill(&summarize->leads);
    *self = summarize;
    return LEAT_OK;
}

static struct room room_for(const struct options *given, const struct reading *reading)
{
    if (given->words > 0)
        return (struct room){.sentences = SIZE_MAX, .words = (size_t)given->words};
    if (given->share > 0)
        return (struct room){.sentences = SIZE_MAX, .words = (size_t)(given->share * (double)reading->words)};
    return (struct room){.sentences = (size_t)given->sentences, .words = SIZE_MAX};
}

/* Scores of the sentences by the method, 0 for those that are not fit. NULL where there is no memory. */
static double *score(const struct summarize *summarize, const struct reading *reading, struct leat_doc *doc)
{
    double *fitness = leat_doc_alloc(doc, 2 * reading->sentences * sizeof *fitness);
    if (fitness == NULL)
        return NULL;
    double *scores = fitness + reading->sentences;
    fitness_fill(reading, fitness);
    if (summarize->options.method == METHOD_LEAD)
        return fitness;
    if (summarize->options.method == METHOD_RANK)
        score_rank(reading, scores);
    else if (!graph_score(reading, summarize->options.method == METHOD_LEXRANK ? GRAPH_LEXRANK : GRAPH_TEXTRANK,
                          fitness, doc, scores))
        return NULL;
    for (size_t i = 0; i < reading->sentences; i++)
        scores[i] *= fitness[i];
    return scores;
}

/* The flags of the chosen sentences. NULL where there is no memory. */
static const bool *choose(const struct summarize *summarize, const struct reading *reading, const double *scores,
                          struct leat_doc *doc)
{
    const struct room room = room_for(&summarize->options, reading);
    bool *chosen = leat_doc_alloc(doc, reading->sentences);
    if (chosen == NULL)
        return NULL;
    memset(chosen, 0, reading->sentences);
    if (summarize->options.method == METHOD_LEAD)
        choose_first(reading, scores, room, chosen);
    else if (!choose_best(reading, scores, room, doc, chosen))
        return NULL;
    return chosen;
}

/* Adds the chosen sentences, with their scores as shares of the best one's. */
static void give(struct leat_doc *doc, struct leat_layer sentences, const double *scores, const bool *chosen)
{
    double best = 0;
    size_t given = 0;
    for (size_t i = 0; i < sentences.count; i++)
        best = scores[i] > best ? scores[i] : best;
    for (size_t i = 0; i < sentences.count; i++)
        if (chosen[i]) {
            given++;
            const size_t index = leat_doc_add(doc, "summary", sentences.spans[i], NULL);
            leat_doc_set_number(doc, "summary", index, "score", (double)(int)(scores[i] / best * 100 + 0.5) / 100);
        }
    if (given == 0)
        leat_doc_commit(doc, "summary", 0);
}

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    const struct summarize *summarize = self;
    const struct leat_layer sentences = leat_doc_layer(doc, "sentence");
    struct reading reading;
    if (sentences.count == 0) {
        leat_doc_commit(doc, "summary", 0);
        return LEAT_OK;
    }
    if (!reading_make(&reading, &summarize->words, &summarize->leads, doc, sentences))
        return LEAT_OK;
    const double *scores = score(summarize, &reading, doc);
    const bool *chosen = scores != NULL ? choose(summarize, &reading, scores, doc) : NULL;
    if (chosen != NULL)
        give(doc, sentences, scores, chosen);
    return LEAT_OK;
}

LEAT_PLUGIN(.name = "summarize", .kind = LEAT_ANNOTATOR, .version = "1.1.0", .licence = "MIT",
            .summary = "chooses the sentences that say most",
            .example = "{\"plugin\": \"summarize\", \"sentences\": 3}", .needs = "token sentence", .uses = "entity",
            .gives = "summary", .options = options, .options_size = sizeof(struct options), .create = create,
            .destroy = free, .process = process)
