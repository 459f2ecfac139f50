#include "number.h"

#include <math.h>
#include <stdlib.h>

enum { EXPONENT_MOST = 30 };

static double power_of_ten(int exponent)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10,
                                    1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
                                    1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28, 1e29, 1e30};
    return exponent < (int)(sizeof powers / sizeof *powers) ? powers[exponent] : INFINITY;
}

double number_value(const struct number *number)
{
    const double power = power_of_ten(abs(number->exponent)); /* exact up to 10^22 */
    return number->exponent < 0 ? number->mantissa / power : number->mantissa * power;
}

size_t number_digits(const struct pieces *pieces, size_t at, struct number *number)
{
    const struct digits *digits = piece_digits(pieces, at);
    *number = (struct number){.end = 0};
    if (!digits->good)
        return 0;
    number->mantissa = digits->mantissa;
    number->exponent = digits->exponent;
    number->digits = digits->alone ? digits->count : 0;
    number->decimal = digits->decimal;
    return number->end = at + 1;
}

int number_exact(const struct pieces *pieces, size_t at, unsigned least, unsigned most)
{
    const struct digits *digits = piece_digits(pieces, at);
    return digits->good && digits->alone && digits->count >= least && digits->count <= most ? (int)digits->mantissa
                                                                                            : -1;
}

/* The value of "½" and the like; 0 of other signs. */
static double fraction_of(uint32_t sign)
{
    switch (sign) {
    case 0xBC:
        return 0.25;
    case 0xBD:
        return 0.5;
    case 0xBE:
        return 0.75;
    case 0x2153:
        return 1.0 / 3;
    case 0x2154:
        return 2.0 / 3;
    default:
        return 0;
    }
}

/* Whether what is behind a number can't be a part of it: most words and signs. */
static bool stands_alone(const struct piece *behind)
{
    return !piece_known(behind) && behind->kind != PIECE_NUMBER && piece_code(behind) < 0x80 &&
           piece_code(behind) != '-';
}

/* --- words -------------------------------------------------------------------------------------------------------- */

static size_t set_worded(struct number *number, double mantissa, size_t end)
{
    number->mantissa = mantissa;
    number->worded = true;
    return number->end = end;
}

/* A number in words as it grows: "three hundred" is the group, "two thousand" before it the sum. */
struct growth {
    double sum;
    int group;
    int scale; /* the last word of scale; the next must be smaller */
    bool any;
};

/* Takes one word; false where it can't stand there. */
static bool grow(struct growth *growth, const struct pieces *pieces, size_t at)
{
    int value;
    const int low = growth->group % 100;
    if (piece_is(pieces, at, ROLE_ONES, &value)) {
        if (low != 0 && (low < 20 || low % 10 != 0 || value == 0 || value > 9))
            return false;
        if (value == 0 && growth->any)
            return false;
        growth->group += value;
    } else if (piece_is(pieces, at, ROLE_TENS, &value)) {
        if (low != 0)
            return false;
        growth->group += value;
    } else if (piece_is(pieces, at, ROLE_HUNDRED, &value)) {
        if (growth->group < 1 || growth->group > 99)
            return false;
        growth->group *= value;
    } else if (piece_is(pieces, at, ROLE_SCALE, &value)) {
        if (growth->group < 1 || value >= growth->scale)
            return false;
        growth->sum += growth->group * power_of_ten(value);
        growth->group = 0;
        growth->scale = value;
    } else
        return false;
    growth->any = true;
    return true;
}

/* Whether "and" or a hyphen at `at` joins two words of a number: "one hundred and five", "twenty-five". */
static bool joins(const struct pieces *pieces, size_t at)
{
    int value;
    const bool small = piece_is(pieces, at + 1, ROLE_ONES, NULL) || piece_is(pieces, at + 1, ROLE_TENS, NULL);
    if (piece_hyphenated(pieces, at))
        return small || piece_is(pieces, at + 1, ROLE_SCALE, NULL) || piece_is(pieces, at + 1, ROLE_HUNDRED, NULL);
    return piece_is(pieces, at, ROLE_JOIN, &value) && value == JOIN_AND && small &&
           (piece_is(pieces, at - 1, ROLE_HUNDRED, NULL) || piece_is(pieces, at - 1, ROLE_SCALE, NULL));
}

/* Like the others below, it is given a cleared number, and leaves it so where there is none. */
static size_t read_words(const struct pieces *pieces, size_t at, struct number *number)
{
    struct growth growth = {.scale = EXPONENT_MOST};
    size_t end = at;
    if (piece_is(pieces, at, ROLE_ARTICLE, NULL)) { /* "a hundred" */
        if (!piece_is(pieces, at + 1, ROLE_HUNDRED, NULL) && !piece_is(pieces, at + 1, ROLE_SCALE, NULL))
            return 0;
        growth.group = 1;
        end = at + 1;
    }
    for (size_t next = end; next < at + PIECES_AHEAD / 2 && !stands_alone(piece_at(pieces, next)); next++) {
        if (next > end && !grow(&growth, pieces, next))
            break;
        if (next == end && !grow(&growth, pieces, next)) {
            if (!growth.any || !joins(pieces, next))
                break;
            continue;
        }
        end = next + 1;
    }
    if (!growth.any)
        return 0;
    number->scaled = growth.scale < EXPONENT_MOST;
    number->scale = number->scaled && growth.group == 0 ? growth.scale : 0;
    return set_worded(number, growth.sum + growth.group, end);
}

