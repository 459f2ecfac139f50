/* Writes one line of tab-separated columns a document: its id, how many bytes it has, and its text. */
#include <leat/plugin.h>

struct settings {
    const char *separator;
};

static const struct leat_option options[] = {
    LEAT_OPTION_STRING(struct settings, separator, "\t", "what stands between two columns"),
    LEAT_OPTIONS_END,
};

/* Appends a string with its control characters, such as tabs and line ends, as spaces. */
static void append_flat(struct leat_out *out, struct leat_string string)
{
    char *to = leat_out_reserve(out, string.length);
    if (to == NULL)
        return;
    for (size_t i = 0; i < string.length; i++)
        to[i] = (unsigned char)string.at[i] < ' ' ? ' ' : string.at[i];
    out->length += string.length;
}

static enum leat_result encode(void *self, const struct leat_doc *doc, struct leat_out *out, struct leat_error *error)
{
    const struct settings *settings = self;
    char length[24];
    (void)error;
    snprintf(length, sizeof length, "%zu", doc->length);
    append_flat(out, doc->id);
    leat_out_text(out, settings->separator);
    leat_out_text(out, length);
    leat_out_text(out, settings->separator);
    append_flat(out, (struct leat_string){doc->text, doc->length});
    leat_out_text(out, "\n");
    return LEAT_OK;
}

LEAT_PLUGIN(.name = "@NAME@", .kind = LEAT_ENCODER, .version = "0.1.0", .licence = "MIT",
            .summary = "writes a line of columns for each document",
            .example = "{\"plugin\": \"@NAME@\", \"separator\": \";\"}", .options = options,
            .options_size = sizeof(struct settings), .encode = encode)
