#include "sentence.h"

#include "hash.h"

/* Appends a word, and notes its case; no branch depends on what it is. */
static inline void put(struct sentence *sentence, struct leat_span span, uint64_t key, const struct spelling *spelling)
{
    const size_t at = sentence->count++;
    sentence->words[at] = (struct word){.key = key, .spelling = *spelling, .span = span};
    sentence->capitals[sentence->capital_count] = (uint32_t)at;
    sentence->capital_count += spelling->capital;
    *cases_at(&sentence->cases, spelling->lower) |= spelling->shape == SHAPE_LOWER ? CASE_SMALL : 0;
}

/* Appends a word that may have or be a possessive ending. */
static void put_possessive(struct sentence *sentence, struct leat_span span, uint64_t key,
                           const struct spelling *spelling)
{
    span.end -= spelling->cut;
    if (spelling->cut > 0)
        key = key_make(sentence->text + span.begin, span.end - span.begin, sentence->length - span.begin);
    put(sentence, span, key, spelling);
}

/* Whether a token follows the word before without a space. */
static inline bool follows(const struct sentence *sentence, struct leat_span token)
{
    return sentence->count > 0 && sentence->words[sentence->count - 1].span.end == token.begin;
}

/* Appends the parts of a token between its hyphens, none for a hyphen alone that joins. */
static void put_parts(struct sentence *sentence, struct leat_span token)
{
    const char *text = sentence->text;
    uint32_t begin = token.begin;
    if (token.end - begin == 1 && follows(sentence, token))
        return;
    for (uint32_t i = begin + 1; i <= token.end; i++) {
        if (i < token.end && (i + 1 == token.end || text[i] != '-' || text[i - 1] == '-'))
            continue;
        if (i > begin) {
            const struct leat_span part = {begin, i};
            const uint64_t key = key_make(text + begin, i - begin, sentence->length - begin);
            put_possessive(sentence, part, key, spelling_find(sentence->spellings, text, part, key));
        }
        begin = i + 1;
    }
}

/* A token makes one word, or one for each part between hyphens; 's by itself marks the word before. */
static inline void put_token(struct sentence *sentence, struct leat_span token, uint64_t key)
{
    if (key == 0) {
        put_parts(sentence, token);
        return;
    }
    const struct spelling *spelling = spelling_find(sentence->spellings, sentence->text, token, key);
    if (!spelling->ending && spelling->cut == 0)
        put(sentence, token, key, spelling);
    else if (!spelling->ending || !follows(sentence, token))
        put_possessive(sentence, token, key, spelling);
    else
        sentence->words[sentence->count - 1].spelling.possessive = true;
}

/* The words that begin with a small letter and have four or more. */
static size_t count_small(const struct sentence *sentence)
{
    size_t count = 0;
    for (size_t at = 0; at < sentence->count; at++) {
        const struct word *word = &sentence->words[at];
        count += (word->spelling.shape == SHAPE_LOWER) & (word_length(word) >= 4);
    }
    return count;
}

/* In a heading, four of five words of four letters and more have capitals. */
static bool is_heading(const struct sentence *sentence)
{
    size_t upper = 0, capitals = 0;
    if (sentence->capital_count < 3)
        return false;
    for (size_t i = 0; i < sentence->capital_count; i++) {
        const struct word *word = &sentence->words[sentence->capitals[i]];
        const bool telling = (word->spelling.shape == SHAPE_CAPITAL) & (word_length(word) >= 4);
        upper += word->spelling.shape == SHAPE_UPPER;
        capitals += telling | (word->spelling.shape == SHAPE_UPPER);
    }
    if (capitals < 5 && upper < 3)
        return false;
    const size_t small = count_small(sentence);
    return (capitals >= 5 && capitals > 4 * small) || (upper >= 3 && upper > 2 * (small + capitals - upper));
}

/* Notes the words with a capital where none need be; in a heading there are none. */
static void note_inside(const struct sentence *sentence)
{
    for (size_t i = 0; i < sentence->capital_count && !sentence->heading; i++) {
        const size_t at = sentence->capitals[i];
        const struct word *word = &sentence->words[at];
        if (word->spelling.shape == SHAPE_CAPITAL && !word_opens(sentence, at))
            *cases_at(&sentence->cases, word->spelling.lower) |= CASE_INSIDE;
    }
}

static size_t find_hyphen(const struct leat_doc *doc, size_t at)
{
    const char *hyphen = memchr(doc->text + at, '-', doc->length - at);
    return hyphen != NULL ? (size_t)(hyphen - doc->text) : doc->length;
}

void sentence_keys(const struct leat_doc *doc, struct leat_layer tokens, struct spellings spellings, uint64_t *keys)
{
    size_t hyphen = find_hyphen(doc, 0);
    for (size_t i = 0; i < tokens.count; i++) {
        const struct leat_span token = tokens.spans[i];
        if (hyphen < token.end && hyphen < token.begin)
            hyphen = find_hyphen(doc, token.begin);
        const uint64_t key = key_make(doc->text + token.begin, token.end - token.begin, doc->length - token.begin);
        keys[i] = hyphen < token.end || token.end == token.begin ? 0 : key;
        spelling_expect(spellings, key);
    }
}

void sentence_read(struct sentence *sentence, const struct leat_doc *doc, struct leat_layer tokens,
                   struct leat_span span, size_t *next)
{
    size_t at = *next;
    sentence->text = doc->text;
    sentence->length = doc->length;
    sentence->count = 0;
    sentence->capital_count = 0;
    for (; at < tokens.count && tokens.spans[at].begin < span.end; at++)
        put_token(sentence, tokens.spans[at], sentence->keys[at]);
    *next = at;
    sentence->heading = is_heading(sentence);
    note_inside(sentence);
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
    if (!first && !word_glued(sentence, at))
        hash = hash_byte(hash, word_hyphen(sentence, at) ? '-' : ' ');
    if (fold && sentence->words[at].spelling.shape == SHAPE_UPPER)
        return hash_title(hash, text.at, text.length);
    return hash_bytes(hash, text.at, text.length);
}

/* Whether some listed phrase may go on with word `at`, which is not the first. */
static inline bool goes_on(const struct sentence *sentence, size_t at, bool fold)
{
    const struct word *word = &sentence->words[at];
    return at < sentence->count && !word_apart(sentence, at) && !word[-1].spelling.possessive &&
           ((word->spelling.lists & IN_INNER) != 0 || (fold && word->spelling.shape == SHAPE_UPPER));
}

static struct match match(const struct sentence *sentence, size_t at, bool fold)
{
    struct match best = {0, 0};
    uint64_t hash = HASH_START;
    for (size_t i = at; i == at || goes_on(sentence, i, fold); i++) {
        hash = hash_on(hash, sentence, i, i == at, fold);
        const uint32_t lists = i > at ? lists_find_phrase(hash)
                               : fold ? lists_find(hash)
                                      : sentence->words[at].spelling.lists;
        if ((lists & IN_LISTS) != 0)
            best = (struct match){i - at + 1, lists & IN_LISTS};
        if ((lists & IN_PREFIX) == 0)
            break;
    }
    return best;
}

struct match sentence_match(const struct sentence *sentence, size_t at)
{
    const uint32_t bits = sentence->words[at].spelling.lists, lists = bits & IN_LISTS;
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
