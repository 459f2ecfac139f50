#include "sentence.h"

static bool is_apostrophe(const char *at, size_t length)
{
    return (length >= 1 && at[0] == '\'') || (length >= 3 && memcmp(at, "’", 3) == 0);
}

/* What stands between a word and the one before is told from the bytes between them. */
static void join(const struct sentence *sentence, struct word *word)
{
    const struct word *before = word - 1;
    const char *gap = sentence->text + before->end;
    const size_t length = word->begin - before->end;
    word->opens = before->opener;
    if (length == 1 && *gap == ' ')
        return;
    word->glued = length == 0 && !before->possessive;
    word->hyphen = length == 1 && *gap == '-';
    word->apart = memchr(gap, '\n', length) != NULL;
    word->opens = word->opens || word->apart;
}

static void append(struct sentence *sentence, uint32_t begin, uint32_t end)
{
    struct word *word = &sentence->words[sentence->count];
    const struct leat_string text = {sentence->text + begin, end - begin};
    const struct spelling spelling =
        spelling_find(sentence->spellings, text, spelling_key(text.at, text.length, sentence->length - begin));
    *word = (struct word){.key = spelling.key,
                          .begin = begin,
                          .end = end - spelling.cut,
                          .lists = spelling.lists,
                          .lower = spelling.lower,
                          .shape = spelling.shape,
                          .mark = spelling.mark,
                          .capital = spelling.capital,
                          .opener = spelling.opener,
                          .possessive = spelling.cut > 0,
                          .opens = true};
    if (spelling.cut > 0)
        word->key = spelling_key(text.at, text.length - spelling.cut, sentence->length - begin);
    if (sentence->count > 0)
        join(sentence, word);
    sentence->count++;
}

static bool has_hyphen(const char *at, size_t length, size_t room)
{
    const uint64_t each = UINT64_MAX / 0xff; /* 1 in each byte */
    const uint64_t differs = spelling_bytes(at, length, room) ^ each * '-';
    if (((differs - each) & ~differs & each << 7) != 0) /* one of the bytes is 0 (Mycroft 1987) */
        return true;
    return length > sizeof each && memchr(at + sizeof each, '-', length - sizeof each) != NULL;
}

/* A token makes one word, or one for each part between hyphens; a token of a hyphen alone makes none where it joins,
 * and 's by itself marks the word before. */
static void append_token(struct sentence *sentence, struct leat_span token)
{
    const char *text = sentence->text;
    const size_t length = token.end - token.begin;
    struct word *before = sentence->count > 0 ? &sentence->words[sentence->count - 1] : NULL;
    if (before != NULL && before->end == token.begin && length <= 4 && is_apostrophe(text + token.begin, length) &&
        (length < 3 || text[token.end - 1] == 's')) {
        before->possessive = true;
        return;
    }
    if (before != NULL && before->end == token.begin && length == 1 && text[token.begin] == '-')
        return;
    uint32_t begin = token.begin;
    if (has_hyphen(text + begin, length, sentence->length - begin))
        for (uint32_t i = token.begin + 1; i + 1 < token.end; i++) {
            if (text[i] == '-' && text[i - 1] != '-') {
                if (i > begin)
                    append(sentence, begin, i);
                begin = i + 1;
            }
        }
    append(sentence, begin, token.end);
}

/* In a heading, four of five words of four letters and more have capitals. */
static bool is_heading(const struct sentence *sentence)
{
    size_t capitals = 0, small = 0, upper = 0;
    for (size_t i = 0; i < sentence->count; i++) {
        const struct word *word = &sentence->words[i];
        if (word->end - word->begin < 4 && word->shape != SHAPE_UPPER)
            continue;
        capitals += word->shape == SHAPE_CAPITAL || word->shape == SHAPE_UPPER;
        upper += word->shape == SHAPE_UPPER;
        small += word->shape == SHAPE_LOWER;
    }
    return (capitals >= 5 && capitals > 4 * small) || (upper >= 3 && upper > 2 * (small + capitals - upper));
}

void sentence_read(struct sentence *sentence, const struct leat_doc *doc, struct leat_layer tokens,
                   struct leat_span span, size_t *next)
{
    sentence->text = doc->text;
    sentence->length = doc->length;
    sentence->count = 0;
    while (*next < tokens.count && tokens.spans[*next].begin < span.end) {
        if (tokens.spans[*next].end > tokens.spans[*next].begin)
            append_token(sentence, tokens.spans[*next]);
        (*next)++;
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

static struct match match(const struct sentence *sentence, size_t at, bool fold)
{
    struct match best = {0, 0};
    uint64_t hash = HASH_START;
    for (size_t i = at; i < sentence->count; i++) {
        if (i > at && (sentence->words[i].apart || sentence->words[i - 1].possessive))
            break;
        hash = hash_on(hash, sentence, i, i == at, fold);
        const uint32_t lists = lists_find(hash);
        if ((lists & ~(uint32_t)IN_PREFIX) != 0)
            best = (struct match){i - at + 1, lists & ~(uint32_t)IN_PREFIX};
        if ((lists & IN_PREFIX) == 0)
            break;
    }
    return best;
}

struct match sentence_match(const struct sentence *sentence, size_t at)
{
    const uint32_t lists = sentence->words[at].lists;
    const struct match found =
        (lists & IN_PREFIX) != 0 ? match(sentence, at, false) : (struct match){lists != 0, lists};
    if (found.words > 0 || sentence->words[at].shape != SHAPE_UPPER)
        return found;
    const struct match folded = match(sentence, at, true);
    const bool acronym = folded.words == 1 && word_text(sentence, at).length <= 3;
    return acronym ? (struct match){0, 0} : folded;
}
