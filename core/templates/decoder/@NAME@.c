/* Cuts plain text at its blank lines: every paragraph is a document. */
#include <leat/plugin.h>

#include <stdlib.h>

/* Where the next call goes on in the record. */
struct cursor {
    size_t index, offset;
};

static enum leat_result create(const struct leat_setup *setup, const void *options, void **self,
                               struct leat_error *error)
{
    (void)setup, (void)options;
    *self = calloc(1, sizeof(struct cursor));
    return *self != NULL ? LEAT_OK : leat_fail(error, LEAT_FATAL, "out of memory");
}

/* The paragraph at or behind `*offset`, without its last line end; empty where there is none. Moves the offset on. */
static struct leat_string next_paragraph(struct leat_string bytes, size_t *offset)
{
    size_t begin = *offset;
    while (begin < bytes.length && bytes.at[begin] == '\n')
        begin++;
    size_t end = begin;
    while (end < bytes.length && !(bytes.at[end] == '\n' && (end + 1 == bytes.length || bytes.at[end + 1] == '\n')))
        end++;
    *offset = end;
    return (struct leat_string){bytes.at + begin, end - begin};
}

static enum leat_result decode(void *self, const struct leat_record *record, size_t index, struct leat_doc *doc,
                               struct leat_error *error)
{
    struct cursor *cursor = self;
    if (index == 0)
        *cursor = (struct cursor){0};
    struct leat_string paragraph;
    do
        paragraph = next_paragraph(record->bytes, &cursor->offset);
    while (cursor->index++ < index);
    if (paragraph.length == 0)
        return LEAT_END;

    char id[32];
    snprintf(id, sizeof id, "paragraph %zu", index + 1);
    leat_doc_set_id(doc, leat_string(id));
    return leat_doc_set_text(doc, paragraph, error);
}

LEAT_PLUGIN(.name = "@NAME@", .kind = LEAT_DECODER, .version = "0.1.0", .licence = "MIT",
            .summary = "makes a document of every paragraph", .example = "{\"plugin\": \"@NAME@\"}",
            .claims = ".@NAME@", .framing = LEAT_WHOLE, .create = create, .destroy = free, .decode = decode)
