#include "terms.h"

#include "term_words.h"

#include <assert.h>
#include <string.h>

/* A word of at most TERM_MOST letters as a number, alike in capitals and small letters. */
static uint64_t key_of(const char *word, size_t length)
{
    uint64_t parts[2] = {0, 0};
    assert(length <= TERM_MOST);
    for (size_t i = 0; i < length; i++)
        parts[i / 8] |= (uint64_t)((unsigned char)word[i] | 0x20) << i % 8 * 8;
    return parts[0] ^ parts[1] * UINT64_C(0x9fb21c651e98df25);
}

/* Where a key is, or would be. */
static size_t slot_of(const struct terms *terms, uint64_t key)
{
    size_t slot = key * UINT64_C(0x9e3779b97f4a7c15) >> (64 - TERM_BITS);
    while (terms->keys[slot] != key && terms->keys[slot] != 0)
        slot = (slot + 1) % (1 << TERM_BITS);
    return slot;
}

/* The term of a word, which is made where there is none yet. */
static struct term *make(struct terms *terms, const char *word, size_t length)
{
    const uint64_t key = key_of(word, length);
    const size_t slot = slot_of(terms, key);
    terms->keys[slot] = key;
    return &terms->at[slot];
}

unsigned terms_find(const struct terms *terms, const char *word, size_t length)
{
    const uint64_t key = length <= TERM_MOST ? key_of(word, length) : 0;
    const size_t slot = slot_of(terms, key);
    return terms->keys[slot] == key && key != 0 ? (unsigned)slot : TERM_NONE;
}

/* Gives the first of these words a role, and returns the rest of them. */
static const char *add(struct terms *terms, enum role role, int value, const char *words)
{
    const size_t length = strcspn(words, " ");
    struct term *term = make(terms, words, length);
    const size_t next = term->roles[0] != ROLE_NONE;
    assert(term->roles[next] == ROLE_NONE);
    term->roles[next] = (uint8_t)role;
    term->values[next] = (int16_t)value;
    return words + length + (words[length] == ' ');
}

static enum byte_class class_of(unsigned byte)
{
    const unsigned small = byte | 0x20;
    return byte >= 0x80                   ? BYTE_WIDE
           : small >= 'a' && small <= 'z' ? BYTE_LETTER
           : byte >= '0' && byte <= '9'   ? BYTE_DIGIT
           : byte <= ' '                  ? BYTE_SPACE
                                          : BYTE_SIGN;
}

void terms_make(struct terms *terms)
{
    memset(terms, 0, sizeof *terms);
    terms->keys[TERM_NONE] = UINT64_MAX; /* no word has it */
    for (unsigned byte = 0; byte < 256; byte++)
        terms->bytes[byte] = (uint8_t)class_of(byte);
    for (size_t i = 0; i < sizeof series / sizeof *series; i++) {
        int value = series[i].first;
        for (const char *words = series[i].words; *words != '\0'; value += series[i].step)
            words = add(terms, series[i].role, value, words);
    }
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        for (const char *words = groups[i].words; *words != '\0';)
            words = add(terms, groups[i].role, groups[i].value, words);
}
