#include "names.h"

enum { PLACE = 2000, WORDS_MAX = 6 };

struct name names_next(const struct sentence *sentence, const uint8_t *tags, size_t at)
{
    while (at < sentence->count && tags[at] == TAG_NONE)
        at++;
    if (at == sentence->count)
        return (struct name){at, at, GROUP_NONE};
    const enum group group = tag_group(tags[at]);
    size_t end = at + 1;
    if (group == GROUP_NORP)
        while (end < sentence->count && tags[end] == TAG_NORP && !word_hyphen(sentence, end))
            end++;
    else if (group == GROUP_MISC)
        while (end < sentence->count && tags[end] == TAG_MISC_INNER)
            end++;
    else
        while (tag_open(tags[end - 1]))
            end++;
    return (struct name){at, end, group};
}

/* --- the kinds of rarer names ------------------------------------------------------------------------------------- */

/* The features of word `at`, in some role for the name; a word outside the sentence has those of no word. */
static size_t add_word(const struct sentence *sentence, size_t at, const struct model *model, uint32_t row_count,
                       uint32_t role, uint32_t *rows)
{
    struct lexeme lexeme;
    struct attributes attributes;
    const bool inside = at < sentence->count;
    const struct leat_string word = inside ? word_text(sentence, at) : (struct leat_string){"", 0};
    lexeme_read(&lexeme, &attributes, model, word, inside ? sentence->words[at].spelling.lists : 0);
    size_t count = 0;
    for (size_t i = 0; i < attributes.count; i++)
        if (attributes.reach[i] == REACH)
            rows[count++] = feature_row(row_count, attributes.keys[i], PLACE + role);
    return count;
}

size_t names_kind_rows(const struct sentence *sentence, size_t from, size_t to, const struct model *model,
                       uint32_t row_count, uint32_t rows[KIND_ROWS])
{
    enum { BEFORE, WITHIN, LAST, AFTER, LENGTH };
    const uint32_t length = (uint32_t)(to - from < WORDS_MAX ? to - from : WORDS_MAX);
    size_t count = 0;
    for (size_t at = from > 0 ? from - 1 : 0; at <= to && at < sentence->count; at++)
        lexeme_expect(model, word_text(sentence, at));
    rows[count++] = feature_row(row_count, length, PLACE + LENGTH);
    count += add_word(sentence, from - 1, model, row_count, BEFORE, rows + count);
    for (size_t at = from; at < from + length; at++)
        count += add_word(sentence, at, model, row_count, WITHIN, rows + count);
    count += add_word(sentence, to - 1, model, row_count, LAST, rows + count);
    return count + add_word(sentence, to, model, row_count, AFTER, rows + count);
}

static enum label kind_of(const struct sentence *sentence, struct name name, const struct model *model)
{
    int scores[KINDS] = {0};
    uint32_t rows[KIND_ROWS];
    unsigned best = KINDS - 1;
    const size_t count = names_kind_rows(sentence, name.from, name.to, model, model->row_count, rows);
    for (size_t i = 0; i < count; i++)
        for (unsigned kind = 0; kind < KINDS; kind++)
            scores[kind] += model->rows[rows[i]][kind];
    for (unsigned kind = 0; kind < KINDS; kind++)
        if (scores[kind] > scores[best])
            best = kind;
    return (enum label)(LABEL_EVENT + best);
}

enum label names_label(const struct sentence *sentence, struct name name, const struct model *model)
{
    static const enum label labels[GROUPS] = {
        [GROUP_PER] = LABEL_PER, [GROUP_ORG] = LABEL_ORG, [GROUP_LOC] = LABEL_LOC, [GROUP_NORP] = LABEL_NORP};
    return name.group == GROUP_MISC ? kind_of(sentence, name, model) : labels[name.group];
}
