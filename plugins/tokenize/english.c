#include "scanner.h"

#include "segment.h"

enum {
    O = KIND_SINGLE,
    W = KIND_WORD,
    S = KIND_SPACE,
    L = KIND_LINE_END,
    T = KIND_TERMINATOR,
    R = KIND_RUN,
    Q = KIND_QUOTE,
    M = KIND_MARK,
    X = KIND_WIDE,
};

const unsigned char scanner_kinds[256] = {
    O, O, O, O, O, O, O, O, O, S, L, L, L, L, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, /* controls */
    S, T, O, M, R, O, O, Q, O, O, R, M, O, R, T, R, W, W, W, W, W, W, W, W, W, W, M, M, R, M, R, T, /*  !"#… 0-9 … */
    M, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, O, R, O, R, W, /* @A-Z[\]^_ */
    Q, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, O, O, O, R, O, /* `a-z{|}~ */
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
};

size_t scanner_run(const struct scanner *s, size_t at)
{
    while (at < s->length && scanner_kinds[(unsigned char)s->text[at]] == KIND_WORD)
        at++;
    return at;
}

static bool is_wordlike(property of)
{
    switch (property_word(of)) {
    case WORD_LETTER:
    case WORD_HEBREW_LETTER:
    case WORD_NUMERIC:
    case WORD_EXTEND_NUM_LET:
        return true;
    default:
        return false;
    }
}

static bool is_mark(property of)
{
    const enum word_class class = property_word(of);
    return class == WORD_EXTEND || class == WORD_ZWJ || class == WORD_FORMAT;
}

bool scanner_word_goes_on(const struct scanner *s, size_t at)
{
    if (scanner_byte(s, at) < 0x80)
        return scanner_kind(s, at) == KIND_WORD;
    const property of = property_next(s->text, &at);
    return is_wordlike(of) || is_mark(of);
}

size_t scanner_skip_marks(const struct scanner *s, size_t at)
{
    while (scanner_byte(s, at) >= 0x80) {
        size_t next = at;
        if (!is_mark(property_next(s->text, &next)))
            break;
        at = next;
    }
    return at;
}

/* --- punctuation -------------------------------------------------------------------------------------------------- */

void scanner_single(struct scanner *s)
{
    const size_t begin = s->at;
    size_t end = begin;
    const uint32_t character = utf8_next(s->text, &end);
    if (character == '\'' && scanner_byte(s, end) == '\'')
        end++;
    s->at = scanner_skip_marks(s, end);
    scanner_token(s, begin, s->at);
}

/* The same byte again and again is one token. */
static void take_run(struct scanner *s)
{
    const size_t begin = s->at;
    size_t end = begin + 1;
    while (end < s->length && s->text[end] == s->text[begin])
        end++;
    s->at = scanner_skip_marks(s, end);
    scanner_token(s, begin, s->at);
}

/* Whether white space or an opening bracket stands before s->at, so that a sign there may open a word. */
static bool stands_free(const struct scanner *s)
{
    if (s->at == 0)
        return true;
    const unsigned char before = scanner_byte(s, s->at - 1);
    return scanner_kinds[before] == KIND_SPACE || scanner_kinds[before] == KIND_LINE_END || before == '(' ||
           before == '"' || before == '[';
}

/* The end of an emoticon such as :-) at s->at; s->at where there is none. */
static size_t emoticon(const struct scanner *s)
{
    size_t at = s->at + 1;
    if (scanner_byte(s, at) == '-' || scanner_byte(s, at) == '\'')
        at++;
    switch (scanner_byte(s, at)) {
    case ')':
    case '(':
    case 'D':
    case 'P':
    case 'p':
        return scanner_word_goes_on(s, at + 1) ? s->at : at + 1;
    default:
        return s->at;
    }
}

/* #tags, @handles, +1 and emoticons; other signs of these are runs. */
static void take_mark(struct scanner *s)
{
    const unsigned char sign = scanner_byte(s, s->at), next = scanner_byte(s, s->at + 1);
    const bool word = (sign == '#' && is_letter(next)) || (sign == '@' && (is_alnum(next) || next == '_')) ||
                      (sign == '+' && is_digit(next) && stands_free(s));
    if (word) {
        s->begin = s->at++;
        scanner_word(s);
        return;
    }
    const bool eyes = sign == ':' || sign == ';' || sign == '=';
    const size_t end = eyes && stands_free(s) ? emoticon(s) : s->at;
    if (end == s->at) {
        take_run(s);
        return;
    }
    scanner_token(s, s->at, end);
    s->at = end;
}

static void take_quote(struct scanner *s)
{
    const size_t begin = s->at, end = scanner_clipped(s, 1);
    if (end > begin) {
        s->at = end;
        scanner_token(s, begin, end);
    } else if (s->text[begin] == '`') {
        take_run(s);
    } else {
        scanner_single(s);
    }
}

