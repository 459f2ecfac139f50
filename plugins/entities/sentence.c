#include "sentence.h"

/* The bytes of the code point at `at` (valid UTF-8) and its value. */
static size_t decode(const char *at, uint32_t *code)
{
    const unsigned char *byte = (const unsigned char *)at;
    if (byte[0] < 0x80)
        return *code = byte[0], 1;
    if (byte[0] < 0xe0)
        return *code = (byte[0] & 0x1fu) << 6 | (byte[1] & 0x3fu), 2;
    if (byte[0] < 0xf0)
        return *code = (byte[0] & 0x0fu) << 12 | (byte[1] & 0x3fu) << 6 | (byte[2] & 0x3fu), 3;
    return *code = 0x10000, 4;
}

/* Capitals beyond ASCII, of the alphabets that write names in Latin, Greek and Cyrillic; -1 small, 1 capital, 0
 * neither. */
static int case_of(uint32_t code)
{
    if (code >= 0xc0 && code <= 0xff)
        return code == 0xd7 || code == 0xf7 ? 0 : code <= 0xde ? 1 : -1;
    if ((code >= 0x100 && code <= 0x137) || (code >= 0x14a && code <= 0x177) || (code >= 0x1e00 && code <= 0x1eff))
        return code & 1 ? -1 : 1;
    if ((code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17e))
        return code & 1 ? 1 : -1;
    if (code >= 0x386 && code <= 0x3ce)
        return code <= 0x3ab ? 1 : -1;
    if (code >= 0x400 && code <= 0x45f)
        return code <= 0x42f ? 1 : -1;
    return 0;
}

static enum shape shape_of(const char *at, size_t length)
{
    const unsigned char first = (unsigned char)at[0];
    if (first >= 'a' && first <= 'z')
        return SHAPE_LOWER;
    if (first >= '0' && first <= '9')
        return SHAPE_NUMBER;
    uint32_t code;
    const size_t step = decode(at, &code);
    const int letter = first < 0x80 ? (first >= 'A' && first <= 'Z') : case_of(code);
    if (letter <= 0)
        return letter < 0 ? SHAPE_LOWER : SHAPE_OTHER;
    size_t capitals = 1;
    for (size_t i = step; i < length; i++) {
        if (at[i] >= 'A' && at[i] <= 'Z')
            capitals++;
        else if (at[i] != '.' && at[i] != '&' && !(at[i] >= '0' && at[i] <= '9'))
            return SHAPE_CAPITAL;
    }
    return capitals > 1 ? SHAPE_UPPER : length <= step + 1 ? SHAPE_INITIAL : SHAPE_CAPITAL;
}

static bool is_apostrophe(const char *at, size_t length)
{
    return (length >= 1 && at[0] == '\'') || (length >= 3 && memcmp(at, "’", 3) == 0);
}

/* How many bytes of a possessive ending ('s, ’s, s') stand at the end of a word. */
static size_t possessive_of(const char *at, size_t length)
{
    if (length > 2 && (at[length - 1] == 's' || at[length - 1] == 'S')) {
        if (at[length - 2] == '\'')
            return 2;
        if (length > 4 && memcmp(at + length - 4, "’", 3) == 0)
            return 4;
    }
    if (length > 1 && at[length - 1] == '\'')
        return 1;
    return length > 3 && memcmp(at + length - 3, "’", 3) == 0 ? 3 : 0;
}

/* Whether a token closes or opens something after which a capital is a matter of course: " : * '' `` “ ‘ •. */
static bool opens_after(const char *at, size_t length)
{
    switch (length) {
    case 1:
        return *at == '"' || *at == ':' || *at == '*';
    case 2:
        return at[0] == at[1] && (*at == '\'' || *at == '`');
    case 3:
        return memcmp(at, "“", 3) == 0 || memcmp(at, "‘", 3) == 0 || memcmp(at, "•", 3) == 0;
    default:
        return false;
    }
}

/* Appends one word; what stands between it and the word before is told from the bytes between them. */
static void append(struct sentence *sentence, uint32_t begin, uint32_t end)
{
    struct word *word = &sentence->words[sentence->count];
    const char *text = sentence->text;
    *word = (struct word){.begin = begin, .end = end, .shape = shape_of(text + begin, end - begin), .opens = true};
    if (word->shape != SHAPE_LOWER) {
        word->lists = lists_find(hash_bytes(HASH_START, text + begin, end - begin));
        const size_t cut = possessive_of(text + begin, end - begin);
        if (cut > 0 && (word->lists & ~(uint32_t)IN_PREFIX) == 0) {
            word->end -= (uint32_t)cut;
            word->possessive = true;
            word->lists = lists_find(hash_bytes(HASH_START, text + begin, word->end - begin));
        }
    }
    if (sentence->count > 0) {
        const struct word *before = word - 1;
        const char *gap = text + before->end;
        const size_t length = begin - before->end;
        word->glued = length == 0 && !before->possessive;
        word->hyphen = length == 1 && *gap == '-';
        word->apart = memchr(gap, '\n', length) != NULL;
        word->opens = word->apart ||
                      (before->shape == SHAPE_OTHER && opens_after(text + before->begin, before->end - before->begin));
    }
    sentence->count++;
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
    for (size_t i = 0; i < tokens.count; i++) {
        const char *at = doc->text + tokens.spans[i].begin, *end = doc->text + tokens.spans[i].end;
        while (at < end && (at = memchr(at, '-', (size_t)(end - at))) != NULL) {
            room++;
            at++;
        }
    }
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
    const struct match found = match(sentence, at, false);
    if (found.words > 0 || sentence->words[at].shape != SHAPE_UPPER)
        return found;
    const struct match folded = match(sentence, at, true);
    const bool acronym = folded.words == 1 && word_text(sentence, at).length <= 3;
    return acronym ? (struct match){0, 0} : folded;
}
