/* Percentages, quantities, ordinals and bare numbers. */
#include "value.h"

/* A hyphen between two pieces, as in "10-mile". */
static bool hyphenated(const struct pieces *pieces, size_t at)
{
    return piece_hyphen(pieces, at) && piece_glued(pieces, at) && piece_glued(pieces, at + 1);
}

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
    if (before->sign == '#' || before->sign == '@' || before->sign == '_')
        return false;
    if (at > 1 && piece_hyphen(pieces, at - 1) &&
        (piece_text_is(pieces, at - 2, "post") || piece_text_is(pieces, at - 2, "pre")))
        return true;
    const bool lead = at < 2 || before->spaced || piece_at(pieces, at - 2)->kind == PIECE_SIGN;
    return lead || !(holds_together(before->sign) || piece_hyphen(pieces, at - 1));
}

/* --- percentages -------------------------------------------------------------------------------------------------- */

/* "%", "percent", "per cent", "percentage points" at `at`; the piece behind it, or 0. */
static size_t percent_behind(const struct pieces *pieces, size_t at, bool *points)
{
    int value;
    *points = false;
    if (piece_sign(pieces, at, '%') || piece_sign(pieces, at, 0xFF05))
        return at + 1;
    at += hyphenated(pieces, at);
    if (!piece_is(pieces, at, ROLE_PERCENT, &value))
        return 0;
    if (value == PERCENT_SIGN)
        return at + 1;
    if (value == PERCENT_PER && piece_text_is(pieces, at + 1, "cent"))
        return at + 2;
    at += value == PERCENT_AGE ? 1 + hyphenated(pieces, at + 1) : 0;
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
        struct amount amount = amount_read(pieces, at, flags);
        if (amount.end == 0)
            return 0;
        size_t end = percent_behind(pieces, amount.end, &points);
        if (end == 0 && amount.to.end == 0)
            return 0;
        if (end == 0)
            continue;
        if (amount.to.end == 0 && (hyphenated(pieces, end) || piece_text_is(pieces, end, "to"))) { /* "10%-15%" */
            amount.to = number_read(pieces, end + 1, NUMBER_PLAIN);
            const size_t second = amount.to.end > 0 ? percent_behind(pieces, amount.to.end, &points) : 0;
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

/* --- quantities --------------------------------------------------------------------------------------------------- */

static const struct {
    const char *symbol;
    enum unit square, cube;
} units[UNITS] = {
    [UNIT_KM] = {"km", UNIT_KM2, UNIT_KM3},           [UNIT_M] = {"m", UNIT_M2, UNIT_M3},
    [UNIT_CM] = {"cm", UNIT_CM2, UNIT_CM3},           [UNIT_MM] = {"mm", UNIT_NONE, UNIT_NONE},
    [UNIT_MILE] = {"mi", UNIT_MILE2, UNIT_NONE},      [UNIT_FOOT] = {"ft", UNIT_FOOT2, UNIT_FOOT3},
    [UNIT_INCH] = {"in", UNIT_INCH2, UNIT_INCH3},     [UNIT_YARD] = {"yd", UNIT_YARD2, UNIT_YARD3},
    [UNIT_KG] = {"kg", UNIT_NONE, UNIT_NONE},         [UNIT_G] = {"g", UNIT_NONE, UNIT_NONE},
    [UNIT_MG] = {"mg", UNIT_NONE, UNIT_NONE},         [UNIT_TONNE] = {"t", UNIT_NONE, UNIT_NONE},
    [UNIT_TON] = {"ton", UNIT_NONE, UNIT_NONE},       [UNIT_POUND] = {"lb", UNIT_NONE, UNIT_NONE},
    [UNIT_OUNCE] = {"oz", UNIT_NONE, UNIT_NONE},      [UNIT_HECTARE] = {"ha", UNIT_NONE, UNIT_NONE},
    [UNIT_ACRE] = {"acre", UNIT_NONE, UNIT_NONE},     [UNIT_LITRE] = {"l", UNIT_NONE, UNIT_NONE},
    [UNIT_ML] = {"ml", UNIT_NONE, UNIT_NONE},         [UNIT_GALLON] = {"gal", UNIT_NONE, UNIT_NONE},
    [UNIT_BARREL] = {"bbl", UNIT_NONE, UNIT_NONE},    [UNIT_KMH] = {"km/h", UNIT_NONE, UNIT_NONE},
    [UNIT_MPH] = {"mph", UNIT_NONE, UNIT_NONE},       [UNIT_KNOT] = {"kn", UNIT_NONE, UNIT_NONE},
    [UNIT_CELSIUS] = {"°C", UNIT_NONE, UNIT_NONE},    [UNIT_FAHRENHEIT] = {"°F", UNIT_NONE, UNIT_NONE},
    [UNIT_DEGREE] = {"°", UNIT_NONE, UNIT_NONE},      [UNIT_WATT] = {"W", UNIT_NONE, UNIT_NONE},
    [UNIT_KW] = {"kW", UNIT_NONE, UNIT_NONE},         [UNIT_MW] = {"MW", UNIT_NONE, UNIT_NONE},
    [UNIT_GW] = {"GW", UNIT_NONE, UNIT_NONE},         [UNIT_KWH] = {"kWh", UNIT_NONE, UNIT_NONE},
    [UNIT_MWH] = {"MWh", UNIT_NONE, UNIT_NONE},       [UNIT_GWH] = {"GWh", UNIT_NONE, UNIT_NONE},
    [UNIT_VOLT] = {"V", UNIT_NONE, UNIT_NONE},        [UNIT_HZ] = {"Hz", UNIT_NONE, UNIT_NONE},
    [UNIT_MHZ] = {"MHz", UNIT_NONE, UNIT_NONE},       [UNIT_GHZ] = {"GHz", UNIT_NONE, UNIT_NONE},
    [UNIT_KB] = {"kB", UNIT_NONE, UNIT_NONE},         [UNIT_MB] = {"MB", UNIT_NONE, UNIT_NONE},
    [UNIT_GB] = {"GB", UNIT_NONE, UNIT_NONE},         [UNIT_TB] = {"TB", UNIT_NONE, UNIT_NONE},
    [UNIT_YEAR] = {"year", UNIT_NONE, UNIT_NONE},     [UNIT_MONTH] = {"month", UNIT_NONE, UNIT_NONE},
    [UNIT_WEEK] = {"week", UNIT_NONE, UNIT_NONE},     [UNIT_DAY] = {"day", UNIT_NONE, UNIT_NONE},
    [UNIT_HOUR] = {"h", UNIT_NONE, UNIT_NONE},        [UNIT_MINUTE] = {"min", UNIT_NONE, UNIT_NONE},
    [UNIT_SECOND] = {"s", UNIT_NONE, UNIT_NONE},      [UNIT_MILLISECOND] = {"ms", UNIT_NONE, UNIT_NONE},
    [UNIT_DECADE] = {"decade", UNIT_NONE, UNIT_NONE}, [UNIT_CENTURY] = {"century", UNIT_NONE, UNIT_NONE},
    [UNIT_KM2] = {"km2", UNIT_NONE, UNIT_NONE},       [UNIT_M2] = {"m2", UNIT_NONE, UNIT_NONE},
    [UNIT_MILE2] = {"mi2", UNIT_NONE, UNIT_NONE},     [UNIT_FOOT2] = {"ft2", UNIT_NONE, UNIT_NONE},
    [UNIT_YARD2] = {"yd2", UNIT_NONE, UNIT_NONE},     [UNIT_INCH2] = {"in2", UNIT_NONE, UNIT_NONE},
    [UNIT_CM2] = {"cm2", UNIT_NONE, UNIT_NONE},       [UNIT_M3] = {"m3", UNIT_NONE, UNIT_NONE},
    [UNIT_FOOT3] = {"ft3", UNIT_NONE, UNIT_NONE},     [UNIT_YARD3] = {"yd3", UNIT_NONE, UNIT_NONE},
    [UNIT_CM3] = {"cm3", UNIT_NONE, UNIT_NONE},       [UNIT_KM3] = {"km3", UNIT_NONE, UNIT_NONE},
    [UNIT_INCH3] = {"in3", UNIT_NONE, UNIT_NONE},
};

const char *unit_symbol(enum unit unit)
{
    return units[unit].symbol;
}

static size_t degrees(const struct pieces *pieces, size_t at, int *unit)
{
    *unit = UNIT_DEGREE;
    return piece_is(pieces, at, ROLE_DEGREE, unit) && (piece_at(pieces, at)->capital || !piece_at(pieces, at)->spaced)
               ? at + 1
               : at;
}

/* What makes another unit of the one before `at`: "km/h", "miles per hour", "m²", "km2". */
static size_t derived(const struct pieces *pieces, size_t at, int *unit)
{
    const bool slash = piece_sign(pieces, at, '/') && piece_text_is(pieces, at + 1, "h");
    const bool hour =
        piece_text_is(pieces, at + 1, "hour") && (piece_text_is(pieces, at, "per") || piece_text_is(pieces, at, "an"));
    if ((slash || hour) && (*unit == UNIT_KM || *unit == UNIT_MILE)) {
        *unit = *unit == UNIT_KM ? UNIT_KMH : UNIT_MPH;
        return at + 2;
    }
    const bool square = piece_sign(pieces, at, 0xB2) || (piece_text_is(pieces, at, "2") && piece_glued(pieces, at));
    const bool cube = piece_sign(pieces, at, 0xB3) || (piece_text_is(pieces, at, "3") && piece_glued(pieces, at));
    const int other = square ? (int)units[*unit].square : cube ? (int)units[*unit].cube : UNIT_NONE;
    if (other == UNIT_NONE || !piece_glued(pieces, at))
        return at;
    *unit = other;
    return at + 1;
}

/* A unit that is cut short goes with digits alone; "in" must be glued to them, as must capitals where "m" is meant. */
static bool fits(const struct pieces *pieces, size_t at, bool hyphen, const struct number *number)
{
    const struct piece *piece = piece_at(pieces, at);
    const size_t length = piece->end - piece->begin;
    if (length > 3)
        return true;
    if (piece_text_is(pieces, at, "in"))
        return !number->worded && !piece->spaced && !hyphen;
    if (number->worded && !piece_is(pieces, at, ROLE_PERIOD, NULL) && length < 3)
        return false;
    return length > 1 || (!piece->capital && !hyphen);
}

/* The unit at `at`; the piece behind it, or 0. */
static size_t unit_behind(const struct pieces *pieces, size_t at, const struct number *number, int *unit)
{
    int power = 0;
    if (piece_sign(pieces, at, 0xB0))
        return degrees(pieces, at + 1, unit);
    const bool hyphen = hyphenated(pieces, at);
    at += hyphen;
    if (piece_is(pieces, at, ROLE_MEASURE, &power))
        at += 1 + hyphenated(pieces, at + 1);
    if (!piece_is(pieces, at, ROLE_UNIT, unit) || !fits(pieces, at, hyphen, number))
        return 0;
    if (*unit == UNIT_DEGREE)
        return degrees(pieces, at + 1, unit);
    if (power > 0) {
        *unit = (int)(power == 2 ? units[*unit].square : units[*unit].cube);
        return *unit != UNIT_NONE ? at + 1 : 0;
    }
    return derived(pieces, at + 1, unit);
}

/* "-old" behind years: "34-year-old". */
static size_t skip_old(const struct pieces *pieces, size_t at)
{
    return hyphenated(pieces, at) && (piece_text_is(pieces, at + 1, "old") || piece_text_is(pieces, at + 1, "olds"))
               ? at + 2
               : at;
}

size_t quantity_read(const struct pieces *pieces, size_t at, struct value *value)
{
    int unit;
    for (int flags = NUMBER_RANGE; flags >= NUMBER_PLAIN; flags -= NUMBER_RANGE) {
        const struct amount amount = amount_read(pieces, at, flags);
        if (amount.end == 0)
            return 0;
        const struct number *last = amount.to.end > 0 ? &amount.to : &amount.from;
        const size_t end = unit_behind(pieces, amount.end, last, &unit);
        if (end == 0 && amount.to.end == 0)
            return 0;
        if (end == 0)
            continue;
        value_count(value, &amount, 1);
        value->unit = (uint8_t)unit;
        return unit == UNIT_YEAR || unit == UNIT_MONTH ? skip_old(pieces, end) : end;
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
        const struct number digits = number_digits(pieces, at);
        if (digits.end == 0 || digits.decimal || !piece_glued(pieces, at + 1) ||
            !piece_is(pieces, at + 1, ROLE_ENDING, NULL))
            return 0;
        return set_ordinal(value, number_value(&digits)) ? at + 2 : 0;
    }
    size_t end = at;
    if (piece_is(pieces, at, ROLE_TENS, &tens) && hyphenated(pieces, at + 1))
        end = at + 2;
    if (!piece_is(pieces, end, ROLE_ORDINAL, &number) || (end > at && number > 9) ||
        (piece_at(pieces, end)->capital && !begins) || !is_ordinal(pieces, end, end + 1, begins))
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
    const size_t next = at + 1 + hyphenated(pieces, at + 1);
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
    return next->sign == '_' || next->sign == '@' ||
           (behind->kind != PIECE_NONE && !behind->spaced && behind->kind != PIECE_SIGN &&
            (holds_together(next->sign) || piece_hyphen(pieces, end)) &&
            !(piece_hyphen(pieces, end) && behind->kind == PIECE_WORD && !piece_upper(pieces, end + 1)));
}

/* Whether a bare number names something or marks a row of a list: "Boeing 737", "No. 5", "1. Rice", "(1)". */
static bool is_name(const struct pieces *pieces, size_t at, const struct amount *amount)
{
    const struct piece *before = piece_before(pieces, at), *next = piece_at(pieces, amount->end);
    if (amount->from.worded)
        return amount->to.end == 0 && amount->end == at + 1 && number_value(&amount->from) <= 1;
    if (amount->end == at + 1 && ((at == 0 && next->sign == '.') || (before->sign == '(' && next->sign == ')')))
        return true;
    if (before->sign == '.' && at > 1 && piece_text_is(pieces, at - 2, "No"))
        return true;
    if (amount->from.digits == 3 && amount->to.digits == 4) /* a telephone */
        return true;
    const bool lower = next->kind == PIECE_WORD && !next->capital && !piece_is(pieces, amount->end, ROLE_CUE, NULL) &&
                       !piece_is(pieces, amount->end, ROLE_JOIN, NULL);
    return at > 1 && before->kind == PIECE_WORD && before->capital && !lower && before->term == &no_term;
}

size_t cardinal_read(const struct pieces *pieces, size_t at, struct value *value)
{
    const size_t fraction = read_fraction(pieces, at, value);
    if (fraction > 0)
        return fraction;
    const struct amount amount = amount_read(pieces, at, NUMBER_PLAIN);
    if (amount.end == 0 || cut_off(pieces, amount.end) || is_name(pieces, at, &amount))
        return 0;
    if (amount.to.end > 0 && number_value(&amount.to) <= number_value(&amount.from))
        return 0; /* a score */
    value_count(value, &amount, 1);
    return amount.end;
}
