#include "reading.h"
#include "quotes.h"
#include "terms.h"

enum { LABEL_TOKENS = 4 };

struct reader {
    const struct word_list *list;
    const struct lead_list *leads;
    const struct leat_doc *doc;
    struct leat_layer tokens;
    size_t token; /* the next to read */
    struct reading *reading;
    uint64_t *hashes; /* of the words of the sentence that is read, later of the content words among them */
    struct terms terms;
    size_t at_sign; /* the next @; 0: not looked for yet */
    struct quotes quotes;
};

/* General punctuation, that of East Asia, its full-width forms, and « ». */
static bool is_wide_punctuation(const unsigned char *at, size_t length)
{
    if (length < 3)
        return length == 2 && at[0] == 0xc2;
    return at[0] == 0xe2 || (at[0] == 0xe3 && at[1] == 0x80) ||
           (at[0] == 0xef && at[1] == 0xbc && (at[2] <= 0x8f || (at[2] >= 0x9a && at[2] <= 0xa0)));
}

static bool is_digit(unsigned char byte)
{
    return (unsigned char)(byte - '0') < 10;
}

static inline bool is_letter_or_digit(unsigned char byte)
{
    return ((unsigned char)((byte | 0x20) - 'a') < 26) | is_digit(byte);
}

static bool is_word(struct leat_string token)
{
    const unsigned char first = (unsigned char)token.at[0];
    if (first >= 0x80)
        return !is_wide_punctuation((const unsigned char *)token.at, token.length);
    return is_letter_or_digit(first);
}

/* A sentence that ends in a word, a comma or a dash is cut off or is a heading. */
static bool is_closed(struct leat_string last)
{
    static const char *const open[] = {"–", "—", "“", "‘", "„"};
    const unsigned char lead = (unsigned char)last.at[0];
    if (lead < 0x80)
        return !is_letter_or_digit(lead) && lead != ',' && lead != ';' && lead != ':' && lead != '-' && lead != '(' &&
               lead != '|';
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (leat_string_equal(last, leat_string(open[i])))
            return false;
    return !is_word(last);
}

/* What the words of the whole sentence tell; `first`: the classes of its first token. */
static void note_classes(struct looks *looks, unsigned first, unsigned all)
{
    looks->marks |= (first & WORD_LEANING) != 0 ? LOOKS_LEANING : 0u;
    looks->marks |= (first & WORD_NOTICE) != 0 ? LOOKS_NOTICE : 0u;
    looks->marks |= (first & WORD_BY) != 0 ? LOOKS_BYLINE : 0u;
    looks->marks |= (all & WORD_SPEECH) != 0 ? LOOKS_SPEECH : 0u;
    looks->marks |= (all & WORD_DENIAL) != 0 ? LOOKS_DENIAL : 0u;
    looks->marks |= (all & WORD_CREDIT) != 0 && (all & WORD_WORK) != 0 ? LOOKS_CREDIT : 0u;
}

/* An address of the web begins with http or www. */
static bool begins_address(struct leat_string word)
{
    return memcmp(word.at, "http", 4) == 0 || memcmp(word.at, "www.", 4) == 0;
}

/* The next @ at `from` or behind; the text's length where there is none. It is looked for once. */
static size_t next_at_sign(struct reader *reader, size_t from)
{
    const struct leat_doc *doc = reader->doc;
    if (reader->at_sign < from) {
        const char *at = memchr(doc->text + from, '@', doc->length - from);
        reader->at_sign = at != NULL ? (size_t)(at - doc->text) : doc->length;
    }
    return reader->at_sign;
}

/* An address of mail has an @ within. */
static bool has_mail(struct reader *reader, size_t begin, size_t end)
{
    for (size_t at = begin; (at = next_at_sign(reader, at + 1)) < end;)
        if (is_letter_or_digit((unsigned char)reader->doc->text[at - 1]))
            return true;
    return false;
}

/* Takes the token at which lead_read has stopped. */
static void read_other(struct reader *reader, size_t place, size_t sentence, struct lead_counts *counts)
{
    struct looks *looks = &reader->reading->looks[sentence];
    const struct leat_span token = reader->tokens.spans[reader->token++];
    const struct leat_string text = leat_doc_slice(reader->doc, token);
    if (text.length == 0)
        return;
    const struct lead lead = lead_of(reader->leads, text.at);
    if (lead.most > 0 || is_word(text)) {
        looks->marks |= text.length >= LEAD_ADDRESS_MIN && begins_address(text) ? LOOKS_ADDRESS : 0u;
        lead_count(lead, word_hash(text.at, text.length, reader->doc->length - token.begin), counts, reader->hashes);
    } else if (*text.at == ':')
        looks->marks |= place < LABEL_TOKENS ? LOOKS_LABEL : 0u;
    else
        quotes_take(&reader->quotes, reader->doc, token, sentence, reader->reading->looks);
}

