/* Amounts of money: "$350 billion", "US$350bn", "350 billion dollars", "USD 20 million", "billions of euros". */
#include "currency.h"
#include "value.h"

static void set_code(struct value *value, const char *code)
{
    memcpy(value->currency, code, strnlen(code, 3));
}

/* --- the sign first ----------------------------------------------------------------------------------------------- */

/* The code that stands before an amount or behind it as a word: "USD", "Rs"; `code` has room for it. */
static const char *word_code(const struct pieces *pieces, size_t at, char code[4])
{
    int currency;
    const struct piece *piece = piece_at(pieces, at);
    if (!piece_is(pieces, at, ROLE_CODE, &currency) || !piece_capital(piece))
        return NULL;
    if (currency == CODE_SHORT)
        return currency_of_short(piece_text(pieces, at));
    if (!piece_upper(pieces, at))
        return NULL;
    memcpy(code, pieces->text + piece->span.begin, 3);
    code[3] = '\0';
    return code;
}

/* "to $15 million" or "-$15" behind an amount with its sign: the end of the second amount, or 0. */
static size_t second_amount(const struct pieces *pieces, size_t at, uint32_t sign, struct amount *amount)
{
    int value;
    const bool to = piece_is(pieces, at, ROLE_JOIN, &value) && value == JOIN_TO;
    if ((!to && !(piece_hyphen(pieces, at) && piece_glued(pieces, at))) || !piece_sign(pieces, at + 1, sign) ||
        sign == 0)
        return 0;
    return number_read(pieces, at + 2, NUMBER_MONEY, &amount->to);
}

/* "15 000" behind a sign: takes the groups of three digits that spaces part. */
static void take_groups(const struct pieces *pieces, struct number *number)
{
    if (number->scaled || number->digits > 3)
        return;
    while (number->digits > 0 && number->digits + 3 <= DIGITS_MOST) {
        struct number group;
        if (number_digits(pieces, number->end, &group) == 0 || group.digits != 3)
            return;
        number->mantissa = number->mantissa * 1000 + group.mantissa;
        number->digits += 3;
        number->end = group.end;
    }
}

/* The amount behind a sign or code, from `at` on. */
static size_t read_signed(const struct pieces *pieces, size_t at, uint32_t sign, const char *code, struct value *value)
{
    if (piece_at(pieces, at)->kind != PIECE_NUMBER)
        return 0;
    struct amount amount;
    amount_read(pieces, at, NUMBER_MONEY | NUMBER_RANGE, &amount);
    if (amount.to.end == 0)
        take_groups(pieces, &amount.from);
    const bool hyphen = piece_hyphen(pieces, amount.from.end) && piece_glued(pieces, amount.from.end);
    if (!hyphen && !amount.to.scaled)
        amount.to.end = 0; /* "from $2 to 3 people", but "$2 to 3 billion" */
    if (amount.from.end == 0)
        return 0;
    amount.end = amount.to.end > 0 ? amount.to.end : amount.from.end;
    if (amount.to.end == 0) {
        const size_t end = second_amount(pieces, amount.end, sign, &amount);
        if (end > 0) {
            number_share_scale(&amount.from, &amount.to);
            amount.end = end;
        }
    }
    value_count(value, &amount, 1);
    set_code(value, code);
    return amount.end;
}

/* "R500 million", "N2,500": a letter alone is a currency before large numbers. */
static size_t letter_first(const struct pieces *pieces, size_t at, struct value *value)
{
    const struct piece *piece = piece_at(pieces, at);
    const char *code =
        piece->span.end - piece->span.begin == 1 ? currency_of_letter(pieces->text[piece->span.begin]) : NULL;
    struct number number;
    const size_t end = number_read(pieces, at + 1, NUMBER_MONEY, &number);
    const bool large = number.scaled || (end > 0 && number.digits == 0 && !number.decimal);
    return code != NULL && large && piece_glued(pieces, at + 1) ? read_signed(pieces, at + 1, 0, code, value) : 0;
}

/* The amount behind letters: "US$5", "USD 5", "Rs. 5". */
static size_t letters_first(const struct pieces *pieces, size_t at, struct value *value)
{
    char letters[4];
    const uint32_t sign = piece_code(piece_at(pieces, at + 1));
    const bool before_sign = piece_glued(pieces, at + 1) && currency_of_sign(sign) != NULL;
    if (before_sign && piece_upper(pieces, at)) {
        const char *code = currency_of_letters(piece_text(pieces, at), sign);
        return code != NULL ? read_signed(pieces, at + 2, 0, code, value) : 0;
    }
    const char *code = word_code(pieces, at, letters);
    if (code == NULL)
        return letter_first(pieces, at, value);
    const bool stop = piece_sign(pieces, at + 1, '.') && piece_glued(pieces, at + 1);
    return read_signed(pieces, at + 1 + (before_sign || stop), 0, code, value);
}

static size_t sign_first(const struct pieces *pieces, size_t at, struct value *value)
{
    const struct piece *piece = piece_at(pieces, at);
    if (piece->kind == PIECE_WORD)
        return letters_first(pieces, at, value);
    const char *code = piece->kind == PIECE_SIGN ? currency_of_sign(piece_code(piece)) : NULL;
    return code != NULL ? read_signed(pieces, at + 1, piece_code(piece), code, value) : 0;
}

