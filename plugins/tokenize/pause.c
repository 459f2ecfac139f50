#include "scanner.h"

#include "boundary.h"
#include "english_words.h"

/* --- items -------------------------------------------------------------------------------------------------------- */

/* What heads an item of a list in running text: "2)", "(b)", "3.", "• 4." or a bullet alone. */
struct item {
    uint32_t bullet; /* 0: none */
    unsigned place;  /* 2 for "2)" and "b)"; 0: there is neither number nor letter */
    bool letter;
    unsigned signs; /* around it: the sum of these */
};

enum { SIGN_OPEN = 1, SIGN_POINT = 2, SIGN_CLOSE = 4 };

static uint32_t bullet_at(const struct scanner *s, size_t *at)
{
    size_t next = *at;
    const uint32_t character = utf8_next(s->text, &next);
    if (character != 0x2022 && character != 0x2023 && character != 0x2043 && character != 0x25CF && character != 0xB7 &&
        character != 0x25AA && character != 0x25E6)
        return 0;
    *at = next + (scanner_byte(s, next) == ' ');
    return character;
}

/* Reads the head of an item at `at`. False where none is there. */
static bool item_read(const struct scanner *s, size_t at, struct item *item)
{
    enum { DIGITS = 3 };
    *item = (struct item){.bullet = scanner_byte(s, at) >= 0x80 ? bullet_at(s, &at) : 0};
    if (scanner_byte(s, at) == '(')
        item->signs |= SIGN_OPEN, at++;
    if (is_letter(scanner_byte(s, at))) {
        item->letter = true;
        item->place = ((unsigned char)s->text[at++] | 0x20u) - 'a' + 1;
    } else {
        for (int digits = 0; digits < DIGITS && is_digit(scanner_byte(s, at)); digits++)
            item->place = 10 * item->place + (unsigned char)s->text[at++] - '0';
    }
    if (scanner_byte(s, at) == '.')
        item->signs |= SIGN_POINT, at++;
    if (scanner_byte(s, at) == ')')
        item->signs |= SIGN_CLOSE, at++;
    if (item->place > 0 && item->signs > SIGN_OPEN && scanner_byte(s, at) == ' ')
        return true;
    item->place = 0;
    return item->bullet != 0;
}

/* Whether what begins at `at` may head an item. */
static bool may_head_item(const struct scanner *s, size_t at)
{
    const unsigned char byte = scanner_byte(s, at), next = scanner_byte(s, at + 1);
    return is_digit(byte) || byte >= 0x80 || byte == '(' || (is_letter(byte) && (next == ')' || next == '.'));
}