/* Reads the tokens that begin before `end`, from reader->token on: the words among them go to reader->hashes. */
static void read_tokens(struct reader *reader, size_t sentence, uint32_t end)
{
    struct looks *looks = &reader->reading->looks[sentence];
    const struct leat_layer *const tokens = &reader->tokens;
    const size_t first = reader->token;
    struct lead_counts counts = {0, 0, 0};
    for (;;) {
        reader->token = lead_read(reader->leads, reader->doc, tokens, reader->token, end, &counts, reader->hashes);
        if (reader->token == tokens->count || tokens->spans[reader->token].begin >= end)
            break;
        read_other(reader, reader->token - first, sentence, &counts);
    }
    looks->words = counts.words;
    looks->small = counts.small;
    looks->figures = counts.figures;
}

static void read_sentence(struct reader *reader, size_t sentence, uint32_t end)
{
    struct looks *looks = &reader->reading->looks[sentence];
    const struct leat_span *const first = reader->tokens.spans + reader->token;
    unsigned first_classes, all_classes;
    read_tokens(reader, sentence, end);
    const struct leat_span *const last = reader->tokens.spans + reader->token - 1;
    const size_t content = word_list_read(reader->list, reader->hashes, looks->words, &first_classes, &all_classes);
    note_classes(looks, first_classes, all_classes);
    terms_take(&reader->terms, reader->hashes, content, sentence);
    if (first <= last && last->begin < last->end) {
        const char begin = reader->doc->text[first->begin];
        looks->marks |= is_closed(leat_doc_slice(reader->doc, *last)) ? LOOKS_CLOSED : 0u;
        looks->marks |= begin >= 'a' && begin <= 'z' ? LOOKS_SMALL : 0u;
        looks->marks |= has_mail(reader, first->begin, last->end) ? LOOKS_ADDRESS : 0u;
    }
    reader->reading->words += looks->words;
    reader->reading->ends[sentence] = reader->terms.used;
}

static void count_names(struct leat_layer names, struct leat_layer sentences, struct looks *looks)
{
    size_t sentence = 0;
    for (size_t i = 0; i < names.count; i++) {
        while (sentence < sentences.count && sentences.spans[sentence].end <= names.spans[i].begin)
            sentence++;
        if (sentence < sentences.count && sentences.spans[sentence].begin <= names.spans[i].begin)
            looks[sentence].names++;
    }
}

static bool make_room(struct reader *reader, struct leat_doc *doc, size_t sentences)
{
    struct reading *reading = reader->reading;
    const size_t tokens = reader->tokens.count;
    reader->hashes = leat_doc_alloc(doc, (tokens + 1) * sizeof *reader->hashes);
    reading->ends = leat_doc_alloc(doc, (sentences + 1) * sizeof *reading->ends);
    reading->looks = leat_doc_alloc(doc, (sentences + 1) * sizeof *reading->looks);
    if (reader->hashes == NULL || reading->ends == NULL || reading->looks == NULL)
        return false;
    memset(reading->looks, 0, sentences * sizeof *reading->looks);
    return terms_make(&reader->terms, doc, tokens);
}

/* Whether a paragraph ends between two sentences. */
static bool parted(const struct leat_doc *doc, struct leat_span before, struct leat_span after)
{
    return before.end < after.begin && memchr(doc->text + before.end, '\n', after.begin - before.end) != NULL;
}

bool reading_make(struct reading *reading, const struct word_list *list, const struct lead_list *leads,
                  struct leat_doc *doc, struct leat_layer sentences)
{
    struct reader reader = {
        .list = list, .leads = leads, .doc = doc, .tokens = leat_doc_layer(doc, "token"), .reading = reading};
    *reading = (struct reading){.sentences = sentences.count};
    if (!make_room(&reader, doc, sentences.count))
        return false;
    for (size_t i = 0; i < sentences.count; i++) {
        read_sentence(&reader, i, sentences.spans[i].end);
        if (i + 1 == sentences.count || parted(doc, sentences.spans[i], sentences.spans[i + 1]))
            quotes_end(&reader.quotes, i, reading->looks);
    }
    reading->ids = reader.terms.ids;
    reading->counts = reader.terms.counts;
    reading->terms = reader.terms.count;
    count_names(leat_doc_layer(doc, "entity"), sentences, reading->looks);
    return true;
}
