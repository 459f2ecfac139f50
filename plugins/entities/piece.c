#include "piece.h"

#include "opening.h"

const struct piece no_piece = {.sense = TERM_NONE << SENSE_HINTS, .kind = PIECE_NONE};
const struct digits no_digits = {.good = false};

void pieces_begin(struct pieces *pieces, const struct terms *terms, struct leat_string text, struct leat_span sentence,
                  const struct sentence *read)
{
    pieces->text = text.at;
    pieces->length = text.length;
    pieces->terms = terms;
    pieces->count = 0;
    pieces->next = sentence.begin;
    pieces->end = sentence.end;
    pieces->word = read != NULL ? read->words : NULL;
    pieces->words_end = pieces->word + (read != NULL ? read->count : 0);
    while (pieces->words_end > pieces->word &&
           (pieces->words_end[-1].span.end > sentence.end || pieces->words_end[-1].span.end >= text.length))
        pieces->words_end--; /* behind each of them is a byte of the text */
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
    struct digits digits = {.good = true};
    uint64_t mantissa = 0; /* that of too many digits is not used */
    if (length > (size_t)2 * DIGITS_MOST || !good_groups(at, length))
        return no_digits;
    for (size_t i = 0; i < length; i++) {
        if (is_digit(at[i])) {
            mantissa = mantissa * 10 + (uint64_t)(at[i] - '0');
            digits.exponent = (int16_t)(digits.exponent - digits.decimal);
            digits.count++;
        } else if (digits.decimal) {
            return no_digits;
        } else
            digits.decimal = at[i] == '.';
    }
    digits.mantissa = (double)mantissa;
    digits.alone = digits.count == length;
    return digits.count <= DIGITS_MOST ? digits : no_digits;
}

static void read_number(struct pieces *pieces, struct piece *piece)
{
    const char *text = pieces->text;
    uint32_t at = piece->span.begin;
    while (at < pieces->end && (is_digit(text[at]) || ((text[at] == ',' || text[at] == '.') && at + 1 < pieces->end &&
                                                       is_digit(text[at + 1]))))
        at++;
    piece->kind = PIECE_NUMBER;
    piece->span.end = at;
    pieces->digits[piece - pieces->at] = read_digits(text + piece->span.begin, at - piece->span.begin);
}

static inline bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
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

static void read_word(const struct pieces *pieces, struct piece *piece)
{
    const unsigned capital = is_capital(pieces->text[piece->span.begin]) ? HINT_CAPITAL : 0;
    piece->kind = PIECE_WORD;
    piece->span.end = word_end(pieces, piece->span.begin);
    const unsigned term =
        terms_find(pieces->terms, pieces->text + piece->span.begin, piece->span.end - piece->span.begin);
    piece->sense = term << SENSE_HINTS | capital;
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
    const char *text = pieces->text + piece->span.begin;
    uint32_t sign = (unsigned char)*text;
    piece->span.end = piece->span.begin + (sign < 0x80 ? 1 : (uint32_t)decode(text, &sign));
    if (sign < 0x80 || wide_sign(sign)) {
        piece->kind = PIECE_SIGN;
        piece->sense = SENSE_SIGN + (sign << SENSE_HINTS);
    } else {
        piece->kind = PIECE_WORD; /* its first letter is beyond ASCII */
        piece->span.end = word_end(pieces, piece->span.end);
    }
}

/* Whether a stop begins a number: ".5", "$.50". */
static bool is_point(const struct pieces *pieces, uint32_t at, bool spaced)
{
    const char *text = pieces->text;
    return text[at] == '.' && at + 1 < pieces->end && is_digit(text[at + 1]) &&
           (spaced || text[at - 1] == '$' || text[at - 1] == '-' || text[at - 1] == '(');
}

/* Cuts the piece that begins at `at`. */
static void cut_any(struct pieces *pieces, uint32_t at, bool spaced)
{
    const unsigned class = class_of(pieces, at);
    struct piece *piece = &pieces->at[pieces->count++];
    *piece = (struct piece){.span.begin = at, .sense = TERM_NONE << SENSE_HINTS, .spaced = spaced};
    if (class == BYTE_LETTER)
        read_word(pieces, piece);
    else if (class == BYTE_DIGIT || (class == BYTE_SIGN && is_point(pieces, at, spaced)))
        read_number(pieces, piece);
    else
        read_sign(pieces, piece);
    piece->sense |= opening_hints(pieces, pieces->count - 1);
    pieces->next = piece->span.end;
}

