/* A small annotator that learns, for tests/learning.sh: words that the gold marks more often than not, with the label
 * that they bore last, but for those that a gazetteer knows. Its model is a line "WORD LABEL" for each, behind one with
 * the seed. */
#include <leat/plugin.h>
#include <leat/train.h>

#include <stdlib.h>

enum { WORDS_MAX = 4096, TEXT_MAX = 31, EPOCHS = 2 };

struct options {
    const char *model;
    bool endless, broken;
};

struct word {
    char text[TEXT_MAX + 1], label[TEXT_MAX + 1];
    int marked, seen;
};

/* In the order of their first occurrence. */
struct lexicon {
    struct word words[WORDS_MAX];
    size_t count;
};

static struct word *find(struct lexicon *lexicon, struct leat_string text)
{
    for (size_t i = 0; i < lexicon->count; i++)
        if (leat_string_equal(leat_string(lexicon->words[i].text), text))
            return &lexicon->words[i];
    return NULL;
}

/* NULL where there is no room. */
static struct word *get(struct lexicon *lexicon, struct leat_string text)
{
    struct word *word = find(lexicon, text);
    if (word != NULL || text.length > TEXT_MAX || lexicon->count == WORDS_MAX)
        return word;
    word = &lexicon->words[lexicon->count++];
    memcpy(word->text, text.at, text.length);
    return word;
}

static void learn(struct lexicon *lexicon, const struct leat_doc *doc)
{
    const struct leat_layer tokens = leat_doc_layer(doc, "token"), gold = leat_doc_layer(doc, "gold:entity");
    const struct leat_layer known = leat_doc_layer(doc, "gazetteer");
    for (size_t i = 0, at = 0, next = 0; i < tokens.count; i++) {
        while (next < known.count && known.spans[next].end <= tokens.spans[i].begin)
            next++;
        if (next < known.count && known.spans[next].begin <= tokens.spans[i].begin)
            continue;
        struct word *word = get(lexicon, leat_doc_slice(doc, tokens.spans[i]));
        while (at < gold.count && gold.spans[at].end <= tokens.spans[i].begin)
            at++;
        if (word == NULL)
            continue;
        word->seen++;
        if (at == gold.count || gold.spans[at].begin > tokens.spans[i].begin)
            continue;
        const struct leat_string label = leat_doc_label(doc, gold, at);
        word->marked++;
        snprintf(word->label, sizeof word->label, "%.*s", (int)label.length, label.at);
    }
}

/* The share of the tokens held out of which it knows whether they are marked. */
static double measure(struct lexicon *lexicon, const struct leat_training *training)
{
    size_t right = 0, count = 0;
    for (size_t i = training->count - training->held_out; i < training->count; i++) {
        const struct leat_doc *doc = leat_training_document(training, i);
        const struct leat_layer tokens = leat_doc_layer(doc, "token"), gold = leat_doc_layer(doc, "gold:entity");
        for (size_t j = 0, at = 0; j < tokens.count; j++, count++) {
            const struct word *word = find(lexicon, leat_doc_slice(doc, tokens.spans[j]));
            while (at < gold.count && gold.spans[at].end <= tokens.spans[j].begin)
                at++;
            const bool marked = at < gold.count && gold.spans[at].begin <= tokens.spans[j].begin;
            right += marked == (word != NULL && 2 * word->marked > word->seen);
        }
    }
    return count == 0 ? -1 : (double)right / (double)count;
}

static enum leat_result train(const struct leat_training *training, const void *options, struct leat_out *model,
                              struct leat_error *error)
{
    const struct options *given = options;
    struct lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (lexicon == NULL || given->broken) {
        free(lexicon);
        return leat_fail(error, LEAT_FATAL, "it is broken");
    }
    const unsigned epochs = training->epochs > 0 ? training->epochs : EPOCHS;
    char line[2 * TEXT_MAX + 3];
    for (unsigned epoch = 1; given->endless || epoch <= epochs; epoch++) {
        for (size_t i = 0; i < training->count - training->held_out; i++)
            learn(lexicon, leat_training_document(training, i));
        if (!leat_training_report(training, epoch, measure(lexicon, training)))
            break;
    }
    snprintf(line, sizeof line, "%llu\n", (unsigned long long)training->seed);
    leat_out_text(model, line);
    for (size_t i = 0; i < lexicon->count; i++) {
        const struct word *word = &lexicon->words[i];
        snprintf(line, sizeof line, "%s %s\n", word->text, word->label);
        if (2 * word->marked > word->seen)
            leat_out_text(model, line);
    }
    free(lexicon);
    return LEAT_OK;
}

static enum leat_result create(const struct leat_setup *setup, const void *options, void **self,
                               struct leat_error *error)
{
    (void)setup;
    const struct options *given = options;
    FILE *file = fopen(given->model, "re");
    struct lexicon *lexicon = calloc(1, sizeof *lexicon);
    unsigned long long seed;
    if (file == NULL || lexicon == NULL || fscanf(file, "%llu", &seed) != 1) {
        if (file != NULL)
            fclose(file);
        free(lexicon);
        return leat_fail(error, LEAT_FATAL, "%s is no model", given->model);
    }
    for (struct word word; fscanf(file, "%31s %31s", word.text, word.label) == 2;)
        memcpy(get(lexicon, leat_string(word.text))->label, word.label, sizeof word.label);
    fclose(file);
    *self = lexicon;
    return LEAT_OK;
}

/* Neighbours with one label are one entity. */
static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    const struct leat_layer tokens = leat_doc_layer(doc, "token");
    for (size_t i = 0; i < tokens.count; i++) {
        const struct word *word = find(self, leat_doc_slice(doc, tokens.spans[i])), *next = NULL;
        struct leat_span span = tokens.spans[i];
        while (word != NULL && i + 1 < tokens.count &&
               (next = find(self, leat_doc_slice(doc, tokens.spans[i + 1]))) != NULL &&
               strcmp(next->label, word->label) == 0)
            span.end = tokens.spans[++i].end;
        if (word != NULL)
            leat_doc_add(doc, "entity", span, word->label);
    }
    return LEAT_OK;
}

static const struct leat_option options[] = {
    LEAT_OPTION_REQUIRED_PATH(struct options, model, "what was learned"),
    LEAT_OPTION_BOOL(struct options, endless, false, "go on learning until it is stopped"),
    LEAT_OPTION_BOOL(struct options, broken, false, "fail to learn"),
    LEAT_OPTIONS_END,
};

LEAT_PLUGIN(.name = "lexicon", .kind = LEAT_ANNOTATOR, .version = "1.0.0", .licence = "MIT",
            .summary = "marks the words that it has seen marked", .needs = "token", .uses = "gazetteer",
            .gives = "entity", .options = options, .options_size = sizeof(struct options), .create = create,
            .destroy = free, .process = process, .train = train)
