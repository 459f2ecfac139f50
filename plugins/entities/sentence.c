#include "sentence.h"

#include "hash.h"

/* What stands between a word and the one before is told from the bytes between them. */
static inline void join(const struct sentence *sentence, struct word *word)
{
    const struct word *before = word - 1;
    const char *gap = sentence->text + before->end;
    const size_t length = word->begin - before->end;
    word->glued = (length == 0) & !before->possessive;
    word->hyphen = (length == 1) & (*gap == '-');
    word->apart = (length == 1) & (*gap == '\n');
    if (length > 1)
        word->apart = memchr(gap, '\n', length) != NULL;
    word->opens = before->opener | word->apart;
}

/* Puts a word at `word`. */
static inline void put(const struct sentence *sentence, struct word *word, struct leat_span span, uint64_t key,
                       struct spelling spelling)
{
    *word = (struct word){.key = key,
                          .lower = spelling.lower,
                          .lists = spelling.lists,
                          .begin = span.begin,
                          .end = span.end - (uint32_t)spelling.cut,
                          .shape = spelling.shape,
                          .capital = spelling.capital,
                          .opener = spelling.opener,
                          .possessive = spelling.cut > 0,
                          .opens = true};
    if (word->possessive)
        word->key = key_make(sentence->text + span.begin, word->end - word->begin, sentence->length - span.begin);
    if (word > sentence->words)
        join(sentence, word);
}

static inline struct spelling find(const struct sentence *sentence, struct leat_span span, uint64_t key)
{
    const struct leat_string text = {sentence->text + span.begin, span.end - span.begin};
    return *spelling_find(sentence->spellings, text, key);
}

/* Puts the parts of a token between its hyphens, none for a hyphen alone that joins. Returns where the next word goes,
 * as put_token. */
static struct word *put_parts(const struct sentence *sentence, struct word *word, struct leat_span token)
{
    const char *text = sentence->text;
    uint32_t begin = token.begin;
    if (token.end - begin == 1 && word > sentence->words && word[-1].end == begin)
        return word;
    for (uint32_t i = begin + 1; i <= token.end; i++) {
        if (i < token.end && (i + 1 == token.end || text[i] != '-' || text[i - 1] == '-'))
            continue;
        if (i > begin) {
            const uint64_t key = key_make(text + begin, i - begin, sentence->length - begin);
            const struct leat_span part = {begin, i};
            put(sentence, word++, part, key, find(sentence, part, key));
        }
        begin = i + 1;
    }
    return word;
}

/* A token makes one word, or one for each part between hyphens; 's by itself marks the word before. */
static inline struct word *put_token(const struct sentence *sentence, struct word *word, struct leat_span token,
                                     uint64_t key)
{
    if (key == 0)
        return put_parts(sentence, word, token);
    const struct spelling spelling = find(sentence, token, key);
    if (spelling.ending && word > sentence->words && word[-1].end == token.begin) {
        word[-1].possessive = true;
        return word;
    }
    put(sentence, word, token, key, spelling);
    return word + 1;
}

/* Lists the capitals, and tells whether it is a heading: there, four of five words of four letters and more have them.
 */
static void find_capitals(struct sentence *sentence)
{
    size_t small = 0, upper = 0, capitals = 0, count = 0;
    for (size_t at = 0; at < sentence->count; at++) {
        const struct word *word = &sentence->words[at];
        sentence->capitals[count] = (uint32_t)at;
        count += word->capital;
        small += (word->shape == SHAPE_LOWER) & (word->end - word->begin >= 4);
    }
    for (size_t i = 0; i < count; i++) {
        const struct word *word = &sentence->words[sentence->capitals[i]];
        upper += word->shape == SHAPE_UPPER;
        capitals += word->shape == SHAPE_UPPER || (word->shape == SHAPE_CAPITAL && word->end - word->begin >= 4);
    }
    sentence->capital_count = count;
    sentence->heading =
        (capitals >= 5 && capitals > 4 * small) || (upper >= 3 && upper > 2 * (small + capitals - upper));
}