/* The classes of bytes, as bits, before which a word or sign makes no piece: it may go on there. */
static inline unsigned goes_on(bool sign)
{
    return sign ? 1 << BYTE_DIGIT /* ".5" */ : 1 << BYTE_LETTER | 1 << BYTE_WIDE;
}

/* The same where many pieces are one letter or sign, as of "it's". */
static void cut(struct pieces *pieces, uint32_t at, bool spaced)
{
    const unsigned class = class_of(pieces, at), behind = at + 1 < pieces->end ? class_of(pieces, at + 1) : BYTE_SPACE;
    const bool sign = class == BYTE_SIGN;
    if ((!sign && class != BYTE_LETTER) || (goes_on(sign) >> behind & 1) != 0) {
        cut_any(pieces, at, spaced);
        return;
    }
    const unsigned sense = pieces->terms->senses[(unsigned char)pieces->text[at]];
    pieces->at[pieces->count++] = (struct piece){{at, at + 1}, sense, sign ? PIECE_SIGN : PIECE_WORD, spaced};
    pieces->next = at + 1;
}

/* --- words that have been read ------------------------------------------------------------------------------------ */

uint16_t piece_sense(const struct terms *terms, struct leat_string text)
{
    struct pieces pieces;
    const struct piece *piece = &pieces.at[0];
    const struct leat_span all = {0, (uint32_t)text.length};
    if (terms == NULL || text.length == 0)
        return HINT_NONE;
    const unsigned class = terms->bytes[(unsigned char)text.at[0]];
    if (class != BYTE_LETTER && class != BYTE_SIGN)
        return HINT_NONE;
    pieces_begin(&pieces, terms, text, all, NULL);
    cut_any(&pieces, 0, true);
    if (piece->span.end < all.end || piece->kind == PIECE_NUMBER)
        return HINT_NONE;
    return (uint16_t)piece->sense;
}

/* Takes pieces from the words, as long as each makes one and at most a space stands before it. */
static void take_words(struct pieces *pieces)
{
    const char *text = pieces->text;
    const struct terms *terms = pieces->terms;
    struct piece *piece = pieces->at + pieces->count;
    const struct piece *full = pieces->at + PIECES;
    const struct word *word = pieces->word, *end = pieces->words_end;
    uint32_t next = pieces->next;
    while (word < end && word->span.begin < next)
        word++;
    end = end - word < full - piece ? end : word + (full - piece);
    unsigned behind = class_of(pieces, next);
    for (; word < end; word++, piece++) {
        const unsigned sense = word->spelling.sense, gap = word->span.begin - next;
        const bool sign = sense >= SENSE_SIGN, spaced = word->span.begin > next;
        if (gap > (behind == BYTE_SPACE) || (sense & HINT_NONE) != 0)
            break;
        behind = terms->bytes[(unsigned char)text[word->span.end]];
        if ((goes_on(sign) >> behind & 1) != 0)
            break;
        next = word->span.end;
        piece->span = word->span;
        piece->sense = sense;
        piece->kind = sign ? PIECE_SIGN : PIECE_WORD;
        piece->spaced = spaced;
    }
    pieces->count = (size_t)(piece - pieces->at);
    pieces->word = word;
    pieces->next = next;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

bool pieces_cut(struct pieces *pieces, size_t *at)
{
    if (*at > PIECES - 2 * PIECES_AHEAD) {
        const size_t gone = *at - PIECES_BEHIND;
        memmove(pieces->at, pieces->at + gone, (pieces->count - gone) * sizeof *pieces->at);
        memmove(pieces->digits, pieces->digits + gone, (pieces->count - gone) * sizeof *pieces->digits);
        pieces->count -= gone;
        *at -= gone;
    }
    const bool first = pieces->count == 0;
    while (pieces->next < pieces->end) {
        take_words(pieces);
        if (pieces->count == PIECES)
            break;
        const uint32_t next = skip_spaces(pieces, pieces->next);
        if (next < pieces->end)
            cut(pieces, next, next > pieces->next || pieces->count == 0);
        else
            pieces->next = next;
    }
    if (first)
        pieces->at[0].spaced = true;
    return *at < pieces->count;
}
