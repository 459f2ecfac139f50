#include "piece.h"

#include "letters.h"

const struct piece no_piece = {.term = &no_term};

void pieces_begin(struct pieces *pieces, const struct terms *terms, struct leat_string text, struct leat_span sentence)
{
    pieces->text = text.at;
    pieces->length = text.length;
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
    uint64_t mantissa = 0; /* that of too many digits is not used */
    if (length > (size_t)2 * DIGITS_MOST || !good_groups(at, length))
        return none;
    for (size_t i = 0; i < length; i++) {
        if (is_digit(at[i])) {
            mantissa = mantissa * 10 + (uint64_t)(at[i] - '0');
            digits.exponent = (int8_t)(digits.exponent - digits.decimal);
            digits.count++;
        } else if (digits.decimal) {
            return none;
        } else
            digits.decimal = at[i] == '.';
    }
    digits.mantissa = (double)mantissa;
    digits.alone = digits.count == length;
    return digits.count <= DIGITS_MOST ? digits : none;
}

static void read_number(const struct pieces *pieces, struct piece *piece)
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

/* The letters that begin at `at`. */
static inline struct letters letters_at(const struct pieces *pieces, uint32_t at)
{
    char last[LETTERS_MOST];
    const char *from = pieces->text + at;
    if (at + LETTERS_MOST > pieces->length) {
        memset(last, 0, sizeof last);
        memcpy(last, from, pieces->length - at);
        from = last;
    }
    return letters_read(from, pieces->end - at);
}

static inline void read_word(const struct pieces *pieces, struct piece *piece)
{
    const char first = pieces->text[piece->begin];
    const struct letters letters = letters_at(pieces, piece->begin);
    const uint32_t end = piece->begin + letters.count;
    const bool more = end < pieces->end && ((pieces->text[end] & 0x80) != 0 || letters.count == LETTERS_MOST);
    piece->kind = PIECE_WORD;
    piece->capital = first >= 'A' && first <= 'Z';
    piece->end = more ? word_end(pieces, end) : end;
    piece->term = letters.count <= TERM_MOST && piece->end == end
                      ? terms_find(pieces->terms, terms_key(letters.first, letters.others))
                      : &no_term;
}

bool piece_upper(const struct pieces *pieces, size_t at)
{
    const struct leat_string text = piece_text(pieces, at);
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] < 'A' || text.at[i] > 'Z')
            return false;
    return piece_at(pieces, at)->kind == PIECE_WORD;
}

/* Where the next piece begins: behind spaces; the sentence's end where there is none. */
static inline uint32_t skip_spaces(const struct pieces *pieces, uint32_t at)
{
    uint32_t code;
    while (at < pieces->end) {
        const unsigned class = class_of(pieces, at);
        if (class == BYTE_LETTER)
            break;
        if (class == BYTE_SPACE) {
            at++;
            continue;
        }
        const size_t size = class == BYTE_WIDE ? decode(pieces->text + at, &code) : 0;
        if (class != BYTE_WIDE || !wide_space(code))
            break;
        at += (uint32_t)size;
    }
    return at;
}

static void read_sign(const struct pieces *pieces, struct piece *piece)
{
    piece->kind = PIECE_SIGN;
    piece->sign = (unsigned char)pieces->text[piece->begin];
    piece->end = piece->begin + 1;
    if (piece->sign >= 0x80)
        piece->end = piece->begin + (uint32_t)decode(pieces->text + piece->begin, &piece->sign);
    if (piece->sign < 0x80 || wide_sign(piece->sign))
        return;
    piece->kind = PIECE_WORD; /* its first letter is beyond ASCII */
    piece->sign = 0;
    piece->end = word_end(pieces, piece->end);
}

/* Whether a stop begins a number: ".5", "$.50". */
static bool is_point(const struct pieces *pieces, uint32_t at, bool spaced)
{
    const char *text = pieces->text;
    return text[at] == '.' && at + 1 < pieces->end && is_digit(text[at + 1]) &&
           (spaced || text[at - 1] == '$' || text[at - 1] == '-' || text[at - 1] == '(');
}

/* Cuts the piece that begins at `at`. */
static inline void cut(const struct pieces *pieces, uint32_t at, bool spaced, struct piece *piece)
{
    const unsigned class = class_of(pieces, at);
    piece->begin = at;
    piece->term = &no_term;
    piece->sign = 0;
    piece->spaced = spaced;
    piece->capital = false;
    if (class == BYTE_LETTER)
        read_word(pieces, piece);
    else if (class == BYTE_DIGIT || (class == BYTE_SIGN && is_point(pieces, at, spaced)))
        read_number(pieces, piece);
    else
        read_sign(pieces, piece);
}

bool pieces_cut(struct pieces *pieces, size_t *at)
{
    if (*at > PIECES - 2 * PIECES_AHEAD) {
        const size_t gone = *at - PIECES_BEHIND;
        memmove(pieces->at, pieces->at + gone, (pieces->count - gone) * sizeof *pieces->at);
        pieces->count -= gone;
        *at -= gone;
    }
    while (pieces->count < PIECES) {
        const uint32_t next = skip_spaces(pieces, pieces->next);
        const bool spaced = next > pieces->next || pieces->count == 0;
        pieces->next = next;
        if (next >= pieces->end)
            break;
        struct piece *piece = &pieces->at[pieces->count++];
        cut(pieces, next, spaced, piece);
        pieces->next = piece->end;
    }
    return *at < pieces->count;
}
