#include "spelling.h"

#include "hash.h"
#include "huge.h"
#include "piece.h"

bool spellings_make(struct spellings *spellings, const struct terms *terms)
{
    const size_t size = sizeof *spellings->sets << SPELLING_BITS;
    spellings->terms = terms;
    spellings->sets = huge_make(size);
    if (spellings->sets != NULL)
        memset(spellings->sets, 0, size);
    return spellings->sets != NULL;
}

void spellings_free(struct spellings *spellings)
{
    free(spellings->sets);
    spellings->sets = NULL;
}

/* --- shapes ------------------------------------------------------------------------------------------------------- */

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

/* Whether a word is an apostrophe, or one with an s. */
static bool is_ending(const char *at, size_t length)
{
    return length > 0 && length <= 4 && (length < 3 || at[length - 1] == 's') &&
           (at[0] == '\'' || (length > 3 && memcmp(at, "’", 3) == 0));
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

/* Whether one of the first three bytes is a capital. */
static bool has_capital(const char *at, size_t length)
{
    for (size_t i = 0; i < length && i < 3; i++)
        if (at[i] >= 'A' && at[i] <= 'Z')
            return true;
    return false;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static uint32_t lower_of(struct leat_string word)
{
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < word.length; i++)
        hash =
            hash_byte(hash, (unsigned char)(word.at[i] >= 'A' && word.at[i] <= 'Z' ? word.at[i] | 0x20 : word.at[i]));
    return (uint32_t)(hash ^ hash >> 32);
}

static struct spelling work_out(struct leat_string word, uint64_t key)
{
    const enum shape shape = shape_of(word.at, word.length);
    struct spelling spelling = {.key = key, .lists = lists_find(hash_bytes(HASH_START, word.at, word.length))};
    spelling.ending = is_ending(word.at, word.length);
    if (shape != SHAPE_LOWER && (spelling.lists & IN_LISTS) == 0) {
        const size_t cut = possessive_of(word.at, word.length);
        word.length -= cut;
        if (cut > 0)
            spelling.lists = lists_find(hash_bytes(HASH_START, word.at, word.length));
        spelling.cut = cut & 7;
        spelling.possessive = cut > 0;
    }
    if (shape == SHAPE_UPPER && lists_find(hash_title(HASH_START, word.at, word.length)) != 0)
        spelling.lists |= IN_FOLDED;
    spelling.lower = lower_of(word);
    spelling.shape = shape;
    spelling.capital = (shape >= SHAPE_CAPITAL && shape <= SHAPE_INITIAL) ||
                       (shape == SHAPE_LOWER && has_capital(word.at, word.length));
    spelling.opener = shape == SHAPE_OTHER && opens_after(word.at, word.length);
    return spelling;
}

const struct spelling *spelling_make(struct spellings spellings, const char *text, struct leat_span span, uint64_t key)
{
    const struct leat_string word = {text + span.begin, span.end - span.begin};
    struct spelling_set *set = spelling_set(spellings, key);
    set->at[1] = set->at[0]; /* the newer one stands first */
    set->at[0] = work_out(word, key);
    set->at[0].sense = piece_sense(spellings.terms, (struct leat_string){word.at, word.length - set->at[0].cut});
    return &set->at[0];
}
