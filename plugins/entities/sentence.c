#include "sentence.h"

static bool is_apostrophe(const char *at, size_t length)
{
    return (length >= 1 && at[0] == '\'') || (length >= 3 && memcmp(at, "’", 3) == 0);
}

/* What stands between a word and the one before is told from the bytes between them. */
static inline void join(const struct sentence *sentence, struct word *word)
{
    const struct word *before = word - 1;
    const char *gap = sentence->text + before->end;
    const size_t length = word->begin - before->end;
    const char only = length == 1 ? *gap : ' ';
    word->glued = length == 0 && !before->possessive;
    word->hyphen = only == '-';
    word->apart = length > 1 ? memchr(gap, '\n', length) != NULL : only == '\n';
    word->opens = before->opener || word->apart;
}

static inline void append(struct sentence *sentence, uint32_t begin, uint32_t end, uint64_t key)
{
    struct word *word = &sentence->words[sentence->count];
    struct spelling other;
    const struct leat_string text = {sentence->text + begin, end - begin};
    const struct spelling *spelling = spelling_find(sentence->spellings, text, key, &other);
    *word = (struct word){.key = key,
                          .lower = spelling->lower,
                          .lists = spelling->lists,
                          .shape = spelling->shape,
                          .cut = spelling->cut,
                          .capital = spelling->capital,
                          .opener = spelling->opener,
                          .begin = begin,
                          .end = end - spelling->cut,
                          .possessive = spelling->cut > 0,
                          .opens = true};
    if (word->cut > 0)
        word->key = spelling_key(text.at, text.length - word->cut, sentence->length - begin);
    if (sentence->count > 0)
        join(sentence, word);
    sentence->capitals[sentence->capital_count] = (uint32_t)sentence->count;
    sentence->capital_count += word->capital;
    sentence->telling[word->shape] += word->end - begin >= 4 || word->shape == SHAPE_UPPER;
    sentence->count++;
}

/* Appends the parts of a token between its hyphens. */
static void append_parts(struct sentence *sentence, struct leat_span token)
{
    const char *text = sentence->text;
    uint32_t begin = token.begin;
    for (uint32_t i = token.begin + 1; i <= token.end; i++) {
        if (i < token.end && (i + 1 == token.end || text[i] != '-' || text[i - 1] == '-'))
            continue;
        if (i > begin)
            append(sentence, begin, i, spelling_key(text + begin, i - begin, sentence->length - begin));
        begin = i + 1;
    }
}

/* The key of a token; 0 where it has a hyphen. */
static inline uint64_t key_of(const struct leat_doc *doc, struct leat_span token)
{
    const char *at = doc->text + token.begin;
    const size_t length = token.end - token.begin, room = doc->length - token.begin;
    const uint64_t first = spelling_bytes(at, length, room), each = UINT64_MAX / 0xff; /* 1 in each byte */
    const uint64_t differs = first ^ each * '-';
    if (((differs - each) & ~differs & each << 7) != 0) /* one of the bytes is 0 (Mycroft 1987) */
        return 0;
    if (length > sizeof first && memchr(at + sizeof first, '-', length - sizeof first) != NULL)
        return 0;
    return spelling_key_on(first, at, length, room);
}

/* A token makes one word, or one for each part between hyphens; a token of a hyphen alone makes none where it joins,
 * and 's by itself marks the word before. */
static inline void append_token(struct sentence *sentence, struct leat_span token, uint64_t key)
{
    const char *text = sentence->text;
    const size_t length = token.end - token.begin;
    struct word *before = sentence->count > 0 ? &sentence->words[sentence->count - 1] : NULL;
    if (before != NULL && before->end == token.begin) {
        if (length <= 4 && is_apostrophe(text + token.begin, length) && (length < 3 || text[token.end - 1] == 's')) {
            before->possessive = true;
            return;
        }
        if (length == 1 && text[token.begin] == '-')
            return;
    }
    if (key != 0)
        append(sentence, token.begin, token.end, key);
    else
        append_parts(sentence, token);
}

/* In a heading, four of five words of four letters and more have capitals. */
static bool is_heading(const struct sentence *sentence)
{
    const size_t upper = sentence->telling[SHAPE_UPPER], capitals = sentence->telling[SHAPE_CAPITAL] + upper;
    const size_t small = sentence->telling[SHAPE_LOWER];
    return (capitals >= 5 && capitals > 4 * small) || (upper >= 3 && upper > 2 * (small + capitals - upper));
}

void sentence_keys(const struct leat_doc *doc, struct leat_layer tokens, const struct spellings *spellings,
                   uint64_t *keys)
{
    for (size_t i = 0; i < tokens.count; i++) {
        keys[i] = key_of(doc, tokens.spans[i]);
        spelling_expect(spellings, keys[i]);
    }
}

void sentence_read(struct sentence *sentence, const struct leat_doc *doc, struct leat_layer tokens,
                   struct leat_span span, size_t *next)
{
    sentence->text = doc->text;
    sentence->length = doc->length;
    sentence->count = 0;
    sentence->capital_count = 0;
    memset(sentence->telling, 0, sizeof sentence->telling);
    for (; *next < tokens.count && tokens.spans[*next].begin < span.end; (*next)++) {
        const struct leat_span token = tokens.spans[*next];
        if (token.end > token.begin)
            append_token(sentence, token, sentence->keys != NULL ? sentence->keys[*next] : key_of(doc, token));
    }
    sentence->heading = is_heading(sentence);
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
