/* Percentages, ordinals and bare numbers. */
#include "value.h"

/* --- where numbers begin ------------------------------------------------------------------------------------------ */

static bool holds_together(uint32_t sign)
{
    return sign != 0 && sign < 0x80 && strchr("-/:.,@#_&=+*\\'~", (int)sign) != NULL;
}

bool number_begins(const struct pieces *pieces, size_t at)
{
    const struct piece *before = piece_before(pieces, at);
    if (at == 0 || !piece_glued(pieces, at))
        return true;
    if (before->kind != PIECE_SIGN)
        return false;
    if (piece_code(before) == '#' || piece_code(before) == '@' || piece_code(before) == '_')
        return false;
    if (at > 1 && piece_hyphen(pieces, at - 1) &&
        (piece_text_is(pieces, at - 2, "post") || piece_text_is(pieces, at - 2, "pre")))
        return true;
    const bool lead = at < 2 || before->spaced || piece_at(pieces, at - 2)->kind == PIECE_SIGN;
    return lead || !(holds_together(piece_code(before)) || piece_hyphen(pieces, at - 1));
}

/* --- percentages -------------------------------------------------------------------------------------------------- */

/* "%", "percent", "per cent", "percentage points" at `at`; the piece behind it, or 0. */
static size_t percent_behind(const struct pieces *pieces, size_t at, bool *points)
{
    int value;
    *points = false;
    if (piece_sign(pieces, at, '%') || piece_sign(pieces, at, 0xFF05))
        return at + 1;
    at += piece_hyphenated(pieces, at);
    if (!piece_is(pieces, at, ROLE_PERCENT, &value))
        return 0;
    if (value == PERCENT_SIGN)
        return at + 1;
    if (value == PERCENT_PER && piece_text_is(pieces, at + 1, "cent"))
        return at + 2;
    at += value == PERCENT_AGE ? 1 + piece_hyphenated(pieces, at + 1) : 0;
    *points = value == PERCENT_AGE && piece_is(pieces, at, ROLE_PERCENT, &value) && value == PERCENT_POINT;
    return *points ? at + 1 : 0;
}

/* "half a percent", "half a percentage point". */
static size_t half_percent(const struct pieces *pieces, size_t at, struct value *value)
{
    bool points;
    if (!piece_is(pieces, at, ROLE_HALF, NULL) || !piece_is(pieces, at + 1, ROLE_ARTICLE, NULL))
        return 0;
    const size_t end = percent_behind(pieces, at + 2, &points);
    value->counted = end > 0;
    value->from = 0.5;
    value->unit = points;
    return end;
}

size_t percent_read(const struct pieces *pieces, size_t at, struct value *value)
{
    bool points;
    const size_t half = half_percent(pieces, at, value);
    if (half > 0)
        return half;
    for (int flags = NUMBER_RANGE; flags >= NUMBER_PLAIN; flags -= NUMBER_RANGE) {
        struct amount amount;
        if (amount_read(pieces, at, flags, &amount) == 0)
            return 0;
        size_t end = percent_behind(pieces, amount.end, &points);
        if (end == 0 && amount.to.end == 0)
            return 0;
        if (end == 0)
            continue;
        if (amount.to.end == 0 && (piece_hyphenated(pieces, end) || piece_text_is(pieces, end, "to"))) { /* "10%-15%" */
            const size_t behind = number_read(pieces, end + 1, NUMBER_PLAIN, &amount.to);
            const size_t second = behind > 0 ? percent_behind(pieces, behind, &points) : 0;
            if (second == 0)
                amount.to.end = 0;
            end = second > 0 ? second : end;
        }
        value_count(value, &amount, 1);
        value->unit = points;
        return end;
    }
    return 0;
}

/* --- ordinals ----------------------------------------------------------------------------------------------------- */

static bool set_ordinal(struct value *value, double number)
{
    value->counted = true;
    value->from = number;
    return true;
}

/* "second" is a measure of time behind "a", "per" and "every"; "First," begins a sentence. */
static bool is_ordinal(const struct pieces *pieces, size_t at, size_t end, bool begins)
{
    static const char *const measures[] = {"a", "per", "every", "each", "split"};
    for (size_t i = 0; piece_text_is(pieces, at, "second") && i < sizeof measures / sizeof *measures; i++)
        if (at > 0 && piece_text_is(pieces, at - 1, measures[i]))
            return false;
    return !begins || !piece_sign(pieces, end, ',');
}

