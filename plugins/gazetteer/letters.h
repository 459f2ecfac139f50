/* What a character is, as far as finding phrases goes, and which characters count as the same. */
#ifndef LETTERS_H
#define LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum letter {
    LETTER_SPACE, /* parts words */
    LETTER_WORD,  /* makes words together with others: letters, digits, marks, _ */
    LETTER_ALONE, /* is a word by itself: punctuation, symbols, characters of scripts that are written without spaces */
};

/* The code point at `at`, which is valid UTF-8, and how many bytes it takes. */
static inline size_t letter_decode(const char *at, uint32_t *code)
{
    const unsigned char *byte = (const unsigned char *)at;
    if (byte[0] < 0x80)
        return *code = byte[0], 1;
    if (byte[0] < 0xE0)
        return *code = (byte[0] & 0x1Fu) << 6 | (byte[1] & 0x3Fu), 2;
    if (byte[0] < 0xF0)
        return *code = (byte[0] & 0x0Fu) << 12 | (byte[1] & 0x3Fu) << 6 | (byte[2] & 0x3Fu), 3;
    return *code = (byte[0] & 0x07u) << 18 | (byte[1] & 0x3Fu) << 12 | (byte[2] & 0x3Fu) << 6 | (byte[3] & 0x3Fu), 4;
}

/* The small form of an ASCII letter, digit or _; 0 for every other byte. */
extern const uint8_t letter_ascii[256];

enum letter letter_kind(uint32_t code);

/* The small letter of a capital; one sign for each kind of apostrophe, quotation mark and hyphen; all else as it is. */
uint32_t letter_fold(uint32_t code);

/* Whether it is a capital. */
bool letter_capital(uint32_t code);

#endif
