/* summarize: the n best sentences, in the order of the text. */
#include "fitness.h"
#include "rank.h"
#include "terms.h"

#include <stdlib.h>

enum method { METHOD_LEAD, METHOD_RANK };

struct options {
    int64_t sentences;
    int method;
};

struct summarize {
    struct options options;
    struct stop_words stop_words;
};

static const char *const methods[] = {"lead", "rank", NULL};

static const struct leat_option options[] = {
    LEAT_OPTION_INT(struct options, sentences, 3, 1, 1000, "how many sentences to take"),
    LEAT_OPTION_ENUM(struct options, method, "rank", methods, "take the first ones, or the best"),
    LEAT_OPTIONS_END,
};

static enum leat_result create(const struct leat_setup *setup, const void *filled, void **self,
                               struct leat_error *error)
{
    (void)setup;
    struct summarize *summarize = malloc(sizeof *summarize);
    if (summarize == NULL)
        return leat_fail(error, LEAT_FATAL, "no memory for the stop words");
    summarize->options = *(const struct options *)filled;
    stop_words_fill(&summarize->stop_words);
    *self = summarize;
    return LEAT_OK;
}

/* Fitness of every sentence; where none is fit, all that have words are, so that the summary is not empty. */
static void read_fitness(const struct leat_doc *doc, struct leat_layer tokens, struct leat_layer sentences,
                         double *fitness)
{
    size_t token = 0, fit = 0;
    for (size_t i = 0; i < sentences.count; i++) {
        const size_t first = token;
        while (token < tokens.count && tokens.spans[token].begin < sentences.spans[i].end)
            token++;
        fitness[i] = fitness_of(doc, tokens, first, token);
        fit += fitness[i] > 0;
    }
    for (size_t i = 0; fit == 0 && i < sentences.count; i++)
        fitness[i] = 1;
}

/* The first fit ones. */
static size_t choose_lead(const double *fitness, size_t sentences, size_t wanted, struct choice *chosen)
{
    size_t taken = 0;
    for (size_t i = 0; i < sentences && taken < wanted; i++)
        if (fitness[i] > 0)
            chosen[taken++] = (struct choice){.sentence = (uint32_t)i, .score = 1};
    return taken;
}

static size_t choose(const struct summarize *summarize, struct leat_doc *doc, struct leat_layer tokens,
                     struct leat_layer sentences, struct choice *chosen)
{
    const size_t wanted = (size_t)summarize->options.sentences;
    double *fitness = leat_doc_alloc(doc, 2 * sentences.count * sizeof *fitness);
    struct terms terms;
    if (fitness == NULL)
        return 0;
    read_fitness(doc, tokens, sentences, fitness);
    if (summarize->options.method == METHOD_LEAD)
        return choose_lead(fitness, sentences.count, wanted, chosen);
    if (!terms_read(&terms, &summarize->stop_words, doc, tokens, sentences))
        return 0;
    bool *covered = leat_doc_alloc(doc, terms.count + 1);
    if (covered == NULL)
        return 0;
    memset(covered, 0, terms.count + 1);
    double *scores = fitness + sentences.count;
    rank_score(&terms, fitness, sentences.count, scores);
    return rank_choose(&terms, scores, sentences.count, wanted, chosen, covered);
}

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    const struct summarize *summarize = self;
    const struct leat_layer tokens = leat_doc_layer(doc, "token"), sentences = leat_doc_layer(doc, "sentence");
    const size_t room = rank_pool((size_t)summarize->options.sentences);
    struct choice *chosen = leat_doc_alloc(doc, room * sizeof *chosen);
    const size_t count = chosen != NULL && sentences.count > 0 ? choose(summarize, doc, tokens, sentences, chosen) : 0;
    for (size_t i = 0; i < count; i++) {
        const size_t index = leat_doc_add(doc, "summary", sentences.spans[chosen[i].sentence], NULL);
        leat_doc_set_number(doc, "summary", index, "score", (double)(int)(chosen[i].score * 100 + 0.5) / 100);
    }
    if (count == 0)
        leat_doc_commit(doc, "summary", 0);
    return LEAT_OK;
}

LEAT_PLUGIN(.name = "summarize", .kind = LEAT_ANNOTATOR, .version = "1.0.0", .licence = "MIT",
            .summary = "chooses the sentences that say most",
            .example = "{\"plugin\": \"summarize\", \"sentences\": 3}", .needs = "token sentence", .gives = "summary",
            .options = options, .options_size = sizeof(struct options), .create = create, .destroy = free,
            .process = process)
