#include "words.h"

#define HASH_START UINT64_C(0xcbf29ce484222325)

/* FNV-1a, a code point a step. */
static inline uint64_t hash_on(uint64_t hash, uint32_t code)
{
    return (hash ^ code) * UINT64_C(0x100000001b3);
}

uint64_t words_hash(const char *at, size_t length)
{
    uint64_t hash = HASH_START;
    uint32_t code;
    for (size_t i = 0; i < length;) {
        const uint8_t small = letter_ascii[(unsigned char)at[i]];
        if (small != 0) {
            hash = hash_on(hash, small);
            i++;
        } else {
            i += letter_decode(at + i, &code);
            hash = hash_on(hash, letter_fold(code));
        }
    }
    return hash;
}

uint32_t words_capitals(const char *at, size_t length)
{
    uint32_t capitals = 0, code;
    unsigned letter = 0;
    for (size_t i = 0; i < length && letter < 32;) {
        const uint8_t small = letter_ascii[(unsigned char)at[i]];
        if (small != 0) {
            capitals |= (uint32_t)(small != (unsigned char)at[i++]) << letter++;
            continue;
        }
        i += letter_decode(at + i, &code);
        if (code >= 0x80 && letter_kind(code) == LETTER_WORD)
            capitals |= (uint32_t)letter_capital(code) << letter++;
    }
    return capitals;
}

static bool is_space(const struct words *words, size_t *size, uint32_t *code)
{
    if (words->at >= words->text.length || letter_ascii[(unsigned char)words->text.at[words->at]] != 0)
        return false;
    *size = letter_decode(words->text.at + words->at, code);
    return letter_kind(*code) == LETTER_SPACE;
}

static void skip_space(struct words *words, struct word *word)
{
    size_t size, lines = 0;
    uint32_t code;
    const size_t begin = words->at;
    if (begin + 1 < words->text.length && words->text.at[begin] == ' ' &&
        letter_ascii[(unsigned char)words->text.at[begin + 1]] != 0) { /* as nearly always */
        words->at++;
        word->spaced = true;
        word->parted = false;
        return;
    }
    while (is_space(words, &size, &code)) {
        lines += code == '\n' || code == 0x2029;
        words->at += size;
    }
    word->spaced = words->at > begin;
    word->parted = lines > 1;
}

/* Whether this character, behind which `at` is, holds two letters together. */
static bool joins(const struct leat_string *text, size_t at, uint32_t joiner)
{
    uint32_t next;
    if ((joiner != '.' && letter_fold(joiner) != '\'') || at >= text->length)
        return false;
    (void)letter_decode(text->at + at, &next);
    return letter_kind(next) == LETTER_WORD;
}

/* Moves over the letters that begin at `at`, and over what holds them together. */
static size_t run_on(const struct leat_string *text, size_t at, uint64_t *hash)
{
    uint32_t code;
    while (at < text->length) {
        const uint8_t small = letter_ascii[(unsigned char)text->at[at]];
        if (small != 0) {
            *hash = hash_on(*hash, small);
            at++;
            continue;
        }
        const size_t size = letter_decode(text->at + at, &code);
        if ((code < 0x80 || letter_kind(code) != LETTER_WORD) && !joins(text, at + size, code))
            break;
        *hash = hash_on(*hash, letter_fold(code));
        at += size;
    }
    return at;
}

bool words_next(struct words *words, struct word *word)
{
    const struct leat_string *text = &words->text;
    uint32_t code;
    skip_space(words, word);
    if (words->at >= text->length)
        return false;
    const size_t begin = words->at, size = letter_decode(text->at + begin, &code);
    word->hash = hash_on(HASH_START, letter_fold(code));
    words->at = letter_kind(code) == LETTER_WORD ? run_on(text, begin + size, &word->hash) : begin + size;
    word->begin = (uint32_t)begin;
    word->end = (uint32_t)words->at;
    return true;
}
