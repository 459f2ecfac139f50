/* Quantities: "5,000 square miles", "35°C", "six months", "34-year-old". */
#include "value.h"

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
    return piece_is(pieces, at, ROLE_DEGREE, unit) &&
                   (piece_capital(piece_at(pieces, at)) || !piece_at(pieces, at)->spaced)
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
    const size_t length = piece->span.end - piece->span.begin;
    if (length > 3)
        return true;
    if (piece_text_is(pieces, at, "in"))
        return !number->worded && !piece->spaced && !hyphen;
    if (number->worded && !piece_is(pieces, at, ROLE_PERIOD, NULL) && length < 3)
        return false;
    return length > 1 || (!piece_capital(piece) && !hyphen);
}

/* The unit at `at`; the piece behind it, or 0. */
static size_t unit_behind(const struct pieces *pieces, size_t at, const struct number *number, int *unit)
{
    int power = 0;
    if (piece_sign(pieces, at, 0xB0))
        return degrees(pieces, at + 1, unit);
    const bool hyphen = piece_hyphenated(pieces, at);
    at += hyphen;
    if (piece_is(pieces, at, ROLE_MEASURE, &power))
        at += 1 + piece_hyphenated(pieces, at + 1);
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
    return piece_hyphenated(pieces, at) &&
                   (piece_text_is(pieces, at + 1, "old") || piece_text_is(pieces, at + 1, "olds"))
               ? at + 2
               : at;
}

size_t quantity_read(const struct pieces *pieces, size_t at, struct value *value)
{
    int unit;
    for (int flags = NUMBER_RANGE; flags >= NUMBER_PLAIN; flags -= NUMBER_RANGE) {
        struct amount amount;
        if (amount_read(pieces, at, flags, &amount) == 0)
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