/* "half a million", "half a dozen", "half-billion". */
static size_t read_half(const struct pieces *pieces, size_t at, struct number *number)
{
    int value;
    if (!piece_is(pieces, at, ROLE_HALF, NULL))
        return 0;
    size_t next = at + 1;
    next += piece_is(pieces, next, ROLE_ARTICLE, NULL) || (piece_hyphen(pieces, next) && piece_glued(pieces, next));
    if (piece_is(pieces, next, ROLE_SCALE, &value)) {
        number->exponent = value - 1;
        number->scaled = true;
        return set_worded(number, 5, next + 1);
    }
    return piece_is(pieces, next, ROLE_DOZEN, NULL) ? set_worded(number, 6, next + 1) : 0;
}

/* "a dozen". */
static size_t read_dozen(const struct pieces *pieces, size_t at, struct number *number)
{
    const bool dozen = piece_is(pieces, at, ROLE_ARTICLE, NULL) && piece_is(pieces, at + 1, ROLE_DOZEN, NULL);
    return dozen ? set_worded(number, 12, at + 2) : 0;
}

/* --- scales ------------------------------------------------------------------------------------------------------- */

/* Whether something is counted behind `at`: "people", "homes". */
static bool counted(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = piece_at(pieces, at);
    return piece->kind == PIECE_WORD && piece->spaced && !piece_capital(piece) &&
           (piece_is(pieces, at, ROLE_PLURAL, NULL) || pieces->text[piece->span.end - 1] == 's');
}

/* The scale that is glued to digits, or behind money: "350bn", "£3 m". */
static bool take_short(const struct pieces *pieces, struct number *number, int flags)
{
    int value;
    const size_t at = number->end, length = piece_text(pieces, at).length;
    const bool glued = piece_glued(pieces, at), money = (flags & NUMBER_MONEY) != 0;
    if (!piece_is(pieces, at, ROLE_SHORT, &value) || (!glued && !money))
        return false;
    if (!money && length == 1 && value != 3 && !counted(pieces, at + 1))
        return false; /* "5m" may be five metres */
    if (money && !glued && length == 1 && piece_capital(piece_at(pieces, at)) != piece_upper(pieces, at))
        return false;
    number->exponent += value;
    number->scale = value;
    number->scaled = true;
    number->brief = true;
    number->end++;
    return true;
}

/* Words of scale behind a number: "350 billion", "350-billion", "2 dozen". */
static void take_scale(const struct pieces *pieces, struct number *number, int flags)
{
    int value;
    if (!number->worded && take_short(pieces, number, flags))
        return;
    for (int i = 0; i < 2 && number->exponent < EXPONENT_MOST / 2; i++) {
        const size_t at = number->end;
        const bool hyphen = piece_hyphenated(pieces, at);
        if (piece_is(pieces, at + hyphen, ROLE_SCALE, &value)) {
            number->exponent += value;
            number->scale += value;
        } else if (piece_is(pieces, at, ROLE_DOZEN, &value) || piece_is(pieces, at, ROLE_HUNDRED, &value))
            number->mantissa *= value;
        else
            return;
        number->scaled = true;
        number->end = at + hyphen + 1;
    }
}

bool number_is_fraction(uint32_t sign)
{
    return fraction_of(sign) > 0;
}

/* "½" or " 1/2" behind digits. */
static void take_fraction(const struct pieces *pieces, struct number *number)
{
    const size_t at = number->end;
    const double sign = fraction_of(piece_code(piece_at(pieces, at)));
    const bool small = number->digits > 0 && number->digits <= 3;
    if (small && sign > 0) {
        number->mantissa += sign;
        number->end = at + 1;
        return;
    }
    if (!small || !piece_sign(pieces, at + 1, '/') || !piece_glued(pieces, at + 1) || !piece_glued(pieces, at + 2))
        return;
    const int above = number_exact(pieces, at, 1, 1), below = number_exact(pieces, at + 2, 1, 2);
    if (above < 1 || below <= above || below > 16 || piece_sign(pieces, at + 3, '/'))
        return;
    number->mantissa += (double)above / below;
    number->end = at + 3;
}

/* "and a half" before a scale or by itself. */
static void take_half(const struct pieces *pieces, struct number *number)
{
    int value;
    const size_t at = number->end;
    if (!piece_is(pieces, at, ROLE_JOIN, &value) || value != JOIN_AND ||
        !piece_is(pieces, at + 1, ROLE_ARTICLE, NULL) || !piece_is(pieces, at + 2, ROLE_HALF, NULL))
        return;
    number->mantissa += 0.5;
    number->end = at + 3;
}

/* Whether a number may begin with this word. */
static bool begins(const struct term *term)
{
    static const bool roles[ROLE_COUNT] = {
        [ROLE_ONES] = true, [ROLE_TENS] = true, [ROLE_HALF] = true, [ROLE_ARTICLE] = true};
    return roles[term->roles[0]] || roles[term->roles[1]];
}

/* A number without fraction and scale behind it. */
static size_t read_bare(const struct pieces *pieces, size_t at, struct number *number)
{
    const struct piece *piece = piece_at(pieces, at);
    if (piece->kind == PIECE_NUMBER)
        return number_digits(pieces, at, number);
    if (piece->kind == PIECE_SIGN) {
        number->mantissa = fraction_of(piece_code(piece));
        return number->end = number->mantissa > 0 ? at + 1 : 0;
    }
    if (!begins(piece_term(pieces, piece)))
        return 0;
    const size_t end = read_words(pieces, at, number);
    return end > 0 ? end : read_dozen(pieces, at, number);
}

size_t number_read(const struct pieces *pieces, size_t at, int flags, struct number *number)
{
    *number = (struct number){.end = 0};
    if (read_half(pieces, at, number) > 0)
        return number->end;
    const size_t end = read_bare(pieces, at, number);
    if (end == 0 || stands_alone(piece_at(pieces, end)))
        return end;
    take_fraction(pieces, number);
    if (!number->scaled)
        take_half(pieces, number);
    take_scale(pieces, number, flags);
    return number->end;
}
