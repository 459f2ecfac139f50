/* The encoder: one document becomes a piece of text for people. */
#include "encode.h"

#include "sections.h"

#include <stdlib.h>

enum { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct options {
    struct leat_list show;
    int colour;
    int64_t width;
};

struct encoder {
    const struct options *options;
    bool colour;
    struct groups groups;
};

static enum leat_result create(const struct leat_setup *setup, const void *options, void **self,
                               struct leat_error *error)
{
    const struct options *chosen = options;
    struct encoder *encoder = calloc(1, sizeof *encoder);
    if (encoder == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory");
    encoder->options = chosen;
    encoder->colour = chosen->colour == COLOUR_ALWAYS || (chosen->colour == COLOUR_AUTO && setup->terminal);
    *self = encoder;
    return LEAT_OK;
}

static void destroy(void *self)
{
    struct encoder *encoder = self;
    groups_free(&encoder->groups);
    free(encoder);
}

static enum leat_result encode(void *self, const struct leat_doc *doc, struct leat_out *out, struct leat_error *error)
{
    struct encoder *encoder = self;
    const struct options *options = encoder->options;
    struct page page = page_make(out, (size_t)options->width, encoder->colour);
    const size_t before = out->length;
    for (size_t i = 0; i < options->show.count; i++)
        if (!sections_show(&page, doc, options->show.at[i], &encoder->groups))
            return leat_fail(error, LEAT_FATAL,
                             "option \"show\" names \"%s\", which is no layer here; it may name title, text, meta, "
                             "sentences, tokens, entities, summary and the layers that stages give",
                             options->show.at[i]);
    if (out->length == before)
        page_end(&page); /* a document of which nothing is shown still has its empty line */
    return LEAT_OK;
}

static const char *const colours[] = {"auto", "always", "never", NULL};

static const struct leat_option options[] = {
    LEAT_OPTION_LIST(struct options, show, "[\"title\", \"summary\", \"entities\"]",
                     "what to show, in this order: title, text, meta, sentences, tokens, entities, summary, any layer"),
    LEAT_OPTION_ENUM(struct options, colour, "auto", colours, "whether to colour; auto: on a terminal"),
    LEAT_OPTION_INT(struct options, width, 80, 0, 10000, "the characters of a line, where wrapped; 0: not wrapped"),
    LEAT_OPTIONS_END,
};

const struct leat_plugin text_encoder =
    LEAT_DESCRIPTOR(.kind = LEAT_ENCODER, .name = "text", .version = "1.0.0", .licence = "MIT",
                    .summary = "writes documents for people to read",
                    .example = "{\"plugin\": \"text\", \"show\": [\"tokens\"]}", .options = options,
                    .options_size = sizeof(struct options), .create = create, .destroy = destroy, .encode = encode);
