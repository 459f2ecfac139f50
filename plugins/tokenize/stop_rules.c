#include "stop_rules.h"

#include "english_words.h"

static bool goes_with_what_is_before(unsigned char byte)
{
    switch (byte) {
    case '.':
    case '!':
    case '?':
    case ',':
    case ';':
    case ':':
    case ')':
    case ']':
    case '}':
        return true;
    default:
        return false;
    }
}

enum follower stop_follower(const struct scanner *s, size_t at)
{
    const unsigned char byte = scanner_byte(s, at);
    if (byte < 0x80) {
        if (is_lower(byte))
            return FOLLOWER_LOWER;
        if (is_upper(byte))
            return FOLLOWER_UPPER;
        if (is_digit(byte))
            return FOLLOWER_DIGIT;
        return goes_with_what_is_before(byte) ? FOLLOWER_PUNCTUATION : FOLLOWER_OTHER;
    }
    switch (property_sentence(property_next(s->text, &at))) {
    case SENTENCE_LOWER:
        return FOLLOWER_LOWER;
    case SENTENCE_UPPER:
        return FOLLOWER_UPPER;
    case SENTENCE_NUMERIC:
        return FOLLOWER_DIGIT;
    default:
        return FOLLOWER_OTHER;
    }
}

/* --- words -------------------------------------------------------------------------------------------------------- */

/* Behind the next word, or as much of it as may be in the list. */
static size_t next_end(const struct scanner *s, const struct candidate *c)
{
    size_t end = c->next;
    while (end - c->next <= ENGLISH_LONGEST && is_letter(scanner_byte(s, end)))
        end++;
    return end;
}

static unsigned next_classes(const struct scanner *s, const struct candidate *c)
{
    return english_classes(s->text + c->next, next_end(s, c) - c->next);
}

/* Whether the next word begins sentences rather than names. */
static bool is_starter(const struct scanner *s, const struct candidate *c)
{
    return c->follower == FOLLOWER_UPPER && (next_classes(s, c) & ENGLISH_STARTER) != 0;
}

/* Whether the next word is one that stands before a small letter and is hardly ever a name. */
static bool opens_prose(const struct scanner *s, const struct candidate *c)
{
    const size_t end = next_end(s, c);
    return c->follower == FOLLOWER_UPPER && scanner_byte(s, end) == ' ' && is_lower(scanner_byte(s, end + 1)) &&
           (english_classes(s->text + c->next, end - c->next) & (ENGLISH_STARTER | ENGLISH_ORDINARY)) != 0;
}

/* Whether from c->next on stands who says what was quoted: words with capitals, then a verb of speech ("Ana Moss
 * asked"), or one or two words without, then such a verb ("the guard asked"). */
static bool is_attribution(const struct scanner *s, const struct candidate *c)
{
    enum { WORDS = 4 };
    const bool small = c->follower == FOLLOWER_LOWER;
    size_t at = c->next;
    for (int word = 0; word < WORDS - small; word++) {
        const size_t end = scanner_run(s, at);
        const bool speech = word > 0 && is_lower(scanner_byte(s, at)) &&
                            (english_classes(s->text + at, end - at) & ENGLISH_SPEECH) != 0;
        if (speech || end == at || is_upper(scanner_byte(s, at)) == small || scanner_byte(s, end) != ' ')
            return speech;
        at = end + 1;
    }
    return false;
}

/* "the makers of Mamma Mia! said": the mark belongs to a name. */
static bool is_title_end(const struct candidate *c)
{
    return c->word.length > 0 && !c->at_begin && is_upper((unsigned char)*c->word.at);
}

/* "1.", "2.1.", "b." or "iv." at the head of a sentence numbers what follows. */
static bool is_list_number(const struct candidate *c)
{
    size_t numbers = 0, romans = 0;
    if (!c->at_begin || c->word.length == 0 || c->word.length > 5)
        return false;
    for (size_t i = 0; i < c->word.length; i++) {
        const unsigned char byte = (unsigned char)c->word.at[i];
        numbers += is_digit(byte) || byte == '.';
        romans += (byte | 0x20) == 'i' || (byte | 0x20) == 'v' || (byte | 0x20) == 'x';
    }
    return numbers == c->word.length || romans == c->word.length ||
           (c->word.length == 1 && is_letter((unsigned char)*c->word.at));
}

/* "6 p.m. Mr. Hall left": after more than "At 6 p.m." a title begins what comes. */
static bool is_time_before_title(const struct scanner *s, const struct candidate *c)
{
    enum { ADJUNCT = 12 };
    return c->word.length == 3 && (c->word.at[0] | 0x20) != 'm' && (c->word.at[2] | 0x20) == 'm' &&
           c->next - s->sentence > ADJUNCT && (next_classes(s, c) & ENGLISH_TITLE) != 0;
}

/* "N°. 7" */
static bool is_numero(const struct candidate *c)
{
    return c->follower == FOLLOWER_DIGIT && c->word.length == 3 && (c->word.at[0] | 0x20) == 'n' &&
           memcmp(c->word.at + 1, "\xC2\xB0", 2) == 0;
}

