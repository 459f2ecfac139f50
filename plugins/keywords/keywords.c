/* keywords: the words and phrases that a document is about. */
#include "choose.h"

struct keywords {
    int64_t count, length;
    int mentions;
};

enum mentions { MENTIONS_FIRST, MENTIONS_ALL };

static const char *const mentions[] = {"first", "all", NULL};

static const struct leat_option options[] = {
    LEAT_OPTION_INT(struct keywords, count, 10, 1, 1000, "how many keywords to find"),
    LEAT_OPTION_INT(struct keywords, length, 4, 1, PHRASE_WORDS_MAX, "how many words a keyword may have"),
    LEAT_OPTION_ENUM(struct keywords, mentions, "first", mentions, "mark the first mention of each, or all"),
    LEAT_OPTIONS_END,
};

/* Annotates the mentions of the chosen phrases that begin with token `token`, the longest first. */
static size_t mark(const struct keywords *keywords, struct phrases *phrases, struct leat_doc *doc,
                   struct leat_layer tokens, size_t token, double best)
{
    size_t length = 0, marked = 0;
    while (length < phrases->longest && token + length < tokens.count && phrases->words[token + length] != 0)
        length++;
    for (; length > 0; length--) {
        const struct phrase *phrase = phrases_at(phrases, token, length);
        if (phrase == NULL || !phrase->chosen || phrase->tokens != length ||
            (keywords->mentions == MENTIONS_FIRST && phrase->first != token))
            continue;
        const struct leat_span span = {tokens.spans[token].begin, tokens.spans[token + length - 1].end};
        const size_t index = leat_doc_add(doc, "keyword", span, NULL);
        leat_doc_set_number(doc, "keyword", index, "score", (double)(int)(phrase->score / best * 100 + 0.5) / 100);
        leat_doc_set_number(doc, "keyword", index, "count", phrase->count);
        marked++;
    }
    return marked;
}

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    const struct keywords *keywords = self;
    const struct leat_layer tokens = leat_doc_layer(doc, "token");
    struct phrases phrases;
    size_t marked = 0;
    if (!phrases_find(&phrases, doc, (size_t)keywords->length))
        return LEAT_OK;
    const double best = choose_best(&phrases, doc, (size_t)keywords->count);
    for (size_t i = 0; best > 0 && i < tokens.count; i++)
        if (phrases.words[i] != 0)
            marked += mark(keywords, &phrases, doc, tokens, i, best);
    if (marked == 0)
        leat_doc_commit(doc, "keyword", 0);
    return LEAT_OK;
}

LEAT_PLUGIN(.name = "keywords", .kind = LEAT_ANNOTATOR, .version = "1.0.0", .licence = "MIT",
            .summary = "finds the words and phrases that a document is about",
            .example = "{\"plugin\": \"keywords\", \"count\": 10}", .needs = "token sentence", .uses = "entity",
            .gives = "keyword", .options = options, .options_size = sizeof(struct keywords), .process = process)
