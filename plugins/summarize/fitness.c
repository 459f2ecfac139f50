#include "fitness.h"

enum { WORDS_MIN = 5, WORDS_SHORT = 8, WORDS_LONG = 40, LABEL_TOKENS = 4 };

/* What one reading of the sentence counts. */
struct looks {
    size_t words, small; /* small: words that begin with a small letter, or in a script without capitals */
    bool label;          /* a colon among the first tokens */
    bool address;        /* an address of the web or of mail */
    bool speech;         /* a word such as "said" */
    int quotes;          /* opened and not closed; straight ones count as opening and closing by turns */
};

static bool is(struct leat_string token, const char *text)
{
    return leat_string_equal(token, leat_string(text));
}

static bool among(struct leat_string token, const char *const *list)
{
    for (; *list != NULL; list++)
        if (is(token, *list))
            return true;
    return false;
}

static bool is_letter(unsigned char byte)
{
    return ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte >= 0x80;
}

/* General punctuation, that of East Asia, and its full-width forms. */
static bool is_wide_punctuation(const unsigned char *at, size_t length)
{
    return length >= 3 && (at[0] == 0xe2 || (at[0] == 0xe3 && at[1] == 0x80) ||
                           (at[0] == 0xef && at[1] == 0xbc && (at[2] <= 0x8f || (at[2] >= 0x9a && at[2] <= 0xa0))));
}

static bool is_word(struct leat_string token)
{
    const unsigned char first = (unsigned char)token.at[0];
    return (is_letter(first) || (first >= '0' && first <= '9')) &&
           !is_wide_punctuation((const unsigned char *)token.at, token.length);
}

static bool is_address(struct leat_string token)
{
    return token.length > 6 && (memcmp(token.at, "http", 4) == 0 || memcmp(token.at, "www.", 4) == 0 ||
                                memchr(token.at, '@', token.length) != NULL);
}

static void look_at(struct looks *looks, struct leat_string token, size_t place)
{
    static const char *const speech[] = {"said", "says", "added", "told", "asked", "wrote", NULL};
    if (is_word(token)) {
        looks->words++;
        looks->small += token.at[0] >= 'a';
        looks->small += (unsigned char)token.at[0] >= 0x80;
        looks->address = looks->address || is_address(token);
        looks->speech = looks->speech || among(token, speech);
        return;
    }
    looks->label = looks->label || (place < LABEL_TOKENS && is(token, ":"));
    if (is(token, "\""))
        looks->quotes ^= 1;
    else if (is(token, "“"))
        looks->quotes += 2;
    else if (is(token, "”"))
        looks->quotes -= 2;
}

/* A sentence that ends in a word, a comma or a dash is cut off or is a heading. */
static bool is_closed(struct leat_string last)
{
    static const char *const open[] = {",", ";", ":", "-", "–", "—", "(", "“", "|", NULL};
    return !is_word(last) && !among(last, open);
}

static bool leans_back(struct leat_string first)
{
    static const char *const words[] = {"He",   "She",  "It",    "They",  "But",     "And",       "Or",
                                        "So",   "This", "That",  "These", "Those",   "However",   "Moreover",
                                        "Then", "Also", "Still", "Yet",   "Instead", "Meanwhile", "Therefore",
                                        "His",  "Her",  "Their", "Its",   NULL};
    return among(first, words);
}

double fitness_of(const struct leat_doc *doc, struct leat_layer tokens, size_t from, size_t to)
{
    struct looks looks = {0};
    if (from == to)
        return 0;
    for (size_t i = from; i < to; i++)
        if (tokens.spans[i].begin < tokens.spans[i].end)
            look_at(&looks, leat_doc_slice(doc, tokens.spans[i]), i - from);
    const struct leat_string first = leat_doc_slice(doc, tokens.spans[from]);
    const struct leat_string last = leat_doc_slice(doc, tokens.spans[to - 1]);
    if (looks.words < WORDS_MIN || looks.small == 0 || looks.label || looks.address || looks.quotes != 0 ||
        first.length == 0 || last.length == 0 || !is_closed(last) || (first.at[0] >= 'a' && first.at[0] <= 'z'))
        return 0;
    if (looks.words < WORDS_SHORT && looks.speech)
        return 0;
    double fitness = leans_back(first) ? 0.9 : 1.0;
    if (looks.words > WORDS_LONG)
        fitness *= (double)WORDS_LONG / (double)looks.words;
    if (looks.words < WORDS_SHORT)
        fitness *= (double)looks.words / WORDS_SHORT;
    return fitness;
}