/* --- the currency behind ------------------------------------------------------------------------------------------ */

/* Moves over the country before a currency: "U.S.", "Australian", "Hong Kong", "New Zealand". */
static size_t skip_country(const struct pieces *pieces, size_t at, int *country)
{
    *country = COUNTRY_NONE;
    if (piece_text_is(pieces, at, "U") && piece_text_is(pieces, at + 1, ".") && piece_text_is(pieces, at + 2, "S")) {
        *country = COUNTRY_US;
        return at + 3 + piece_text_is(pieces, at + 3, ".");
    }
    for (size_t i = 0; i < 2; i++)
        if (piece_capital(piece_at(pieces, at)) && piece_capital(piece_at(pieces, at + i)) &&
            piece_is(pieces, at + i, ROLE_COUNTRY, country)) {
            if (*country == COUNTRY_KR && piece_text_is(pieces, at, "North"))
                *country = COUNTRY_KP;
            return at + i + 1;
        }
    return at;
}

/* Whether a word that may be a currency is one behind this number: "three won" and "five pounds of" are none. */
static bool is_money(const struct pieces *pieces, size_t at, int currency, const struct number *number)
{
    int value;
    if (currency == CURRENCY_WON)
        return number->scaled || number_value(number) >= 100;
    const bool of = piece_is(pieces, at + 1, ROLE_JOIN, &value) && value == JOIN_OF;
    return (currency != CURRENCY_POUND || !of) && (currency != CURRENCY_CENT || !piece_text_is(pieces, at - 1, "per"));
}

static double part_of(int currency)
{
    return currency == CURRENCY_CENT || currency == CURRENCY_PENNY ? 0.01 : 1;
}

/* The currency behind a number; the piece behind it, or 0. */
static size_t currency_behind(const struct pieces *pieces, const struct number *number, struct value *value, double *by)
{
    int currency, country;
    char letters[4];
    size_t at = number->end;
    const char *code = currency_of_sign(piece_code(piece_at(pieces, at)));
    *by = 1;
    if (code != NULL && !number->worded && (piece_glued(pieces, at) || piece_code(piece_at(pieces, at)) == 0x20AC) &&
        piece_at(pieces, at + 1)->kind != PIECE_NUMBER) {
        set_code(value, code);
        return at + 1;
    }
    at += piece_hyphenated(pieces, at);
    code = word_code(pieces, at, letters);
    if (code != NULL && piece_at(pieces, at + 1)->kind != PIECE_NUMBER) {
        set_code(value, code);
        return at + 1;
    }
    at = skip_country(pieces, at, &country);
    if (!piece_is(pieces, at, ROLE_CURRENCY, &currency) || !is_money(pieces, at, currency, number))
        return 0;
    set_code(value, currency_code(currency, country));
    *by = part_of(currency);
    return at + 1;
}

/* "multimillion-dollar", "multi-billion dollar": the piece of the currency, or 0. */
static size_t many_times(const struct pieces *pieces, size_t at)
{
    int value;
    if (!piece_is(pieces, at, ROLE_MULTI, &value))
        return 0;
    size_t end = at + 1;
    if (value == MULTI_ALONE) {
        end += piece_hyphen(pieces, end) && piece_glued(pieces, end);
        end += piece_is(pieces, end, ROLE_SCALE, NULL) ? 1 : PIECES;
    }
    return end + (piece_hyphen(pieces, end) && piece_glued(pieces, end));
}

/* "billions of dollars", "tens of millions of euros": no amount, but money. */
static size_t vague_amount(const struct pieces *pieces, size_t at, struct value *value)
{
    int join, currency, country;
    for (size_t i = 0; i < 2 && piece_is(pieces, at, ROLE_MANY, NULL); i++) {
        if (!piece_is(pieces, at + 1, ROLE_JOIN, &join) || join != JOIN_OF)
            return 0;
        at += 2;
        const size_t next = skip_country(pieces, at, &country);
        if (piece_is(pieces, next, ROLE_CURRENCY, &currency)) {
            set_code(value, currency_code(currency, country));
            return next + 1;
        }
    }
    return 0;
}

size_t money_read(const struct pieces *pieces, size_t at, struct value *value)
{
    double by;
    int currency;
    const size_t end = sign_first(pieces, at, value);
    if (end > 0)
        return end;
    if (piece_is(pieces, at, ROLE_MANY, NULL))
        return vague_amount(pieces, at, value);
    const size_t many = many_times(pieces, at);
    if (many > 0 && piece_is(pieces, many, ROLE_CURRENCY, &currency)) {
        set_code(value, currency_code(currency, COUNTRY_NONE));
        return many + 1;
    }
    for (int flags = NUMBER_RANGE | NUMBER_MONEY; flags >= NUMBER_PLAIN; flags--) {
        struct amount amount;
        if (amount_read(pieces, at, flags, &amount) == 0)
            return 0;
        const struct number *last = amount.to.end > 0 ? &amount.to : &amount.from;
        const size_t behind = currency_behind(pieces, last, value, &by);
        if (behind > 0) {
            value_count(value, &amount, by);
            return behind;
        }
        if (amount.to.end == 0 && !amount.from.brief)
            return 0; /* the other flags would read the same */
    }
    return 0;
}
