#include "opening.h"

#include "currency.h"
#include "value.h"

#define BIT(label) (1u << VALUE_##label)

enum { ANY = (1 << VALUE_LABELS) - 1 };

enum { LETTERS_BEFORE_SIGN = 3 /* at most: "AUS$" */ };

bool opening_is_minus(const struct pieces *pieces, size_t at)
{
    const struct piece *before = piece_before(pieces, at);
    return piece_hyphen(pieces, at) && (pieces->at[at].spaced || piece_code(before) == '(') &&
           piece_glued(pieces, at + 1) && piece_at(pieces, at + 1)->kind == PIECE_NUMBER &&
           before->kind != PIECE_NUMBER;
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

/* What a number may be before a word of this role, besides a CARDINAL. */
static const uint16_t before_role[ROLE_COUNT] = {
    [ROLE_HUNDRED] = ANY,
    [ROLE_SCALE] = ANY,
    [ROLE_SHORT] = BIT(MONEY) | BIT(DATE), /* "5 mln dollars", "44 B.C." */
    [ROLE_DOZEN] = ANY,
    [ROLE_ARTICLE] = BIT(TIME), /* "10 a.m." */
    [ROLE_ENDING] = BIT(DATE) | BIT(ORDINAL),
    [ROLE_CURRENCY] = BIT(MONEY),
    [ROLE_CODE] = BIT(MONEY),
    [ROLE_COUNTRY] = BIT(MONEY),
    [ROLE_PERCENT] = BIT(PERCENT),
    [ROLE_UNIT] = BIT(QUANTITY),
    [ROLE_MEASURE] = BIT(QUANTITY),
    [ROLE_MONTH] = BIT(DATE),
    [ROLE_PERIOD] = BIT(DATE),
    [ROLE_ERA] = BIT(DATE),
    [ROLE_HOURS] = BIT(TIME),
    [ROLE_ZONE] = BIT(TIME),
};

/* The same before a sign: "4 & 5 May", "1990's". */
static const uint16_t before_sign[0x80] = {
    ['$'] = BIT(MONEY), ['%'] = BIT(PERCENT), ['&'] = BIT(DATE), ['\''] = BIT(DATE),
    ['-'] = ANY,        ['/'] = BIT(DATE),    [':'] = BIT(TIME),
};

/* What a number may be that ends before piece `at`, besides a CARDINAL. */
static unsigned before(const struct pieces *pieces, size_t at)
{
    const struct piece *next = piece_at(pieces, at);
    if (next->kind == PIECE_SIGN)
        return piece_code(next) < 0x80 ? before_sign[piece_code(next)] : ANY;
    if (next->kind != PIECE_WORD)
        return 0;
    const unsigned named = piece_capital(next) ? BIT(MONEY) : 0; /* "20 Hong Kong dollars" */
    if (piece_is(pieces, at, ROLE_JOIN, NULL))
        return named;
    if (piece_known(next)) {
        const struct term *term = piece_term(pieces, next);
        return before_role[term->roles[0]] | before_role[term->roles[1]];
    }
    if (!next->spaced || next->span.end - next->span.begin == 1) /* "1990s"; "5 p.m.", "5 o'clock" */
        return ANY;
    return named;
}

/* Whether a number that begins with piece `begin` may go on over "to", or "and" behind "between", at `at`. */
static bool goes_on(const struct pieces *pieces, size_t begin, size_t at)
{
    int join, value;
    if (!piece_is(pieces, at, ROLE_JOIN, &join))
        return false;
    const bool between = begin > 0 && piece_is(pieces, begin - 1, ROLE_JOIN, &value) && value == JOIN_BETWEEN;
    return join == JOIN_TO || (join == JOIN_AND && between);
}

/* What the number may be that begins with piece `at`. Of a range, what stands behind it tells. */
static unsigned number_labels(const struct pieces *pieces, size_t at)
{
    struct number number, second;
    const size_t end = number_read(pieces, at, NUMBER_PLAIN, &number);
    if (end == 0)
        return BIT(DATE); /* "3.10.2024" */
    const bool hyphen = piece_hyphen(pieces, end), day = number.digits == 1 || number.digits == 2;
    const unsigned year = number.digits == 4 ? BIT(DATE) : 0, days = day ? BIT(DATE) : 0;
    const unsigned labels = BIT(CARDINAL) | year;
    if (!hyphen && !goes_on(pieces, at, end)) /* "4 and 5 May" */
        return labels | before(pieces, end) | (piece_is(pieces, end, ROLE_JOIN, NULL) ? days : 0);
    const size_t last = number_read(pieces, end + 1, NUMBER_PLAIN, &second);
    return last > 0 ? labels | before(pieces, last) | days : labels | before(pieces, end + hyphen);
}

/* --- words -------------------------------------------------------------------------------------------------------- */

#define ROLE(role) (UINT64_C(1) << ROLE_##role)

/* What stands behind a word, as a set: the roles of a word as bits, and these. */
#define BEHIND_NUMBER (UINT64_C(1) << ROLE_COUNT)
#define BEHIND_SIGN (UINT64_C(2) << ROLE_COUNT)
#define BEHIND_NAME (UINT64_C(4) << ROLE_COUNT) /* a capital and no role: the "Q" of "early Q3" */
#define BEHIND_ALL (UINT64_C(8) << ROLE_COUNT)  /* is in every such set */

/* What may begin with a word of this role, where something of a set stands behind it. A new kind of value that begins
 * with a word needs a row here and nothing else: the rest only looks these up. */
static const struct {
    bool capital; /* not in small letters */
    struct {
        uint16_t labels;
        uint64_t behind;
    } cases[2];
} with_role[ROLE_COUNT] = {
    [ROLE_ONES] = {false, {{ANY, BEHIND_ALL}}},
    [ROLE_TENS] = {false, {{ANY, BEHIND_ALL}}},
    [ROLE_HALF] = {false,
                   {{BIT(MONEY) | BIT(PERCENT) | BIT(CARDINAL),
                     ROLE(ARTICLE) | ROLE(SCALE) | ROLE(DOZEN) | BEHIND_SIGN}}},
    [ROLE_ARTICLE] = {false, {{ANY, ROLE(HUNDRED) | ROLE(SCALE) | ROLE(DOZEN)}, {BIT(DATE), ROLE(PERIOD)}}},
    [ROLE_MANY] = {false, {{BIT(MONEY), ROLE(JOIN)}}},
    [ROLE_ORDINAL] = {false, {{BIT(ORDINAL), BEHIND_ALL}, {BIT(DATE), ROLE(PERIOD) | BEHIND_SIGN}}},
    [ROLE_CODE] = {true, {{BIT(MONEY), BEHIND_NUMBER | BEHIND_SIGN}}},
    [ROLE_MULTI] = {false, {{BIT(MONEY), BEHIND_ALL}}},
    [ROLE_MONTH] = {true, {{BIT(DATE), BEHIND_ALL}}},
    [ROLE_WEEKDAY] = {true, {{BIT(DATE), BEHIND_ALL}}},
    [ROLE_DECADE] = {false, {{BIT(DATE), BEHIND_ALL}}},
    [ROLE_TOWARD] = {false, {{BIT(DATE), ROLE(PERIOD) | ROLE(WEEKDAY) | ROLE(MONTH)}, {BIT(TIME), ROLE(DAYPART)}}},
    [ROLE_PART] = {false,
                   {{BIT(DATE), ROLE(ONES) | ROLE(TENS) | ROLE(HALF) | ROLE(ARTICLE) | ROLE(ORDINAL) | ROLE(MONTH) |
                                    ROLE(WEEKDAY) | ROLE(DECADE) | ROLE(TOWARD) | ROLE(SEASON) | ROLE(ERA) |
                                    BEHIND_NUMBER | BEHIND_SIGN | BEHIND_NAME}}},
    [ROLE_SEASON] = {false, {{BIT(DATE), ROLE(JOIN) | BEHIND_NUMBER}}},
    [ROLE_DAY] = {false, {{BIT(DATE) | BIT(TIME), BEHIND_ALL}}},
    [ROLE_CLOCK] = {false, {{BIT(TIME), BEHIND_ALL}}},
    [ROLE_ERA] = {true, {{BIT(DATE), BEHIND_NUMBER}}},
};

static uint64_t behind_of(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = piece_at(pieces, at);
    const struct term *term = piece_term(pieces, piece);
    switch (piece->kind) {
    case PIECE_WORD:
        if (!piece_known(piece))
            return BEHIND_ALL | (piece_capital(piece) ? BEHIND_NAME : 0);
        return BEHIND_ALL | UINT64_C(1) << term->roles[0] | UINT64_C(1) << term->roles[1];
    case PIECE_NUMBER:
        return BEHIND_ALL | BEHIND_NUMBER;
    case PIECE_SIGN:
        return BEHIND_ALL | BEHIND_SIGN;
    default:
        return BEHIND_ALL;
    }
}

/* What may begin with the roles of piece `at`, as the piece behind it tells. */
static unsigned role_labels(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = &pieces->at[at];
    const struct term *term = piece_term(pieces, piece);
    const uint64_t behind = behind_of(pieces, at + 1);
    unsigned labels = 0;
    for (size_t i = 0; i < ROLES; i++)
        for (size_t j = 0; j < 2; j++) {
            const unsigned role = term->roles[i];
            labels |= (with_role[role].cases[j].behind & behind) != 0 ? with_role[role].cases[j].labels : 0;
        }
    return labels & term->opens[piece_capital(piece)];
}

/* Letters before a sign, "HK$", or a number, "Q3". */
static bool letters_before(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = &pieces->at[at], *next = piece_at(pieces, at + 1);
    return piece_glued(pieces, at + 1) && (next->kind == PIECE_NUMBER || currency_of_sign(piece_code(next)) != NULL) &&
           piece->span.end - piece->span.begin <= LETTERS_BEFORE_SIGN && piece_upper(pieces, at);
}

static unsigned word_labels(const struct pieces *pieces, size_t at)
{
    const unsigned letters = letters_before(pieces, at) ? BIT(MONEY) | BIT(DATE) : 0;
    if (!piece_known(&pieces->at[at]))
        return letters;
    const enum role role = (enum role)piece_term(pieces, &pieces->at[at])->roles[0];
    const unsigned labels = role_labels(pieces, at) | letters;
    if (labels == 0)
        return 0;
    if (piece_glued(pieces, at) && !number_begins(pieces, at))
        return 0;
    return role == ROLE_ONES || role == ROLE_TENS ? labels & (number_labels(pieces, at) | BIT(ORDINAL)) : labels;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

unsigned opening_labels(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = &pieces->at[at];
    if (piece->kind == PIECE_WORD)
        return word_labels(pieces, at);
    if (piece->kind == PIECE_NUMBER)
        return number_begins(pieces, at) ? number_labels(pieces, at) : 0;
    if (piece_code(piece) == '$' || piece_code(piece) >= 0x80)
        return number_is_fraction(piece_code(piece)) && !piece_glued(pieces, at) ? number_labels(pieces, at)
                                                                                 : BIT(MONEY);
    return opening_is_minus(pieces, at) ? BIT(QUANTITY) : 0;
}

static bool sign_opens(const struct pieces *pieces, size_t at)
{
    const uint32_t sign = piece_code(&pieces->at[at]);
    return piece_hyphen(pieces, at) || currency_of_sign(sign) != NULL || number_is_fraction(sign);
}

unsigned opening_hints(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = &pieces->at[at];
    if (piece->kind == PIECE_NUMBER)
        return HINT_OPENS;
    if (piece->kind == PIECE_SIGN)
        return sign_opens(pieces, at) ? HINT_OPENS : 0;
    const bool letters = piece->span.end - piece->span.begin <= LETTERS_BEFORE_SIGN && piece_upper(pieces, at);
    const struct term *term = piece_term(pieces, piece);
    const bool opens = letters || term->opens[piece_capital(piece)] != 0;
    const bool ahead = term->roles[0] == ROLE_FUTURE;
    return (opens ? HINT_OPENS : 0) | (ahead ? HINT_AHEAD : 0) | (piece_capital(piece) ? HINT_CAPITAL : 0);
}

void opening_make(struct terms *terms)
{
    for (size_t i = 0; i < sizeof terms->at / sizeof *terms->at; i++)
        for (size_t j = 0; j < ROLES; j++) {
            const enum role role = (enum role)terms->at[i].roles[j];
            const unsigned labels = with_role[role].cases[0].labels | with_role[role].cases[1].labels;
            terms->at[i].opens[true] |= (uint16_t)labels;
            terms->at[i].opens[false] |= with_role[role].capital ? 0 : (uint16_t)labels;
        }
    for (size_t byte = 0; byte < sizeof terms->senses / sizeof *terms->senses; byte++)
        terms->senses[byte] = piece_sense(terms, (struct leat_string){&(const char){(char)byte}, 1});
}
