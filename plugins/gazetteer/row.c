#include "row.h"

static bool fail(struct row *row, size_t at, const char *fault)
{
    row->fault = fault;
    row->at = at;
    return false;
}

static struct leat_string next_field(struct leat_string line, size_t *at)
{
    const char *begin = line.at + *at;
    const char *tab = memchr(begin, '\t', line.length - *at);
    const size_t length = tab != NULL ? (size_t)(tab - begin) : line.length - *at;
    *at += length + (tab != NULL);
    return (struct leat_string){begin, length};
}

bool row_read_tabs(struct row *row, struct leat_string line)
{
    size_t at = 0;
    const struct leat_string phrase = next_field(line, &at);
    if (phrase.length == 0)
        return fail(row, 0, "the first column, the phrase, is empty");
    row->phrases[row->count++] = phrase;
    if (phrase.length > 2 && phrase.at[0] == '/' && phrase.at[phrase.length - 1] == '/') {
        row->phrases[0] = (struct leat_string){phrase.at + 1, phrase.length - 2};
        row->pattern = true;
    }
    row->at = row->pattern;
    const struct leat_string label = next_field(line, &at);
    if (label.length > 0)
        row->label = label;
    const struct leat_string id = next_field(line, &at);
    if (id.length > 0)
        row->features[row->feature_count++] =
            (struct fact){leat_string("id"), {.kind = LEAT_VALUE_STRING, .string = id}};
    return at >= line.length || fail(row, at, "there are more than three columns: phrase, label and id");
}