size_t ordinal_read(const struct pieces *pieces, size_t at, struct value *value)
{
    int tens = 0, number;
    const bool begins = at == 0 || pieces->at[at - 1].kind == PIECE_SIGN;
    if (piece_at(pieces, at)->kind == PIECE_NUMBER) {
        struct number digits;
        if (number_digits(pieces, at, &digits) == 0 || digits.decimal || !piece_glued(pieces, at + 1) ||
            !piece_is(pieces, at + 1, ROLE_ENDING, NULL))
            return 0;
        return set_ordinal(value, number_value(&digits)) ? at + 2 : 0;
    }
    size_t end = at;
    if (piece_is(pieces, at, ROLE_TENS, &tens) && piece_hyphenated(pieces, at + 1))
        end = at + 2;
    if (!piece_is(pieces, end, ROLE_ORDINAL, &number) || (end > at && number > 9) ||
        (piece_capital(piece_at(pieces, end)) && !begins) || !is_ordinal(pieces, end, end + 1, begins))
        return 0;
    return set_ordinal(value, tens + number) ? end + 1 : 0;
}

/* --- bare numbers ------------------------------------------------------------------------------------------------- */

/* "two-thirds", "three quarters". */
static size_t read_fraction(const struct pieces *pieces, size_t at, struct value *value)
{
    int above, below;
    if (!piece_is(pieces, at, ROLE_ONES, &above) || above == 0)
        return 0;
    const size_t next = at + 1 + piece_hyphenated(pieces, at + 1);
    const bool third = next > at + 1 && above == 1 && piece_is(pieces, next, ROLE_ORDINAL, &below) && below > 2;
    if (!third && !piece_is(pieces, next, ROLE_FRACTION, &below))
        return 0;
    value->counted = true;
    value->from = (double)above / below;
    return next + 1;
}

/* Whether the number that ends before `end` is cut out of something longer: "3D", "24/7", "1:0", "555-1234-9". */
static bool cut_off(const struct pieces *pieces, size_t end)
{
    const struct piece *next = piece_at(pieces, end), *behind = piece_at(pieces, end + 1);
    if (next->kind == PIECE_NONE || next->spaced)
        return false;
    if (next->kind != PIECE_SIGN)
        return true;
    return piece_code(next) == '_' || piece_code(next) == '@' ||
           (behind->kind != PIECE_NONE && !behind->spaced && behind->kind != PIECE_SIGN &&
            (holds_together(piece_code(next)) || piece_hyphen(pieces, end)) &&
            !(piece_hyphen(pieces, end) && behind->kind == PIECE_WORD && !piece_upper(pieces, end + 1)));
}

/* Whether a bare number names something or marks a row of a list: "Boeing 737", "No. 5", "1. Rice", "(1)". */
static bool is_name(const struct pieces *pieces, size_t at, const struct amount *amount)
{
    const struct piece *before = piece_before(pieces, at), *next = piece_at(pieces, amount->end);
    if (amount->from.worded)
        return amount->to.end == 0 && amount->end == at + 1 && number_value(&amount->from) <= 1;
    if (amount->end == at + 1 &&
        ((at == 0 && piece_code(next) == '.') || (piece_code(before) == '(' && piece_code(next) == ')')))
        return true;
    if (piece_code(before) == '.' && at > 1 && piece_text_is(pieces, at - 2, "No"))
        return true;
    if (amount->from.digits == 3 && amount->to.digits == 4) /* a telephone */
        return true;
    const bool lower = next->kind == PIECE_WORD && !piece_capital(next) &&
                       !piece_is(pieces, amount->end, ROLE_CUE, NULL) &&
                       !piece_is(pieces, amount->end, ROLE_JOIN, NULL);
    return at > 1 && before->kind == PIECE_WORD && piece_capital(before) && !lower && !piece_known(before);
}

/* "10-15", "30 to 40 million", "between 10 and 15": a range where that is sure, or else the first number. */
static size_t bare_amount(const struct pieces *pieces, size_t at, struct amount *amount)
{
    int join;
    const size_t end = amount_read(pieces, at, NUMBER_RANGE, amount), to = amount->from.end;
    if (amount->to.end == 0 || piece_hyphenated(pieces, to))
        return end;
    const bool between = piece_is(pieces, to, ROLE_JOIN, &join) && join == JOIN_AND;
    const bool shared = amount->from.scale != 0 && !piece_is(pieces, to - 1, ROLE_SCALE, NULL);
    return between || shared ? end : amount_read(pieces, at, NUMBER_PLAIN, amount);
}

size_t cardinal_read(const struct pieces *pieces, size_t at, struct value *value)
{
    const size_t fraction = read_fraction(pieces, at, value);
    if (fraction > 0)
        return fraction;
    struct amount amount;
    if (bare_amount(pieces, at, &amount) == 0 || cut_off(pieces, amount.end) || is_name(pieces, at, &amount))
        return 0;
    if (amount.to.end > 0 && number_value(&amount.to) <= number_value(&amount.from))
        return 0; /* a score */
    value_count(value, &amount, 1);
    return amount.end;
}
