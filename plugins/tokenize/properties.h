/* What the rules of UAX #29 know of a character. The tables are made from the Unicode Character Database by
 * gen/tables.c while building. */
#ifndef TOKENIZE_PROPERTIES_H
#define TOKENIZE_PROPERTIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Word_Break. */
enum word_class {
    WORD_OTHER,
    WORD_CR,
    WORD_LF,
    WORD_NEWLINE,
    WORD_EXTEND,
    WORD_ZWJ,
    WORD_FORMAT,
    WORD_REGIONAL_INDICATOR,
    WORD_KATAKANA,
    WORD_HEBREW_LETTER,
    WORD_LETTER,
    WORD_SINGLE_QUOTE,
    WORD_DOUBLE_QUOTE,
    WORD_MID_NUM_LET,
    WORD_MID_LETTER,
    WORD_MID_NUM,
    WORD_NUMERIC,
    WORD_EXTEND_NUM_LET,
    WORD_SPACE,
};

/* Sentence_Break. */
enum sentence_class {
    SENTENCE_OTHER,
    SENTENCE_CR,
    SENTENCE_LF,
    SENTENCE_SEPARATOR,
    SENTENCE_EXTEND,
    SENTENCE_FORMAT,
    SENTENCE_SPACE,
    SENTENCE_LOWER,
    SENTENCE_UPPER,
    SENTENCE_LETTER,
    SENTENCE_NUMERIC,
    SENTENCE_ATERM,
    SENTENCE_CONTINUE,
    SENTENCE_STERM,
    SENTENCE_CLOSE,
};

/* One character's properties in 16 bits: Word_Break, Sentence_Break, Extended_Pictographic, White_Space. */
typedef uint16_t property;

enum { PROPERTY_SENTENCE_SHIFT = 5, PROPERTY_PICTOGRAPHIC = 1 << 9, PROPERTY_WHITE_SPACE = 1 << 10 };

/* A table in two stages: the first tells which block of the second holds a run of 128 characters. */
enum { PROPERTY_BLOCK_BITS = 7, PROPERTY_BLOCK = 1 << PROPERTY_BLOCK_BITS };
extern const uint16_t property_blocks[];
extern const property property_values[];

static inline property property_of(uint32_t character)
{
    const size_t block = property_blocks[character >> PROPERTY_BLOCK_BITS];
    return property_values[block << PROPERTY_BLOCK_BITS | (character & (PROPERTY_BLOCK - 1))];
}

static inline enum word_class property_word(property of)
{
    return (enum word_class)(of & ((1 << PROPERTY_SENTENCE_SHIFT) - 1));
}

static inline enum sentence_class property_sentence(property of)
{
    return (enum sentence_class)(of >> PROPERTY_SENTENCE_SHIFT & 15);
}

/* Reads the character at `*at`, which must lie before the end of a valid text and on a character's first byte, and
 * moves `*at` behind it. */
static inline uint32_t utf8_next(const char *text, size_t *at)
{
    const unsigned char *bytes = (const unsigned char *)text + *at;
    if (bytes[0] < 0x80) {
        *at += 1;
        return bytes[0];
    }
    if (bytes[0] < 0xE0) {
        *at += 2;
        return (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
    }
    if (bytes[0] < 0xF0) {
        *at += 3;
        return (bytes[0] & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
    }
    *at += 4;
    return (bytes[0] & 0x07u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 | (bytes[3] & 0x3Fu);
}

/* The properties of the character at `*at`, which is moved behind it. */
static inline property property_next(const char *text, size_t *at)
{
    return property_of(utf8_next(text, at));
}

#endif
