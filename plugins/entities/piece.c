#include "piece.h"

#include "hash.h"

const struct piece no_piece = {.term = &no_term};

void pieces_begin(struct pieces *pieces, const struct terms *terms, const char *text, struct leat_span sentence)
{
    pieces->text = text;
    pieces->terms = terms;
    pieces->count = 0;
    pieces->next = sentence.begin;
    pieces->end = sentence.end;
}

static inline unsigned class_of(const struct pieces *pieces, uint32_t at)
{
    return pieces->terms->bytes[(unsigned char)pieces->text[at]];
}

static inline bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The code point at `at`, which is valid UTF-8 beyond ASCII. */
static size_t decode(const char *at, uint32_t *code)
{
    const unsigned char *byte = (const unsigned char *)at;
    if (byte[0] < 0xE0)
        return *code = (byte[0] & 0x1Fu) << 6 | (byte[1] & 0x3Fu), 2;
    if (byte[0] < 0xF0)
        return *code = (byte[0] & 0x0Fu) << 12 | (byte[1] & 0x3Fu) << 6 | (byte[2] & 0x3Fu), 3;
    return *code = (byte[0] & 0x07u) << 18 | (byte[1] & 0x3Fu) << 12 | (byte[2] & 0x3Fu) << 6 | (byte[3] & 0x3Fu), 4;
}

/* Signs beyond ASCII; what is neither a sign nor a space counts as a letter. */
static bool wide_sign(uint32_t code)
{
    return (code >= 0xA1 && code <= 0xBF && code != 0xAA && code != 0xB5 && code != 0xBA) || code == 0xD7 ||
           code == 0xF7 || (code >= 0x2010 && code <= 0x206F) || (code >= 0x20A0 && code <= 0x20CF) ||
           (code >= 0x2100 && code <= 0x2BFF) || (code >= 0x3001 && code <= 0x303F) ||
           (code >= 0xFF01 && code <= 0xFF0F) || code == 0x0E3F;
}

static bool wide_space(uint32_t code)
{
    return code == 0xA0 || (code >= 0x2000 && code <= 0x200F) || code == 0x202F || code == 0x3000 || code == 0x85;
}

/* Whether commas part thousands: "1,234,567", in India "12,34,567". */
static bool good_groups(const char *at, size_t length)
{
    size_t group = 0, groups = 0;
    for (size_t i = 0; i < length && at[i] != '.'; i++) {
        if (at[i] != ',') {
            group++;
            continue;
        }
        if (group == 0 || group > 3 || (groups > 0 && group < 2))
            return false;
        groups++;
        group = 0;
    }
    return groups == 0 || group == 3;
}

/* What the digits come to. */
static struct digits read_digits(const char *at, size_t length)
{
    static const struct digits none = {.good = false};
    struct digits digits = {.good = true};
    if (length > (size_t)2 * DIGITS_MOST || !good_groups(at, length))
        return none;
    for (size_t i = 0; i < length; i++) {
        if (is_digit(at[i])) {
            digits.mantissa = digits.mantissa * 10 + (at[i] - '0');
            digits.exponent = (int8_t)(digits.exponent - digits.decimal);
            digits.count++;
        } else if (digits.decimal) {
            return none;
        } else
            digits.decimal = at[i] == '.';
    }
    digits.alone = digits.count == length;
    return digits.count <= DIGITS_MOST ? digits : none;
}

static void read_number(struct pieces *pieces, struct piece *piece)
{
    const char *text = pieces->text;
    uint32_t at = piece->begin;
    while (at < pieces->end && (is_digit(text[at]) || ((text[at] == ',' || text[at] == '.') && at + 1 < pieces->end &&
                                                       is_digit(text[at + 1]))))
        at++;
    piece->kind = PIECE_NUMBER;
    piece->end = at;
    piece->digits = read_digits(text + piece->begin, at - piece->begin);
}

/* The end of a word: of ASCII letters and whatever is beyond ASCII and neither sign nor space. */
static uint32_t word_end(const struct pieces *pieces, uint32_t at)
{
    uint32_t code;
    for (;;) {
        while (at < pieces->end && class_of(pieces, at) == BYTE_LETTER)
            at++;
        if (at >= pieces->end || class_of(pieces, at) != BYTE_WIDE)
            return at;
        const size_t size = decode(pieces->text + at, &code);
        if (wide_sign(code) || wide_space(code))
            return at;
        at += (uint32_t)size;
    }
}

static void read_word(struct pieces *pieces, struct piece *piece)
{
    const char *word = pieces->text + piece->begin;
    piece->kind = PIECE_WORD;
    piece->end = word_end(pieces, piece->begin);
    piece->capital = word[0] >= 'A' && word[0] <= 'Z';
    const size_t length = piece->end - piece->begin;
    if (length > TERM_MOST || !terms_begin(pieces->terms, word, length))
        return;
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < length; i++)
        hash = hash_byte(hash, (unsigned char)word[i] | 0x20);
    piece->term = terms_find(pieces->terms, hash);
}

bool piece_upper(const struct pieces *pieces, size_t at)
{
    const struct leat_string text = piece_text(pieces, at);
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] < 'A' || text.at[i] > 'Z')
            return false;
    return piece_at(pieces, at)->kind == PIECE_WORD;
}

/* Cuts the next piece; false at the end of the sentence. */
static bool cut(struct pieces *pieces)
{
    const char *text = pieces->text;
    uint32_t at = pieces->next, code = 0;
    size_t size = 0;
    for (; at < pieces->end; at += (uint32_t)size) {
        size = 1;
        const unsigned class = class_of(pieces, at);
        if (class == BYTE_WIDE) {
            size = decode(text + at, &code);
            if (!wide_space(code))
                break;
        } else if (class != BYTE_SPACE)
            break;
    }
    if (at >= pieces->end)
        return false;
    struct piece *piece = &pieces->at[pieces->count];
    *piece = (struct piece){.begin = at, .spaced = at > pieces->next || pieces->count == 0, .term = &no_term};
    const unsigned class = class_of(pieces, at);
    if (class == BYTE_LETTER || (class == BYTE_WIDE && !wide_sign(code))) {
        read_word(pieces, piece);
    } else if (class == BYTE_DIGIT) {
        read_number(pieces, piece);
    } else {
        piece->kind = PIECE_SIGN;
        piece->sign = class == BYTE_WIDE ? code : (unsigned char)text[at];
        piece->end = at + (uint32_t)size;
    }
    pieces->next = piece->end;
    pieces->count++;
    return true;
}

bool pieces_reach(struct pieces *pieces, size_t *at)
{
    if (*at + PIECES_AHEAD < pieces->count)
        return true;
    if (*at > PIECES - 2 * PIECES_AHEAD) {
        const size_t gone = *at - PIECES_BEHIND;
        memmove(pieces->at, pieces->at + gone, (pieces->count - gone) * sizeof *pieces->at);
        pieces->count -= gone;
        *at -= gone;
    }
    while (pieces->count < PIECES && cut(pieces))
        ;
    return *at < pieces->count;
}