/* "his words, 'We shall see.' -- were": behind a quotation, a dash and a small letter. */
static bool is_dash_within(const struct scanner *s, const struct candidate *c)
{
    size_t at = c->next;
    if (s->length - at > 3 && (memcmp(s->text + at, "\u2013", 3) == 0 || memcmp(s->text + at, "\u2014", 3) == 0))
        at += 3;
    else
        while (at - c->next < 3 && scanner_byte(s, at) == '-')
            at++;
    return c->closed && at > c->next && is_lower(scanner_byte(s, at + (scanner_byte(s, at) == ' ')));
}

/* "the week.The police": a space was lost. */
static bool runs_together(const struct scanner *s, const struct candidate *c)
{
    return c->stop != STOP_ABBREVIATION && c->follower == FOLLOWER_UPPER && !c->closed && c->word.length > 1 &&
           is_lower((unsigned char)c->word.at[c->word.length - 1]) && !is_upper(scanner_byte(s, c->next + 1));
}

/* The full stops of ". . ." that end at the one at `at`. */
static unsigned count_spaced(const struct scanner *s, size_t at)
{
    enum { MOST = 4 };
    unsigned count = 1;
    while (count < MOST && at >= 2 && memcmp(s->text + at - 2, ". ", 2) == 0) {
        at -= 2;
        count++;
    }
    return count;
}

/* --- verdicts ----------------------------------------------------------------------------------------------------- */

static enum verdict rather(bool ends)
{
    return ends ? VERDICT_RATHER_ENDS : VERDICT_RATHER_GOES_ON;
}

static enum verdict full_stop(const struct candidate *c)
{
    if (is_list_number(c) || is_numero(c))
        return VERDICT_GOES_ON;
    return c->follower == FOLLOWER_UPPER && !c->closed ? VERDICT_ENDS : VERDICT_RATHER_ENDS;
}

/* "Gail Devers (U.S.) 10.83": the brackets that close behind the stop stand within the sentence. */
static bool is_bracketed_within(const struct scanner *s, const struct candidate *c)
{
    return c->closed && !c->quoted && strchr("([{", s->text[s->sentence]) == NULL;
}

/* What an abbreviation ends with, a name may follow: only a quote or a word that begins sentences tells. */
static enum verdict abbreviation(const struct scanner *s, const struct candidate *c)
{
    if (is_list_number(c) || c->follower == FOLLOWER_LOWER)
        return VERDICT_GOES_ON;
    const unsigned classes = english_classes(c->word.at, c->word.length);
    const bool single = c->word.length == 1;
    const bool sure = (next_classes(s, c) & ENGLISH_SURE) != 0;
    if (!single && (classes & (ENGLISH_TITLE | ENGLISH_NUMBER)) != 0)
        return sure && (classes & ENGLISH_SHORT) != 0 ? VERDICT_ENDS : VERDICT_GOES_ON;
    if (!sure && is_bracketed_within(s, c))
        return VERDICT_GOES_ON;
    if (single ? !is_upper((unsigned char)*c->word.at) : c->follower == FOLLOWER_DIGIT)
        return VERDICT_RATHER_GOES_ON;
    if (sure || is_time_before_title(s, c) || (!single && !c->at_begin && opens_prose(s, c)))
        return VERDICT_ENDS;
    if (single)
        return rather(is_starter(s, c) || opens_prose(s, c));
    return rather(c->quoted || is_starter(s, c) || leat_string_equal(c->word, leat_string("etc")));
}

static enum verdict mark(const struct scanner *s, const struct candidate *c)
{
    if ((c->closed || c->follower == FOLLOWER_LOWER) && is_attribution(s, c))
        return VERDICT_GOES_ON;
    if (c->follower == FOLLOWER_LOWER && is_title_end(c))
        return (next_classes(s, c) & ENGLISH_SPEECH) != 0 ? VERDICT_GOES_ON : VERDICT_RATHER_GOES_ON;
    return VERDICT_RATHER_ENDS;
}

/* A quote that ends with "[...]" may have its source behind it, in brackets. Of ". . .", a fourth is the full stop of a
 * sentence. */
static enum verdict ellipsis(const struct scanner *s, const struct candidate *c)
{
    enum { WITH_FULL_STOP = 4 };
    const size_t at = (size_t)(c->word.at - s->text);
    if (at > 0 && s->text[at - 1] == '[' && s->text[c->next - 1] == '(')
        return VERDICT_GOES_ON;
    if (count_spaced(s, at) > 1)
        return count_spaced(s, at) >= WITH_FULL_STOP && c->follower != FOLLOWER_LOWER ? VERDICT_ENDS : VERDICT_GOES_ON;
    return rather(c->follower != FOLLOWER_LOWER && !c->at_begin);
}

enum verdict stop_verdict(const struct scanner *s, const struct candidate *c)
{
    if (c->stop == STOP_WIDE)
        return VERDICT_ENDS;
    if (c->follower == FOLLOWER_PUNCTUATION || (c->closed && c->follower == FOLLOWER_LOWER) || is_dash_within(s, c))
        return VERDICT_GOES_ON;
    if (!c->spaced && runs_together(s, c))
        return c->stop == STOP_FULL ? VERDICT_ENDS : VERDICT_RATHER_ENDS;
    if (!c->spaced)
        return c->follower == FOLLOWER_OTHER ? VERDICT_GOES_ON : VERDICT_RATHER_GOES_ON;
    switch (c->stop) {
    case STOP_FULL:
        return full_stop(c);
    case STOP_ABBREVIATION:
        return abbreviation(s, c);
    case STOP_MARK:
        return mark(s, c);
    default:
        return ellipsis(s, c);
    }
}