/* Whether the item at `at` goes on with the list whose last item the open sentence is. */
static bool is_next_item(const struct scanner *s, size_t at)
{
    struct item here, last;
    if (!may_head_item(s, at) || !item_read(s, at, &here) || !item_read(s, s->sentence, &last) ||
        here.bullet != last.bullet)
        return false;
    if (here.place == 0 || last.place == 0)
        return here.place == last.place;
    return here.place == last.place + 1 && here.signs == last.signs && here.letter == last.letter;
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

/* Asks whether a sentence without a stop ends before `next`, in front of which a space stands. */
static void ask(struct scanner *s, size_t next, enum boundary_kind kind)
{
    size_t end = next;
    while (end > s->sentence && s->text[end - 1] == ' ')
        end--;
    if (end <= s->sentence || end <= s->stopped || end == next)
        return;
    const struct boundary boundary = {.kind = kind, .rule = is_next_item(s, next), .end = end, .next = next};
    if (boundary.rule || boundary_ends(s, &boundary))
        scanner_end_sentence(s, end, next);
}

static bool opens_sentences(const struct scanner *s, size_t at)
{
    size_t end = at;
    if (s->length - at < 3 || !english_may_start(s->text + at))
        return false;
    while (end - at <= ENGLISH_LONGEST && is_letter(scanner_byte(s, end)))
        end++;
    return (english_classes(s->text + at, end - at) & ENGLISH_STARTER) != 0;
}

void scanner_pause_at_capital(struct scanner *s, size_t at)
{
    enum { SHORT = 40 };
    if (at < s->sentence + 3)
        return;
    const unsigned char before = scanner_byte(s, at - 2);
    bool worth = false;
    if (before == ',')
        worth = at - s->sentence < SHORT;
    else if (is_digit(before) || (before == 'M' && (s->text[at - 3] == 'A' || s->text[at - 3] == 'P')))
        worth = true;
    else if (is_alnum(before) || before == ' ')
        worth = opens_sentences(s, at);
    if (worth)
        ask(s, at, BOUNDARY_CAPITAL);
}

/* "6." may be the end of a sentence as well: there only the list that it goes on with tells. */
void scanner_pause_at_item(struct scanner *s, size_t at)
{
    struct item item;
    if (at > s->sentence && s->text[at - 1] == ' ' && item_read(s, at, &item) &&
        (item.signs != SIGN_POINT || is_next_item(s, at)))
        ask(s, at, BOUNDARY_ITEM);
}

/* Signs that open what belongs to the words before, so often that it is not worth asking. */
static bool opens_within(const struct scanner *s, size_t at)
{
    const unsigned char sign = scanner_byte(s, at);
    return strchr("\"'`([{%&/", sign) != NULL || (sign == '<' && scanner_byte(s, at + 1) != '<');
}

void scanner_pause_before(struct scanner *s, size_t at, enum boundary_kind kind)
{
    if (at < s->sentence + 2 || s->text[at - 1] != ' ')
        return;
    const unsigned char before = scanner_byte(s, at - 2);
    if (kind == BOUNDARY_OPENER ? is_alnum(before) && !opens_within(s, at) : before != ',')
        ask(s, at, kind);
}

/* Whether a small letter at `next` may begin a sentence behind the sign, or signs, at s->at - 1. */
static bool may_begin_small(const struct scanner *s)
{
    enum { SHORT = 32 };
    const unsigned char sign = scanner_byte(s, s->at - 1), before = scanner_byte(s, s->at - 2);
    if (s->at == s->address)
        return false;
    if (sign == '-')
        return s->at - s->sentence < SHORT;
    if (sign == ')' || sign == '(')
        return before == ':' || before == ';' || before == '=' || before == '-' || before == '.';
    return sign == ':' || sign == ';' || sign == '*' || sign >= 0x80;
}

/* Behind an address in angle brackets, or two of these; a name or a tag in such brackets goes on. */
static bool may_follow_angle(const struct scanner *s)
{
    return s->address == s->at - 1 || scanner_byte(s, s->at - 2) == '>' || scanner_byte(s, s->at - 2) == ' ';
}

static bool is_quote(unsigned char byte)
{
    return byte == '"' || byte == '\'' || byte == '`';
}

static bool opens_quote(const struct scanner *s, size_t at)
{
    return is_quote(scanner_byte(s, at)) ||
           (s->length - at > 3 && (memcmp(s->text + at, "\u201C", 3) == 0 || memcmp(s->text + at, "\u2018", 3) == 0));
}

/* "PARIS (AP) - ": a dash behind a place in capitals at the head of the sentence. */
static bool is_behind_dateline(const struct scanner *s)
{
    enum { FAR = 80 };
    const size_t at = s->at;
    return at - s->sentence < FAR && is_upper(scanner_byte(s, s->sentence)) &&
           is_upper(scanner_byte(s, s->sentence + 1)) &&
           (s->text[at - 1] == '-' ||
            (at > 2 && (memcmp(s->text + at - 3, "\u2013", 3) == 0 || memcmp(s->text + at - 3, "\u2014", 3) == 0)));
}

/* Whether what begins at `next` surely goes on behind the sign at s->at - 1. */
static bool goes_on(const struct scanner *s, size_t next)
{
    const unsigned char sign = scanner_byte(s, s->at - 1), first = scanner_byte(s, next);
    if (is_lower(first))
        return !may_begin_small(s);
    if (is_behind_dateline(s))
        return true;
    if (sign == ':')
        return is_upper(first) || opens_quote(s, next);
    return sign == '>' ? !may_follow_angle(s) : is_quote(sign) && !is_alnum(first) && first < 0x80;
}

void scanner_pause_behind(struct scanner *s, enum boundary_kind kind)
{
    if (scanner_byte(s, s->at) != ' ' || s->at < s->sentence + 2 || s->at <= s->stopped)
        return;
    size_t next = s->at + 1;
    while (scanner_byte(s, next) == ' ')
        next++;
    if (next < s->length && scanner_kind(s, next) != KIND_LINE_END && !goes_on(s, next))
        ask(s, next, kind);
}
