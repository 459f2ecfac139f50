#include "reading.h"
#include "quotes.h"

/* A term is looked for in at most this many slots; one that finds no room (only where words are made to collide) is
 * no term. */
enum { PROBES = 32, LABEL_TOKENS = 4, ADDRESS_MIN = 7 };

struct entry {
    uint64_t hash; /* 0: free */
    uint32_t id;
    uint32_t seen; /* the last sentence that has it, from 1 */
};

struct reader {
    uint64_t *found; /* the content words of the sentence that is read */
    const struct word_list *list;
    const struct leat_doc *doc;
    struct reading *reading;
    struct entry *entries;
    size_t slots; /* a power of two */
    uint32_t used;
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

/* The entry of the word, or a free one for it; NULL where there is no room near its slot. */
static inline struct entry *find(const struct reader *reader, uint64_t hash)
{
    const size_t mask = reader->slots - 1;
    size_t slot = (size_t)(hash >> 8) & mask;
    for (int i = 0; i < PROBES; i++, slot = (slot + 1) & mask)
        if (reader->entries[slot].hash == hash || reader->entries[slot].hash == 0)
            return &reader->entries[slot];
    return NULL;
}

/* Enters the words as terms of the sentence. Whether a term is new, and new to the sentence, is hard to guess: so no
 * branch depends on it. */
static void take_terms(struct reader *reader, size_t found, size_t sentence)
{
    struct reading *reading = reader->reading;
    const uint32_t seen = (uint32_t)sentence + 1;
    uint32_t *const counts = reading->counts, *ids = reading->ids + reader->used;
    size_t terms = reading->terms;
    for (size_t i = 0; i < found; i++) {
        struct entry *entry = find(reader, reader->found[i]);
        if (entry == NULL)
            continue;
        const uint32_t added = entry->hash == 0, id = added ? (uint32_t)terms : entry->id, first = entry->seen != seen;
        *entry = (struct entry){.hash = reader->found[i], .id = id, .seen = seen};
        terms += added;
        counts[id] += first;
        *ids = id;
        ids += first;
    }
    reading->terms = terms;
    reader->used = (uint32_t)(ids - reading->ids);
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

/* An address of the web begins with http or www; one of mail has an @ within. */
static bool has_address(const struct leat_doc *doc, struct leat_span sentence)
{
    for (const char *at = doc->text + sentence.begin, *end = doc->text + sentence.end;
         (at = memchr(at, '@', (size_t)(end - at))) != NULL; at++)
        if (at > doc->text + sentence.begin && is_letter_or_digit((unsigned char)at[-1]))
            return true;
    return false;
}

static bool begins_address(struct leat_string word)
{
    return memcmp(word.at, "http", 4) == 0 || memcmp(word.at, "www.", 4) == 0;
}

/* A token that is neither plain punctuation nor begins with a letter or digit of ASCII. Whether it is a word. */
static bool read_mark(struct reader *reader, struct leat_span token, size_t place, size_t sentence)
{
    struct looks *looks = &reader->reading->looks[sentence];
    const struct leat_string mark = leat_doc_slice(reader->doc, token);
    if (is_word(mark))
        return true;
    if (mark.at[0] == ':')
        looks->marks |= place < LABEL_TOKENS ? LOOKS_LABEL : 0u;
    else
        quotes_take(&reader->quotes, reader->doc, token, sentence, reader->reading->looks);
    return false;
}

/* Reads the tokens [from, to) of a sentence. What kind a token is can hardly be guessed, so words of all kinds take the
 * same way: each is hashed and looked up, and what is no content word is overwritten by the next. */
static void read_tokens(struct reader *reader, const struct leat_span *tokens, size_t from, size_t to, size_t sentence)
{
    struct looks *looks = &reader->reading->looks[sentence];
    unsigned first = 0, all = 0;
    uint32_t words = 0, small = 0, figures = 0, found = 0;
    const struct word_list *list = reader->list;
    const char *const end = reader->doc->text + reader->doc->length;
    uint64_t *const content = reader->found;
    for (size_t i = from; i < to; i++) {
        const struct leat_string token = leat_doc_slice(reader->doc, tokens[i]);
        if (token.length == 0)
            continue;
        const unsigned lead = list->leads[(unsigned char)token.at[0]], word = lead & LEAD_WORD;
        if ((lead & LEAD_OTHER) != 0 && !read_mark(reader, tokens[i], i - from, sentence))
            continue;
        if (((lead & LEAD_ADDRESS) != 0) & (token.length >= ADDRESS_MIN))
            looks->marks |= begins_address(token) ? LOOKS_ADDRESS : 0u;
        const uint64_t hash = word_hash(token.at, token.length, (size_t)(end - token.at));
        const unsigned classes = word_classes(list, hash);
        first = words == 0 ? classes : first;
        all |= classes;
        words += word;
        small += (lead & LEAD_SMALL) / LEAD_SMALL;
        figures += (lead & LEAD_DIGIT) / LEAD_DIGIT;
        content[found] = hash;
        found += word & ~classes;
    }
    looks->words = words;
    looks->small = small;
    looks->figures = figures;
    note_classes(looks, first, all);
    take_terms(reader, found, sentence);
}

static void read_sentence(struct reader *reader, const struct leat_span *tokens, size_t from, size_t to,
                          size_t sentence)
{
    struct looks *looks = &reader->reading->looks[sentence];
    read_tokens(reader, tokens, from, to, sentence);
    if (from < to && tokens[to - 1].begin < tokens[to - 1].end) {
        const struct leat_span all = {tokens[from].begin, tokens[to - 1].end};
        const char begin = reader->doc->text[all.begin];
        looks->marks |= is_closed(leat_doc_slice(reader->doc, tokens[to - 1])) ? LOOKS_CLOSED : 0u;
        looks->marks |= begin >= 'a' && begin <= 'z' ? LOOKS_SMALL : 0u;
        looks->marks |= has_address(reader->doc, all) ? LOOKS_ADDRESS : 0u;
    }
    reader->reading->words += looks->words;
    reader->reading->ends[sentence] = reader->used;
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

static bool make_room(struct reader *reader, struct leat_doc *doc, size_t tokens, size_t sentences)
{
    struct reading *reading = reader->reading;
    for (reader->slots = 64; reader->slots < 2 * tokens;)
        reader->slots *= 2;
    reader->entries = leat_doc_alloc(doc, reader->slots * sizeof *reader->entries);
    reader->found = leat_doc_alloc(doc, (tokens + 1) * sizeof *reader->found);
    reading->ids = leat_doc_alloc(doc, tokens * sizeof *reading->ids + 1);
    reading->counts = leat_doc_alloc(doc, tokens * sizeof *reading->counts + 1);
    reading->ends = leat_doc_alloc(doc, sentences * sizeof *reading->ends + 1);
    reading->looks = leat_doc_alloc(doc, sentences * sizeof *reading->looks + 1);
    if (reader->entries == NULL || reader->found == NULL || reading->ids == NULL || reading->counts == NULL ||
        reading->ends == NULL || reading->looks == NULL)
        return false;
    memset(reader->entries, 0, reader->slots * sizeof *reader->entries);
    memset(reading->counts, 0, tokens * sizeof *reading->counts);
    memset(reading->looks, 0, sentences * sizeof *reading->looks);
    return true;
}

/* Whether a paragraph ends between two sentences. */
static bool parted(const struct leat_doc *doc, struct leat_span before, struct leat_span after)
{
    return before.end < after.begin && memchr(doc->text + before.end, '\n', after.begin - before.end) != NULL;
}

bool reading_make(struct reading *reading, const struct word_list *list, struct leat_doc *doc,
                  struct leat_layer sentences)
{
    const struct leat_layer tokens = leat_doc_layer(doc, "token");
    struct reader reader = {.list = list, .doc = doc, .reading = reading};
    *reading = (struct reading){.sentences = sentences.count};
    if (!make_room(&reader, doc, tokens.count, sentences.count))
        return false;
    size_t token = 0;
    for (size_t i = 0; i < sentences.count; i++) {
        const size_t first = token;
        while (token < tokens.count && tokens.spans[token].begin < sentences.spans[i].end)
            token++;
        read_sentence(&reader, tokens.spans, first, token, i);
        if (i + 1 == sentences.count || parted(doc, sentences.spans[i], sentences.spans[i + 1]))
            quotes_end(&reader.quotes, i, reading->looks);
    }
    count_names(leat_doc_layer(doc, "entity"), sentences, reading->looks);
    return true;
}
