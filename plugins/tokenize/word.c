#include "scanner.h"

#include "english_words.h"

/* Behind a full stop: what follows tells whether a capital before it is an initial ("J. Edgar") or ends a text. */
static bool initial_follows(const struct scanner *s)
{
    const size_t at = s->at + 1;
    switch (scanner_kind(s, at)) {
    case KIND_SPACE:
        return at + 1 < s->length && scanner_kind(s, at + 1) != KIND_LINE_END;
    case KIND_WORD:
        return true;
    default:
        return scanner_byte(s, at) == ',' || scanner_byte(s, at) == '-' || scanner_byte(s, at) == '\'';
    }
}

static bool number_follows(const struct scanner *s)
{
    const size_t at = s->at + 1;
    return is_digit(scanner_byte(s, at)) || (scanner_kind(s, at) == KIND_SPACE && is_digit(scanner_byte(s, at + 1)));
}

/* Whether the word before s->begin has a capital. */
static bool follows_capital(const struct scanner *s)
{
    enum { LONGEST = 20 };
    if (s->begin == 0 || s->text[s->begin - 1] != ' ')
        return false;
    size_t at = s->begin - 1;
    while (at > 0 && s->begin - at < LONGEST && is_letter(scanner_byte(s, at - 1)))
        at--;
    return is_upper(scanner_byte(s, at));
}

/* Whether the last part of the word, after a full stop or alone, is one letter of ASCII. */
static bool is_one_letter(const struct scanner *s)
{
    return s->at > s->begin && is_letter(scanner_byte(s, s->at - 1)) &&
           (s->at - s->begin == 1 || s->text[s->at - 2] == '.');
}

/* Ph.D., Ed.D., M.Sc. and the like: a short word with a capital, before a capital and a full stop. */
static bool is_degree(const struct scanner *s)
{
    return s->at - s->begin == 2 && is_upper(scanner_byte(s, s->begin)) && is_upper(scanner_byte(s, s->at + 1)) &&
           scanner_byte(s, s->at + 2) == '.';
}

/* Whether the full stop at s->at belongs to the word before it. */
static bool is_abbreviation(const struct scanner *s)
{
    const size_t length = s->at - s->begin;
    if (is_one_letter(s) && (length > 1 || is_upper(scanner_byte(s, s->begin))))
        return length > 1 || (initial_follows(s) && (s->text[s->begin] != 'I' || follows_capital(s)));
    const size_t party = length > 2 && s->text[s->begin + 1] == '-' ? 2 : 0; /* D-Tex. */
    const unsigned classes = english_classes(s->text + s->begin + party, length - party);
    return (classes & (ENGLISH_TITLE | ENGLISH_SHORT)) != 0 || ((classes & ENGLISH_NUMBER) != 0 && number_follows(s));
}

/* Whether the word behind the full stop begins sentences: then a space was lost there ("in Tokyo.The talks"). Otherwise
 * two words with capitals are a name ("Civitas.Global"). */
static bool starter_follows(const struct scanner *s)
{
    const size_t at = s->at + 1;
    size_t end = at;
    while (end - at <= ENGLISH_LONGEST && is_letter(scanner_byte(s, end)))
        end++;
    return (english_classes(s->text + at, end - at) & ENGLISH_STARTER) != 0;
}

/* The word from s->begin to `end` is an address; a sentence may end before it. */
static void take_address(struct scanner *s, size_t end)
{
    scanner_pause_before(s, s->begin, BOUNDARY_ADDRESS);
    s->at = s->address = end;
}

/* "jan.f...@example.com": an address with a part left out. */
static bool is_elided_address(const struct scanner *s)
{
    return s->length - s->at > 4 && memcmp(s->text + s->at, "...@", 4) == 0 && is_alnum(scanner_byte(s, s->at + 4));
}

static bool full_stop(struct scanner *s)
{
    const unsigned char before = scanner_byte(s, s->at - 1), next = scanner_byte(s, s->at + 1);
    if (is_digit(before) && is_digit(next)) {
        s->at++;
        return true;
    }
    if (is_letter(next) && !is_alnum(scanner_byte(s, s->at + 2)) && (is_one_letter(s) || is_degree(s))) {
        s->at++;
        return true;
    }
    if ((is_alnum(next) || is_elided_address(s)) && s->at >= s->no_address) {
        const size_t end = scanner_address(s);
        if (end > 0) {
            take_address(s, end);
            return true;
        }
    }
    if (!is_abbreviation(s)) {
        const bool name = is_upper(scanner_byte(s, s->begin)) && is_upper(next) && !starter_follows(s);
        s->at += name;
        return name;
    }
    s->at = scanner_skip_marks(s, s->at + 1);
    if (scanner_byte(s, s->at) == '-' && s->options.hyphens == JOINED_WHOLE && scanner_word_goes_on(s, s->at + 1))
        return true;
    const size_t begin = s->begin;
    scanner_token(s, begin, s->at);
    scanner_stop(s, STOP_ABBREVIATION, begin);
    s->begin = s->at;
    return false;
}

/* 1,000: exactly three digits follow. */
static bool comma(struct scanner *s)
{
    const size_t at = s->at;
    if (!is_digit(scanner_byte(s, at - 1)) || !is_digit(scanner_byte(s, at + 1)) ||
        !is_digit(scanner_byte(s, at + 2)) || !is_digit(scanner_byte(s, at + 3)) || is_digit(scanner_byte(s, at + 4)))
        return false;
    s->at += 4;
    return true;
}

