#include "opening.h"

#define BIT(label) (1u << VALUE_##label)

enum { ANY = (1 << VALUE_LABELS) - 1 };

bool opening_is_minus(const struct pieces *pieces, size_t at)
{
    const struct piece *before = piece_before(pieces, at);
    return piece_hyphen(pieces, at) && (pieces->at[at].spaced || before->sign == '(') && piece_glued(pieces, at + 1) &&
           piece_at(pieces, at + 1)->kind == PIECE_NUMBER && before->kind != PIECE_NUMBER;
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

/* What a number may be before a word of this role, besides a CARDINAL. */
static const uint16_t before_role[ROLE_COUNT] = {
    [ROLE_HUNDRED] = ANY,
    [ROLE_SCALE] = ANY,
    [ROLE_SHORT] = ANY,
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
    [ROLE_JOIN] = ANY, /* "10 to 15 percent" */
};

/* What a number may be before piece `at`, besides a CARDINAL. */
static unsigned before(const struct pieces *pieces, size_t at)
{
    const struct piece *next = piece_at(pieces, at);
    if (next->kind == PIECE_SIGN)
        return next->sign < 0x80 && strchr(".,;()\"?!", (int)next->sign) != NULL ? 0 : ANY;
    if (next->kind != PIECE_WORD)
        return 0;
    if (next->term != &no_term)
        return before_role[next->term->roles[0]] | before_role[next->term->roles[1]];
    if (!next->spaced || next->end - next->begin == 1) /* "1990s"; "5 p.m.", "5 o'clock" */
        return ANY;
    return next->capital ? BIT(MONEY) : 0; /* "20 Hong Kong dollars" */
}

/* What the number may be that begins with piece `at`. */
static unsigned number_labels(const struct pieces *pieces, size_t at)
{
    const struct number number = number_read(pieces, at, NUMBER_PLAIN);
    const unsigned year = number.digits == 4 ? BIT(DATE) : 0;
    return number.end == 0 ? ANY : BIT(CARDINAL) | year | before(pieces, number.end);
}

/* --- words -------------------------------------------------------------------------------------------------------- */

/* What may begin with a word of this role. */
static const uint16_t with_role[ROLE_COUNT] = {
    [ROLE_ONES] = ANY,
    [ROLE_TENS] = ANY,
    [ROLE_HALF] = BIT(MONEY) | BIT(PERCENT) | BIT(CARDINAL),
    [ROLE_ARTICLE] = ANY, /* but see behind_article */
    [ROLE_MANY] = BIT(MONEY),
    [ROLE_ORDINAL] = BIT(DATE) | BIT(ORDINAL),
    [ROLE_CODE] = BIT(MONEY),
    [ROLE_COUNTRY] = BIT(MONEY),
    [ROLE_MULTI] = BIT(MONEY),
    [ROLE_MONTH] = BIT(DATE),
    [ROLE_WEEKDAY] = BIT(DATE),
    [ROLE_DECADE] = BIT(DATE),
    [ROLE_TOWARD] = BIT(DATE) | BIT(TIME),
    [ROLE_PART] = BIT(DATE),
    [ROLE_SEASON] = BIT(DATE),
    [ROLE_DAY] = BIT(DATE) | BIT(TIME),
    [ROLE_CLOCK] = BIT(TIME),
    [ROLE_ERA] = BIT(DATE),
};

/* "a million", "a dozen", "a week ago": of all the articles only these begin a value. */
static unsigned behind_article(const struct pieces *pieces, size_t at)
{
    const struct term *next = piece_at(pieces, at + 1)->term;
    const enum role role = (enum role)next->roles[0], other = (enum role)next->roles[1];
    const bool number = role == ROLE_HUNDRED || role == ROLE_SCALE || role == ROLE_DOZEN;
    return number ? ANY : role == ROLE_PERIOD || other == ROLE_PERIOD ? BIT(DATE) : 0;
}

/* Letters before a sign, "HK$", or a number, "Q3". */
static bool letters_before(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = &pieces->at[at];
    return piece_glued(pieces, at + 1) && piece->end - piece->begin <= LETTERS_BEFORE_SIGN && piece_upper(pieces, at);
}

static unsigned word_labels(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = &pieces->at[at];
    const enum role role = (enum role)piece->term->roles[0];
    const unsigned letters = letters_before(pieces, at) ? BIT(MONEY) | BIT(DATE) : 0;
    const unsigned labels = letters | (role == ROLE_ARTICLE ? behind_article(pieces, at) : piece->term->opens);
    if (role == ROLE_NONE || labels == 0)
        return labels;
    if (piece_glued(pieces, at) && !number_begins(pieces, at))
        return 0;
    return role == ROLE_ONES || role == ROLE_TENS ? labels & (number_labels(pieces, at) | BIT(ORDINAL)) : labels;
}

unsigned opening_labels(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = &pieces->at[at];
    if (piece->kind == PIECE_WORD)
        return word_labels(pieces, at);
    if (piece->kind == PIECE_NUMBER)
        return number_begins(pieces, at) ? number_labels(pieces, at) : 0;
    if (piece->sign == '$' || piece->sign >= 0x80)
        return number_is_fraction(piece->sign) && !piece_glued(pieces, at) ? number_labels(pieces, at) : BIT(MONEY);
    return opening_is_minus(pieces, at) ? BIT(QUANTITY) : 0;
}

void opening_make(struct terms *terms)
{
    for (size_t i = 0; i < sizeof terms->at / sizeof *terms->at; i++)
        terms->at[i].opens = with_role[terms->at[i].roles[0]] | with_role[terms->at[i].roles[1]];
}
