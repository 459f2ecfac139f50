/* Marks words written in capitals: needs the layer "token", gives the layer "@NAME@". */
#include <leat/plugin.h>

struct settings {
    int64_t letters;
};

static const struct leat_option options[] = {
    LEAT_OPTION_INT(struct settings, letters, 2, 1, LEAT_UNLIMITED, "shortest word that is marked"),
    LEAT_OPTIONS_END,
};

static bool is_upper(struct leat_string word)
{
    for (size_t i = 0; i < word.length; i++)
        if (word.at[i] < 'A' || word.at[i] > 'Z')
            return false;
    return true;
}

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    const struct settings *settings = self;
    const struct leat_layer tokens = leat_doc_layer(doc, "token");
    (void)error;
    for (size_t i = 0; i < tokens.count; i++) {
        const struct leat_string word = leat_doc_slice(doc, tokens.spans[i]);
        if (word.length >= (uint64_t)settings->letters && is_upper(word))
            leat_doc_add(doc, "@NAME@", tokens.spans[i], "UPPER");
    }
    return LEAT_OK;
}

LEAT_PLUGIN(.name = "@NAME@", .kind = LEAT_ANNOTATOR, .version = "0.1.0", .licence = "MIT",
            .summary = "marks words written in capitals", .example = "{\"plugin\": \"@NAME@\", \"letters\": 3}",
            .needs = "token", .gives = "@NAME@", .options = options, .options_size = sizeof(struct settings),
            .process = process)