/* 7:30, https://…, mailto:… */
static bool colon(struct scanner *s)
{
    const size_t at = s->at;
    const unsigned char next = scanner_byte(s, at + 1);
    if (next == '/' && scanner_byte(s, at + 2) == '/') {
        take_address(s, scanner_url(s, at));
        return false;
    }
    const bool joins = (is_digit(scanner_byte(s, at - 1)) && is_digit(next)) ||
                       (at - s->begin == 6 && memcmp(s->text + s->begin, "mailto", 6) == 0 && is_alnum(next));
    s->at += joins;
    return joins;
}

/* A number in groups parted by hyphens, of at least seven digits: 713-853-3989. */
static bool is_phone_number(const struct scanner *s)
{
    enum { LONGEST = 20 };
    size_t digits = 0, at = s->begin;
    while (at - s->begin < LONGEST && (is_digit(scanner_byte(s, at)) || scanner_byte(s, at) == '-'))
        digits += is_digit(scanner_byte(s, at++));
    return digits >= 7 && !scanner_word_goes_on(s, at);
}

static bool hyphen(struct scanner *s, size_t width)
{
    if (!scanner_word_goes_on(s, s->at + width))
        return false;
    if (s->options.hyphens == JOINED_SPLIT) {
        const size_t end = width == 1 && s->at >= s->no_address ? scanner_address(s) : 0;
        if (end > 0) {
            s->at = end;
            return true;
        }
        const size_t length = s->at - s->begin;
        if ((english_classes(s->text + s->begin, length) & ENGLISH_PREFIX) == 0 && !is_phone_number(s))
            return false;
    }
    s->at += width;
    return true;
}

/* 9/11, 1/2, 11/28/2000; b/c, w/o with one letter on each side. */
static bool slash(struct scanner *s)
{
    const unsigned char before = scanner_byte(s, s->at - 1), next = scanner_byte(s, s->at + 1);
    const bool numbers = is_digit(scanner_byte(s, s->begin)) && is_digit(before) && is_digit(next);
    const bool letters = s->at - s->begin == 1 && is_letter(before) && is_letter(next) &&
                         !scanner_word_goes_on(s, s->at + 2) && scanner_byte(s, s->at + 2) != '/';
    if (numbers && s->at - s->begin <= 2)
        scanner_pause_before(s, s->begin, BOUNDARY_ITEM);
    s->at += numbers || letters;
    return numbers || letters;
}

/* US$350: the letters and the sign are one token, the number another. */
static bool dollar(struct scanner *s)
{
    if (s->at - s->begin > 3 || !is_digit(scanner_byte(s, s->at + 1)))
        return false;
    for (size_t at = s->begin; at < s->at; at++)
        if (!is_upper(scanner_byte(s, at)))
            return false;
    s->at++;
    return false;
}

static bool wide(struct scanner *s)
{
    size_t next = s->at;
    const uint32_t character = utf8_next(s->text, &next);
    if (character == 0x2019)
        return scanner_apostrophe(s, 3);
    if (character == 0x2010 || character == 0x2011)
        return hyphen(s, 3);
    const enum word_class class = property_word(property_of(character));
    const bool mid = class == WORD_MID_LETTER || class == WORD_MID_NUM_LET;
    if (mid ? !scanner_word_goes_on(s, next) : !scanner_word_goes_on(s, s->at))
        return false;
    s->at = next;
    return true;
}

/* Whether the word goes on at s->at, where no word character of ASCII stands; moves s->at behind what joins it. */
static bool joins(struct scanner *s)
{
    const unsigned char byte = (unsigned char)s->text[s->at];
    if (byte == '\'')
        return scanner_apostrophe(s, 1);
    if (s->at == s->begin && byte < 0x80)
        return false;
    switch (byte) {
    case '.':
        return full_stop(s);
    case ',':
        return comma(s);
    case ':':
        return colon(s);
    case '-':
        return hyphen(s, 1);
    case '/':
        return slash(s);
    case '$':
        return dollar(s);
    case '!': /* Yahoo! */
        s->at += (english_classes(s->text + s->begin, s->at + 1 - s->begin) & ENGLISH_NAME) != 0;
        return false;
    case '&':
        s->at += is_upper(scanner_byte(s, s->at - 1)) && is_upper(scanner_byte(s, s->at + 1));
        return s->text[s->at] != '&';
    case '@': {
        const size_t end = scanner_address(s);
        if (end > 0)
            take_address(s, end);
        return end > 0;
    }
    default:
        return byte >= 0x80 && wide(s);
    }
}

/* Takes the word from s->begin to s->at. */
static void take(struct scanner *s)
{
    const size_t cut = scanner_fused(s, s->begin, s->at);
    if (cut < s->at) {
        scanner_token(s, s->begin, cut);
        s->begin = cut;
    }
    scanner_token(s, s->begin, s->at);
}

void scanner_word(struct scanner *s)
{
    do
        s->at = scanner_run(s, s->at);
    while (s->at < s->length && joins(s));
    if (s->at > s->begin)
        take(s);
    if (s->at == s->address)
        scanner_pause_behind(s, BOUNDARY_ADDRESS);
}
