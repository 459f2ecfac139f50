#include "quotes.h"

/* A quotation of more sentences than this has lost its end: the mark was a stray one. */
enum { SENTENCES_MAX = 16 };

enum direction { NO_QUOTE, OPENS, CLOSES };

static const struct mark {
    const char *text;
    bool opens, closes, single;
} marks[] = {
    {"\"", true, true, false}, {"“", true, true, false},  {"”", false, true, false},  {"„", true, false, false},
    {"«", true, false, false}, {"»", false, true, false}, {"「", true, false, false}, {"」", false, true, false},
    {"'", true, true, true},   {"‘", true, false, true},  {"’", false, true, true},
};

static bool is_word_byte(unsigned char byte)
{
    return (unsigned char)((byte | 0x20) - 'a') < 26 || (unsigned char)(byte - '0') < 10 || byte >= 0x80;
}

/* A mark that can do both: by what stands beside it. “ closes what „ has opened. */
static enum direction beside(const struct leat_doc *doc, struct leat_span token)
{
    const unsigned char before = token.begin > 0 ? (unsigned char)doc->text[token.begin - 1] : ' ';
    const unsigned char after = token.end < doc->length ? (unsigned char)doc->text[token.end] : ' ';
    if (before <= ' ' || before == '(' || before == '[')
        return OPENS;
    return is_word_byte(after) && (before == '-' || before >= 0x80) ? OPENS : CLOSES;
}

/* As in: 6" pipes. */
static bool after_digit(const struct leat_doc *doc, struct leat_span token)
{
    return token.begin > 0 && (unsigned char)(doc->text[token.begin - 1] - '0') < 10;
}

/* A single mark closes a quotation only behind punctuation; elsewhere it is an apostrophe. */
static enum direction single(const struct leat_doc *doc, struct leat_span token, bool opening, bool closing)
{
    const unsigned char before = token.begin > 0 ? (unsigned char)doc->text[token.begin - 1] : ' ';
    const unsigned char after = token.end < doc->length ? (unsigned char)doc->text[token.end] : ' ';
    if (opening && (before <= ' ' || before == '"') && (after | 0x20) >= 'a')
        return OPENS;
    return closing && (before == '.' || before == ',' || before == '!' || before == '?') ? CLOSES : NO_QUOTE;
}

static void cut(uint32_t from, size_t to, struct looks *looks)
{
    for (size_t i = from; i <= to; i++)
        looks[i].marks |= LOOKS_CUT;
}

static void close(uint32_t *open, size_t sentence, struct looks *looks)
{
    const uint32_t from = *open - 1;
    looks[sentence].marks |= LOOKS_QUOTING;
    if (from < sentence && sentence - from < SENTENCES_MAX)
        cut(from, sentence, looks);
    else if (from < sentence)
        looks[from].marks |= LOOKS_CUT;
    *open = 0;
}

static void take_twofold(struct quotes *quotes, enum direction direction, size_t sentence, struct looks *looks)
{
    if (direction == OPENS && quotes->twofold == 0)
        quotes->twofold = (uint32_t)sentence + 1;
    else if (direction == CLOSES && quotes->twofold != 0)
        close(&quotes->twofold, sentence, looks);
    else if (direction == CLOSES)
        looks[sentence].marks |= LOOKS_CUT;
}

static void take_single(struct quotes *quotes, enum direction direction, size_t sentence, struct looks *looks)
{
    if (direction == OPENS)
        quotes->single = (uint32_t)sentence + 1;
    else if (direction == CLOSES && quotes->single != 0)
        close(&quotes->single, sentence, looks);
}

void quotes_take(struct quotes *quotes, const struct leat_doc *doc, struct leat_span token, size_t sentence,
                 struct looks *looks)
{
    const struct leat_string text = leat_doc_slice(doc, token);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const struct mark *mark = &marks[i];
        if (!leat_string_equal(text, leat_string(mark->text)))
            continue;
        if (mark->single)
            take_single(quotes, single(doc, token, mark->opens, mark->closes), sentence, looks);
        else if (!mark->closes || !mark->opens)
            take_twofold(quotes, mark->opens ? OPENS : CLOSES, sentence, looks);
        else if (quotes->twofold != 0 || !after_digit(doc, token))
            take_twofold(quotes, beside(doc, token), sentence, looks);
        return;
    }
}

/* A paragraph may end within a quotation of several paragraphs. */
void quotes_end(struct quotes *quotes, size_t last, struct looks *looks)
{
    if (quotes->twofold != 0) {
        const uint32_t from = quotes->twofold - 1;
        cut(from, last - from < SENTENCES_MAX ? last : from, looks);
    }
    *quotes = (struct quotes){0};
}
