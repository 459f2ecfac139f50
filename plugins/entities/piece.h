/* A sentence cut as finely as amounts and dates need it: "US$350bn" is a word, a sign, a number and a word. */
#ifndef PIECE_H
#define PIECE_H

#include "sentence.h"

#include <leat/plugin.h>

enum piece_kind {
    PIECE_WORD,   /* letters */
    PIECE_SIGN,   /* one character that is neither letter nor digit */
    PIECE_NUMBER, /* digits, with commas and stops between them */
    PIECE_NONE,   /* what stands before the first and behind the last */
};

enum { DIGITS_MOST = 15 }; /* more are no number, but a name */

/* What the digits of a number come to: mantissa × 10^exponent. */
struct digits {
    double mantissa;
    int16_t exponent;
    uint8_t count;
    bool good;    /* it is a number: "1,2,3" and "1.2.3" are none */
    bool alone;   /* it has neither commas nor a decimal point */
    bool decimal; /* it has a decimal point */
};

/* It is small, since most pieces are only passed by. */
struct piece {
    struct leat_span span;
    uint32_t sense; /* see terms.h */
    uint8_t kind;   /* enum piece_kind */
    bool spaced;    /* something stands between this piece and the one before */
};

enum { PIECES = 256, PIECES_AHEAD = 48, PIECES_BEHIND = 16 };

/* The pieces around the one that is looked at. */
struct pieces {
    const char *text;
    size_t length; /* of the text */
    const struct terms *terms;
    struct piece at[PIECES];
    struct digits digits[PIECES]; /* of those that are numbers */
    size_t count;
    uint32_t next, end;                  /* what of the sentence is not cut yet */
    const struct word *word, *words_end; /* of its words, those that may begin there */
};

/* `read` is the sentence as its words have been read, which spares looking each up again; it may be NULL. */
void pieces_begin(struct pieces *pieces, const struct terms *terms, struct leat_string text, struct leat_span sentence,
                  const struct sentence *read);

/* Cuts on, and lets the first go where there is no room; then `at` moves with the rest. */
bool pieces_cut(struct pieces *pieces, size_t *at);

/* Makes sure that there are PIECES_AHEAD pieces from `at` on, if the sentence has as many; where others must go for it,
 * `at` moves with the rest. Those before it stay, PIECES_BEHIND of them at least. False where there is no piece `at`.
 */
static inline bool pieces_reach(struct pieces *pieces, size_t *at)
{
    if (*at + PIECES_AHEAD < pieces->count || pieces->next >= pieces->end)
        return *at < pieces->count;
    return pieces_cut(pieces, at);
}

/* Moves `at` on to the next piece, itself at first, that may open a value or ends behind `limit`, around which the
 * others are cut as above; false where there is none. `*hints` takes in those of the pieces up to it. */
static inline bool pieces_seek(struct pieces *pieces, size_t *at, uint32_t limit, unsigned *hints)
{
    while (pieces_reach(pieces, at)) {
        const struct piece *piece = &pieces->at[*at], *end = pieces->at + pieces->count;
        for (; piece < end && (piece->sense & HINT_OPENS) == 0 && piece->span.end <= limit; piece++)
            *hints |= piece->sense;
        *at = (size_t)(piece - pieces->at);
        if (piece < end) {
            *hints |= piece->sense;
            return pieces_reach(pieces, at);
        }
    }
    return false;
}

/* What a text tells that is a piece by itself. `terms` may be NULL: then nothing. */
uint16_t piece_sense(const struct terms *terms, struct leat_string text);

extern const struct piece no_piece;
extern const struct digits no_digits;

static inline const struct piece *piece_at(const struct pieces *pieces, size_t at)
{
    return at < pieces->count ? &pieces->at[at] : &no_piece;
}

static inline const struct piece *piece_before(const struct pieces *pieces, size_t at)
{
    return at > 0 ? piece_at(pieces, at - 1) : &no_piece;
}

/* The code point of a sign; 0 of others. */
static inline uint32_t piece_code(const struct piece *piece)
{
    return piece->sense >= SENSE_SIGN ? (piece->sense - SENSE_SIGN) >> SENSE_HINTS : 0;
}

static inline bool piece_sign(const struct pieces *pieces, size_t at, uint32_t sign)
{
    return piece_code(piece_at(pieces, at)) == sign;
}

/* A sign or word that follows the piece before it without a space. */
static inline bool piece_glued(const struct pieces *pieces, size_t at)
{
    return at < pieces->count && !pieces->at[at].spaced;
}

/* A hyphen or dash. */
static inline bool piece_hyphen(const struct pieces *pieces, size_t at)
{
    const uint32_t sign = piece_code(piece_at(pieces, at));
    return sign == '-' || (sign >= 0x2010 && sign <= 0x2015) || sign == 0x2212;
}

/* A hyphen between two pieces, as in "10-mile". */
static inline bool piece_hyphenated(const struct pieces *pieces, size_t at)
{
    return piece_hyphen(pieces, at) && piece_glued(pieces, at) && piece_glued(pieces, at + 1);
}

static inline struct leat_string piece_text(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = piece_at(pieces, at);
    return (struct leat_string){pieces->text + piece->span.begin, piece->span.end - piece->span.begin};
}

static inline bool piece_text_is(const struct pieces *pieces, size_t at, const char *text)
{
    return leat_string_equal(piece_text(pieces, at), leat_string(text));
}

/* Whether it is a word that begins with a capital. */
static inline bool piece_capital(const struct piece *piece)
{
    return (piece->sense & HINT_CAPITAL) != 0;
}

/* Whether it is a word that means something to us. */
static inline bool piece_known(const struct piece *piece)
{
    return piece->sense < TERM_NONE << SENSE_HINTS;
}

/* The digits of a number; of others they are not good. */
static inline const struct digits *piece_digits(const struct pieces *pieces, size_t at)
{
    return piece_at(pieces, at)->kind == PIECE_NUMBER ? &pieces->digits[at] : &no_digits;
}

/* What the word means; a term without roles where it means nothing to us. */
static inline const struct term *piece_term(const struct pieces *pieces, const struct piece *piece)
{
    return &pieces->terms->at[piece_known(piece) ? piece->sense >> SENSE_HINTS : TERM_NONE];
}

/* Whether it is a word of capitals alone. */
bool piece_upper(const struct pieces *pieces, size_t at);

/* Whether a word has one of its roles; then `*value` is the role's. `value` may be NULL. */
static inline bool piece_is(const struct pieces *pieces, size_t at, enum role role, int *value)
{
    const struct term *term = piece_term(pieces, piece_at(pieces, at));
    for (size_t i = 0; i < ROLES; i++)
        if (term->roles[i] == role) {
            if (value != NULL)
                *value = term->values[i];
            return true;
        }
    return false;
}

#endif