/* A full stop, an ellipsis, or a run of ! and ?. What begins with a full stop but is a word is read as one: .5, .NET.
 */
static void take_terminator(struct scanner *s)
{
    const size_t begin = s->at;
    size_t end = begin + 1;
    if (s->text[begin] == '.') {
        if (is_alnum(scanner_byte(s, end)) && (stands_free(s) || scanner_byte(s, begin - 1) == '$')) {
            s->begin = begin;
            s->at = end;
            scanner_word(s);
            return;
        }
        while (scanner_byte(s, end) == '.')
            end++;
    } else {
        while (scanner_byte(s, end) == '!' || scanner_byte(s, end) == '?')
            end++;
    }
    s->at = scanner_skip_marks(s, end);
    scanner_token(s, begin, s->at);
    if (s->text[begin] != '.')
        scanner_stop(s, STOP_MARK, s->begin);
    else if (end - begin > 1 || (begin >= 2 && memcmp(s->text + begin - 2, ". ", 2) == 0))
        scanner_stop(s, STOP_ELLIPSIS, begin);
    else
        scanner_stop(s, STOP_FULL, s->begin);
}

/* --- other scripts ------------------------------------------------------------------------------------------------ */

/* The same character again and again is one token. */
static void take_wide_run(struct scanner *s, uint32_t character)
{
    const size_t begin = s->at;
    size_t next = begin;
    while (next < s->length && utf8_next(s->text, &next) == character)
        s->at = next;
    s->at = scanner_skip_marks(s, s->at);
    scanner_token(s, begin, s->at);
}

static void take_wide_quote(struct scanner *s, uint32_t character)
{
    const size_t begin = s->at, end = scanner_clipped(s, 3);
    if (end == begin) {
        take_wide_run(s, character);
        return;
    }
    s->at = end;
    scanner_token(s, begin, end);
}

static void take_wide_segment(struct scanner *s, property of)
{
    const size_t begin = s->at;
    const enum sentence_class class = property_sentence(of);
    s->at = segment_word(s->text, s->length, begin);
    scanner_token(s, begin, s->at);
    if (class == SENTENCE_STERM || class == SENTENCE_ATERM)
        scanner_stop(s, STOP_WIDE, begin);
}

static void take_wide(struct scanner *s)
{
    size_t next = s->at;
    const uint32_t character = utf8_next(s->text, &next);
    const property of = property_of(character);
    if (is_wordlike(of) && property_word(of) != WORD_HEBREW_LETTER) {
        s->begin = s->at;
        s->at = next;
        scanner_word(s);
    } else if ((of & PROPERTY_WHITE_SPACE) != 0 && property_sentence(of) == SENTENCE_SEPARATOR) {
        scanner_line_end(s);
    } else if (scanner_is_invisible(of)) {
        s->at = next;
    } else if (character == 0x2018 || character == 0x2019) {
        take_wide_quote(s, character);
    } else if (character >= 0x2013 && character <= 0x2015) {
        take_wide_run(s, character);
    } else if (character == 0x2026) {
        const size_t begin = s->at;
        take_wide_run(s, character);
        scanner_stop(s, STOP_ELLIPSIS, begin);
    } else {
        take_wide_segment(s, of);
    }
}

/* --- the text ----------------------------------------------------------------------------------------------------- */

/* What begins with a sign. A sentence may end before it and behind it. */
static void take_sign(struct scanner *s)
{
    if (s->at > 0 && s->text[s->at - 1] == ' ')
        scanner_pause_before(s, s->at, BOUNDARY_OPENER);
    switch (scanner_kind(s, s->at)) {
    case KIND_RUN:
        take_run(s);
        break;
    case KIND_QUOTE:
        take_quote(s);
        break;
    case KIND_MARK:
        take_mark(s);
        break;
    case KIND_WIDE:
        take_wide(s);
        break;
    default:
        scanner_single(s);
        break;
    }
    const unsigned char last = (unsigned char)s->text[s->at - 1];
    if (scanner_byte(s, s->at) == ' ' && last != ',' && !is_alnum(last))
        scanner_pause_behind(s, BOUNDARY_SIGN);
}

void scanner_read(struct scanner *s)
{
    size_t lines = 0;
    s->at = s->sentence = s->line = scanner_skip_space(s, 0, &lines);
    while (s->at < s->length) {
        switch (scanner_kinds[(unsigned char)s->text[s->at]]) {
        case KIND_WORD:
            scanner_plain_words(s);
            break;
        case KIND_SPACE:
            s->at++;
            break;
        case KIND_LINE_END:
            scanner_line_end(s);
            break;
        case KIND_TERMINATOR:
            take_terminator(s);
            break;
        default:
            take_sign(s);
            break;
        }
    }
    scanner_finish(s);
}
