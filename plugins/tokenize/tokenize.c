#include "lesson.h"
#include "model.h"
#include "scanner.h"
#include "segment.h"

#include <leat/plugin.h>

#include <stdlib.h>

struct tokenize {
    bool english;
    int newline, hyphens, contractions, sentences;
    const char *model;
};

/* An instance. */
struct tokenizer {
    struct tokenize options;
    const int8_t *weights; /* of the classifier: the plugin's own, or `loaded`; NULL: the rules alone */
    int8_t loaded[BOUNDARY_WEIGHTS];
};

enum deciders { DECIDERS_LEARNED, DECIDERS_RULES };

static const char *const newlines[] = {"paragraph", "space", NULL};
static const char *const joinings[] = {"whole", "split", NULL};
static const char *const deciders[] = {"learned", "rules", NULL};

static const struct leat_option options[] = {
    LEAT_OPTION_BOOL(struct tokenize, english, true, "tailor to English; false: the rules of UAX #29 as they stand"),
    LEAT_OPTION_ENUM(struct tokenize, newline, "paragraph", newlines,
                     "what one line end is: the end of a paragraph, or white space (a blank line always ends one)"),
    LEAT_OPTION_ENUM(struct tokenize, hyphens, "whole", joinings,
                     "whether well-known is one token, or three as in Universal Dependencies"),
    LEAT_OPTION_ENUM(struct tokenize, contractions, "split", joinings,
                     "whether don't is two tokens, do and n't, or one"),
    LEAT_OPTION_ENUM(struct tokenize, sentences, "learned", deciders,
                     "who decides where a sentence ends: rules and what was learned, or the rules alone"),
    LEAT_OPTION_PATH(struct tokenize, model, null, "what was learned, made by `leat train`; null: what comes with it"),
    LEAT_OPTIONS_END};

/* The span without the white space at both ends. */
static struct leat_span trim(const char *text, size_t begin, size_t end)
{
    size_t from = end, to = begin;
    for (size_t at = begin; at < end;) {
        const size_t character = at;
        if ((property_next(text, &at) & PROPERTY_WHITE_SPACE) == 0) {
            from = from == end ? character : from;
            to = at;
        }
    }
    return (struct leat_span){(uint32_t)from, (uint32_t)(from == end ? from : to)};
}

/* UAX #29 alone: word segments that are more than white space, sentences without the white space around them. */
static void read_plain(const struct leat_doc *doc, struct spans *tokens, struct spans *sentences)
{
    for (size_t begin = 0, end; begin < doc->length; begin = end) {
        end = segment_word(doc->text, doc->length, begin);
        const struct leat_span inner = trim(doc->text, begin, end);
        if (inner.end > inner.begin)
            spans_push(tokens, begin, end);
    }
    for (size_t begin = 0, end; begin < doc->length; begin = end) {
        end = segment_sentence(doc->text, doc->length, begin);
        const struct leat_span inner = trim(doc->text, begin, end);
        if (inner.end > inner.begin)
            spans_push(sentences, inner.begin, inner.end);
    }
}

static struct english_options english_options(const struct tokenize *from)
{
    return (struct english_options){from->newline, from->hyphens, from->contractions};
}

static enum leat_result create(const struct leat_setup *setup, const void *filled, void **self,
                               struct leat_error *error)
{
    (void)setup;
    struct tokenizer *tokenizer = malloc(sizeof *tokenizer);
    if (tokenizer == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory for the tokenizer");
    tokenizer->options = *(const struct tokenize *)filled;
    tokenizer->weights = tokenizer->options.sentences == DECIDERS_RULES ? NULL : boundary_weights;
    *self = tokenizer;
    if (tokenizer->weights == NULL || tokenizer->options.model == NULL)
        return LEAT_OK;
    tokenizer->weights = tokenizer->loaded;
    const enum leat_result result = model_read(tokenizer->options.model, tokenizer->loaded, error);
    if (result != LEAT_OK)
        free(tokenizer);
    return result;
}

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    const struct tokenizer *tokenizer = self;
    struct scanner scanner = {
        .text = doc->text,
        .length = doc->length,
        .options = english_options(&tokenizer->options),
        .tokens = {.doc = doc, .layer = "token"},
        .sentences = {.doc = doc, .layer = "sentence"},
        .weights = tokenizer->weights,
    };
    if (tokenizer->options.english)
        scanner_read(&scanner);
    else
        read_plain(doc, &scanner.tokens, &scanner.sentences);
    spans_finish(&scanner.tokens);
    spans_finish(&scanner.sentences);
    return LEAT_OK;
}

static enum leat_result train(const struct leat_training *training, const void *filled, struct leat_out *model,
                              struct leat_error *error)
{
    const struct english_options english = english_options(filled);
    return lesson_train(training, &english, model, error);
}

LEAT_PLUGIN(.name = "tokenize", .kind = LEAT_ANNOTATOR, .version = "1.1.0", .licence = "MIT",
            .summary = "tokens and sentences, by Unicode's rules (UAX #29) tailored to English news",
            .example = "{\"plugin\": \"tokenize\", \"newline\": \"space\"}", .gives = "token sentence",
            .options = options, .options_size = sizeof(struct tokenize), .create = create, .destroy = free,
            .process = process, .train = train)
