/* The decoder: a text file becomes one document. */
#include "clean.h"
#include "encode.h"
#include "headline.h"

#include <inttypes.h>

enum { INVALID_REJECT, INVALID_REPAIR };
enum { EMPTY_REJECT, EMPTY_KEEP, EMPTY_DROP };

struct options {
    bool title;
    int invalid, empty;
};

/* Says which byte of the file is not text, and what the file may be instead. */
static enum leat_result reject_byte(struct leat_string bytes, const char *at, struct leat_error *error)
{
    const bool wide =
        bytes.length >= 2 && (memcmp(bytes.at, "\xFF\xFE", 2) == 0 || memcmp(bytes.at, "\xFE\xFF", 2) == 0);
    return leat_fail(error, LEAT_REJECT,
                     "the byte at offset %zu is 0x%02X, which is not %s%s; convert the file to UTF-8, or set "
                     "\"invalid\": \"repair\"",
                     (size_t)(at - bytes.at), (unsigned char)*at, *at == '\0' ? "text" : "UTF-8 there",
                     wide ? " (the file begins like UTF-16)" : "");
}

/* `bytes` as the title, with the repairs that the text gets. */
static void set_title(struct leat_doc *doc, struct leat_string bytes)
{
    char *to = leat_doc_alloc(doc, bytes.length * 3);
    if (to != NULL)
        leat_doc_set_title(doc, (struct leat_string){to, clean_copy(bytes, to)});
}

static enum leat_result empty(const struct options *options, const struct leat_record *record, struct leat_doc *doc,
                              struct leat_error *error)
{
    if (options->empty == EMPTY_DROP)
        return LEAT_DROP;
    if (options->empty == EMPTY_KEEP)
        return leat_doc_set_text(doc, (struct leat_string){NULL, 0}, error);
    if (record->bytes.length == 0)
        return leat_fail(error, LEAT_REJECT, "the file is empty; \"empty\": \"keep\" or \"drop\" would allow it");
    return leat_fail(
        error, LEAT_REJECT,
        "the file holds white space alone, %zu bytes of it; \"empty\": \"keep\" or \"drop\" would allow it",
        record->bytes.length);
}

static enum leat_result decode(void *self, const struct leat_record *record, size_t index, struct leat_doc *doc,
                               struct leat_error *error)
{
    const struct options *options = self;
    if (index > 0)
        return LEAT_END; /* a file is one document */
    struct leat_string rest, text = clean_ends(record->bytes);
    if (text.length == 0)
        return empty(options, record, doc, error);
    const size_t valid = clean_valid(text);
    const bool broken = valid < text.length;
    if (broken && options->invalid == INVALID_REJECT)
        return reject_byte(record->bytes, text.at + valid, error);
    const struct leat_string title = options->title ? headline_find(text, &rest) : (struct leat_string){NULL, 0};
    if (title.length > 0) {
        set_title(doc, title);
        text = rest;
    }
    char *to = leat_doc_text_begin(doc, broken ? text.length * 3 : text.length);
    return leat_doc_text_end(doc, to != NULL ? clean_copy(text, to) : 0, error);
}

static const char *const invalid_names[] = {"reject", "repair", NULL};
static const char *const empty_names[] = {"reject", "keep", "drop", NULL};

static const struct leat_option options[] = {
    LEAT_OPTION_BOOL(struct options, title, true, "take a first line that reads as a headline as the title"),
    LEAT_OPTION_ENUM(struct options, invalid, "reject", invalid_names,
                     "what to do with bytes that are not UTF-8, and NUL"),
    LEAT_OPTION_ENUM(struct options, empty, "reject", empty_names, "what to do with a file without text"),
    LEAT_OPTIONS_END,
};

LEAT_PLUGIN(.kind = LEAT_DECODER, .name = "text", .version = "1.0.0", .licence = "MIT",
            .summary = "reads a text file as one document",
            .example = "{\"plugin\": \"text\", \"invalid\": \"repair\"}", .claims = ".txt .text text/plain",
            .framing = LEAT_WHOLE, .options = options, .options_size = sizeof(struct options), .decode = decode,
            .also = &text_encoder)
