#include "properties.h"
#include "segment.h"

static bool is_letter(enum word_class class)
{
    return class == WORD_LETTER || class == WORD_HEBREW_LETTER;
}

static bool is_line_end(enum word_class class)
{
    return class == WORD_CR || class == WORD_LF || class == WORD_NEWLINE;
}

/* WB4: these belong to the character before them. */
static bool is_ignored(enum word_class class)
{
    return class == WORD_EXTEND || class == WORD_FORMAT || class == WORD_ZWJ;
}

static bool is_mid_letter(enum word_class class)
{
    return class == WORD_MID_LETTER || class == WORD_MID_NUM_LET || class == WORD_SINGLE_QUOTE;
}

static bool is_mid_number(enum word_class class)
{
    return class == WORD_MID_NUM || class == WORD_MID_NUM_LET || class == WORD_SINGLE_QUOTE;
}

/* The next class that WB4 does not pass over; WORD_OTHER at the end. */
static enum word_class look_ahead(const char *text, size_t length, size_t at)
{
    while (at < length) {
        const enum word_class class = property_word(property_next(text, &at));
        if (!is_ignored(class))
            return class;
    }
    return WORD_OTHER;
}

/* The classes to the left of a possible break, without those that WB4 passes over. */
struct left {
    enum word_class last, before;
    enum word_class touching; /* the very last, ignored or not */
    bool odd_indicators;      /* an odd number of regional indicators in a row */
};

/* WB5 to WB13b: words, numbers, and what may stand inside them. `next` begins behind the character of class `right`. */
static bool joins_word(const struct left *left, enum word_class right, const char *text, size_t length, size_t next)
{
    const enum word_class last = left->last, before = left->before;
    const bool wordlike = is_letter(last) || last == WORD_NUMERIC || last == WORD_KATAKANA;
    switch (right) {
    case WORD_LETTER:
    case WORD_HEBREW_LETTER:
        return is_letter(last) || last == WORD_NUMERIC || last == WORD_EXTEND_NUM_LET ||
               (is_mid_letter(last) && is_letter(before)) ||
               (last == WORD_DOUBLE_QUOTE && before == WORD_HEBREW_LETTER && right == WORD_HEBREW_LETTER);
    case WORD_NUMERIC:
        return last == WORD_NUMERIC || is_letter(last) || last == WORD_EXTEND_NUM_LET ||
               (is_mid_number(last) && before == WORD_NUMERIC);
    case WORD_KATAKANA:
        return last == WORD_KATAKANA || last == WORD_EXTEND_NUM_LET;
    case WORD_EXTEND_NUM_LET:
        return wordlike || last == WORD_EXTEND_NUM_LET;
    case WORD_DOUBLE_QUOTE:
        return last == WORD_HEBREW_LETTER && look_ahead(text, length, next) == WORD_HEBREW_LETTER;
    case WORD_SINGLE_QUOTE:
    case WORD_MID_LETTER:
    case WORD_MID_NUM_LET:
    case WORD_MID_NUM:
        if (last == WORD_HEBREW_LETTER && right == WORD_SINGLE_QUOTE)
            return true;
        if (is_letter(last) && is_mid_letter(right))
            return is_letter(look_ahead(text, length, next));
        return last == WORD_NUMERIC && is_mid_number(right) && look_ahead(text, length, next) == WORD_NUMERIC;
    default:
        return false;
    }
}

/* Whether there is no break before the character with the properties `right`, which ends at `next`. */
static bool joins(const struct left *left, property right, const char *text, size_t length, size_t next)
{
    const enum word_class class = property_word(right);
    if (is_line_end(left->touching) || is_line_end(class))
        return left->touching == WORD_CR && class == WORD_LF;
    if (left->touching == WORD_ZWJ && (right & PROPERTY_PICTOGRAPHIC) != 0)
        return true;
    if (left->touching == WORD_SPACE && class == WORD_SPACE)
        return true;
    if (is_ignored(class))
        return true;
    if (class == WORD_REGIONAL_INDICATOR)
        return left->last == class && left->odd_indicators;
    return joins_word(left, class, text, length, next);
}

size_t segment_word(const char *text, size_t length, size_t at)
{
    size_t end = at;
    const enum word_class first = property_word(property_next(text, &end));
    struct left left = {first, WORD_OTHER, first, first == WORD_REGIONAL_INDICATOR};
    while (end < length) {
        size_t next = end;
        const property right = property_next(text, &next);
        if (!joins(&left, right, text, length, next))
            break;
        left.touching = property_word(right);
        if (!is_ignored(left.touching)) {
            left.odd_indicators = left.touching == WORD_REGIONAL_INDICATOR && !left.odd_indicators;
            left.before = left.last;
            left.last = left.touching;
        }
        end = next;
    }
    return end;
}