static size_t find_hyphen(const struct leat_doc *doc, size_t at)
{
    const char *hyphen = memchr(doc->text + at, '-', doc->length - at);
    return hyphen != NULL ? (size_t)(hyphen - doc->text) : doc->length;
}

void sentence_keys(const struct leat_doc *doc, struct leat_layer tokens, const struct spellings *spellings,
                   uint64_t *keys)
{
    size_t hyphen = find_hyphen(doc, 0);
    for (size_t i = 0; i < tokens.count; i++) {
        const struct leat_span token = tokens.spans[i];
        if (hyphen < token.end && hyphen < token.begin)
            hyphen = find_hyphen(doc, token.begin);
        const uint64_t key = key_make(doc->text + token.begin, token.end - token.begin, doc->length - token.begin);
        keys[i] = hyphen < token.end ? 0 : key;
        spelling_expect(spellings, key);
    }
}

void sentence_read(struct sentence *sentence, const struct leat_doc *doc, struct leat_layer tokens,
                   struct leat_span span, size_t *next)
{
    struct word *word = sentence->words;
    sentence->text = doc->text;
    sentence->length = doc->length;
    for (; *next < tokens.count && tokens.spans[*next].begin < span.end; (*next)++)
        if (tokens.spans[*next].end > tokens.spans[*next].begin)
            word = put_token(sentence, word, tokens.spans[*next], sentence->keys[*next]);
    sentence->count = (size_t)(word - sentence->words);
    find_capitals(sentence);
}

size_t sentence_room(const struct leat_doc *doc, struct leat_layer tokens)
{
    size_t room = tokens.count;
    const char *end = doc->text + doc->length;
    for (const char *at = doc->text; at < end && (at = memchr(at, '-', (size_t)(end - at))) != NULL; at++)
        room++;
    return room;
}

/* Reads the hash on over word `at`, with what parts it from the word before as one byte. */
static uint64_t hash_on(uint64_t hash, const struct sentence *sentence, size_t at, bool first, bool fold)
{
    const struct leat_string text = word_text(sentence, at);
    if (!first && !sentence->words[at].glued)
        hash = hash_byte(hash, sentence->words[at].hyphen ? '-' : ' ');
    if (fold && sentence->words[at].shape == SHAPE_UPPER)
        return hash_title(hash, text.at, text.length);
    return hash_bytes(hash, text.at, text.length);
}

/* Whether some listed phrase may go on with word `at`, which is not the first. */
static inline bool goes_on(const struct sentence *sentence, size_t at, bool fold)
{
    const struct word *word = &sentence->words[at];
    return at < sentence->count && !word->apart && !word[-1].possessive &&
           ((word->lists & IN_INNER) != 0 || (fold && word->shape == SHAPE_UPPER));
}

static struct match match(const struct sentence *sentence, size_t at, bool fold)
{
    struct match best = {0, 0};
    uint64_t hash = HASH_START;
    for (size_t i = at; i == at || goes_on(sentence, i, fold); i++) {
        hash = hash_on(hash, sentence, i, i == at, fold);
        const uint32_t lists = i > at ? lists_find_phrase(hash) : fold ? lists_find(hash) : sentence->words[at].lists;
        if ((lists & IN_LISTS) != 0)
            best = (struct match){i - at + 1, lists & IN_LISTS};
        if ((lists & IN_PREFIX) == 0)
            break;
    }
    return best;
}

struct match sentence_match(const struct sentence *sentence, size_t at)
{
    const uint32_t bits = sentence->words[at].lists, lists = bits & IN_LISTS;
    const struct match found = (bits & IN_PREFIX) != 0 && goes_on(sentence, at + 1, false)
                                   ? match(sentence, at, false)
                                   : (struct match){lists != 0, lists};
    if (found.words > 0 || (bits & IN_FOLDED) == 0)
        return found;
    const bool acronym = word_text(sentence, at).length <= 3; /* by itself it is no word in capitals */
    if (acronym && !goes_on(sentence, at + 1, true))
        return found;
    const struct match folded = match(sentence, at, true);
    return acronym && folded.words == 1 ? (struct match){0, 0} : folded;
}
