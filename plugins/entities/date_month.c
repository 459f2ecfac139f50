/* Dates with a month's name. */
#include "dates.h"

/* The month at `at`, 0 where there is none; `*sure` where it can't be anything else. */
static int month_of(const struct pieces *pieces, size_t at, bool *sure)
{
    int month;
    if (!piece_capital(piece_at(pieces, at)) || !piece_is(pieces, at, ROLE_MONTH, &month))
        return 0;
    *sure = month < ABBREVIATED && month != 3 && month != 5;
    return month % ABBREVIATED;
}

/* A day of the month with the piece behind it: "3", "3rd"; 0 where there is none. */
static int day_of(const struct pieces *pieces, size_t at, size_t *end)
{
    const int day = number_exact(pieces, at, 1, 2);
    if (day < 1 || day > 31)
        return 0;
    *end = at + 1;
    *end += piece_glued(pieces, *end) && piece_is(pieces, *end, ROLE_ENDING, NULL);
    const bool clock = piece_sign(pieces, *end, ':') && piece_glued(pieces, *end + 1);
    const bool longer = piece_glued(pieces, *end) &&
                        (clock || piece_sign(pieces, *end, '%') || piece_at(pieces, *end)->kind == PIECE_WORD);
    return longer ? 0 : day;
}

/* Takes a year behind a month or day: "2024", ", 2024", "this year", "of last year". */
static size_t take_year(const struct pieces *pieces, size_t at, struct when *when)
{
    int toward, period;
    const size_t of = at + date_join_is(pieces, at, JOIN_OF);
    if (piece_is(pieces, of, ROLE_TOWARD, &toward) && piece_is(pieces, of + 1, ROLE_PERIOD, &period) &&
        period == PERIOD_YEAR && piece_text(pieces, of + 1).length == 4) {
        when->yearly = true;
        when->offset = (int16_t)toward;
        return of + 2;
    }
    const size_t year = at + piece_sign(pieces, at, ',');
    if (date_year(pieces, year) == 0)
        return at;
    when->year = (int16_t)date_year(pieces, year);
    return year + 1;
}

/* Words before a month that prove it: "in May", "last March". */
static bool proven(const struct pieces *pieces, size_t at)
{
    return at > 0 && (piece_is(pieces, at - 1, ROLE_CUE, NULL) || piece_is(pieces, at - 1, ROLE_TOWARD, NULL) ||
                      piece_is(pieces, at - 1, ROLE_PART, NULL) || date_join_is(pieces, at - 1, JOIN_AND) ||
                      (piece_hyphen(pieces, at - 1) && piece_glued(pieces, at)));
}

/* What joins two days of a month at `at`: a hyphen, "to", "and" or "&". Where the second begins; 0 where none does. */
static size_t day_join(const struct pieces *pieces, size_t at, bool *apart)
{
    *apart = date_join_is(pieces, at, JOIN_AND) || piece_sign(pieces, at, '&');
    const bool hyphen = piece_hyphen(pieces, at) && piece_at(pieces, at)->spaced == piece_at(pieces, at + 1)->spaced;
    return *apart || hyphen || date_join_is(pieces, at, JOIN_TO) ? at + 1 : 0;
}

/* "-5", "to 5" or "and 5" behind a day: the last of several, or a second one. */
static size_t take_last(const struct pieces *pieces, size_t at, struct when *when)
{
    size_t end;
    bool apart;
    const size_t next = day_join(pieces, at, &apart);
    const int day = next > 0 ? day_of(pieces, next, &end) : 0;
    if (day <= when->day || !day_exists(when->year, when->month, day))
        return at;
    when->last = (int16_t)day;
    when->apart = apart;
    return end;
}

/* Whether a number that ends before `at` may be a day behind its month, not the count of what follows: "June 3 and 12
 * people". */
static bool counts_nothing(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = piece_at(pieces, at);
    if (piece->kind != PIECE_WORD)
        return piece->kind != PIECE_SIGN || (piece_code(piece) != '%' && piece_code(piece) != '-');
    return piece_capital(piece) || piece_is(pieces, at, ROLE_CUE, NULL) || piece_is(pieces, at, ROLE_JOIN, NULL) ||
           piece_is(pieces, at, ROLE_TOWARD, NULL) || piece_is(pieces, at, ROLE_ARTICLE, NULL);
}

/* The same behind a day that stands behind its month, where only a hyphen without spaces is sure. */
static size_t take_last_behind(const struct pieces *pieces, size_t at, struct when *when)
{
    const bool hyphen = piece_hyphen(pieces, at) && piece_glued(pieces, at);
    const size_t end = take_last(pieces, at, when);
    if (end == at || hyphen || counts_nothing(pieces, end))
        return end;
    when->last = 0;
    return at;
}

/* "October 3, 2024", "October 3-5", "Oct. 3", "October 2024", "October". */
size_t date_month_first(const struct pieces *pieces, size_t at, struct when *when)
{
    bool sure;
    const int month = month_of(pieces, at, &sure);
    size_t end = at + 1, behind;
    if (month == 0)
        return 0;
    when->kind = WHEN_DATE;
    when->month = (uint8_t)month;
    if (piece_sign(pieces, end, '.') && piece_glued(pieces, end) && piece_at(pieces, end + 1)->kind == PIECE_NUMBER)
        end++;
    const int day = day_of(pieces, end, &behind);
    if (day > 0 && day_exists(0, month, day)) {
        when->day = (uint8_t)day;
        return take_year(pieces, take_last_behind(pieces, behind, when), when);
    }
    const size_t of = end + (date_join_is(pieces, end, JOIN_OF) || piece_sign(pieces, end, ','));
    if (date_year(pieces, of) > 0) {
        when->year = (int16_t)date_year(pieces, of);
        return of + 1;
    }
    const size_t yearly = take_year(pieces, end, when);
    if (yearly > end)
        return yearly;
    const bool name = piece_capital(piece_at(pieces, end)) && !piece_known(piece_at(pieces, end)) &&
                      piece_at(pieces, end)->spaced && month >= 4 && month <= 8; /* "June Smith" */
    return proven(pieces, at) || (sure && !name) ? at + 1 : 0;
}

/* "3 October 2024", "3rd of October". */
size_t date_day_first(const struct pieces *pieces, size_t at, struct when *when)
{
    bool sure;
    size_t end;
    const int day = day_of(pieces, at, &end);
    if (day == 0)
        return 0;
    when->day = (uint8_t)day;
    const size_t range = end;
    when->month = 12; /* the longest month will do until the real one is known */
    end = take_last(pieces, end, when);
    end += date_join_is(pieces, end, JOIN_OF) && end > at + 1;
    const int month = month_of(pieces, end, &sure);
    if (month == 0 || !day_exists(0, month, day) ||
        (end > range && when->last > 0 && !day_exists(0, month, when->last)))
        return 0;
    when->kind = WHEN_DATE;
    when->month = (uint8_t)month;
    end++;
    end += piece_sign(pieces, end, '.') && piece_glued(pieces, end) && date_year(pieces, end + 1) > 0;
    return take_year(pieces, end, when);
}

/* "Wednesday", "Wednesday, October 3, 2024", "Wed., 3 Oct 2024". */
size_t date_weekday_first(const struct pieces *pieces, size_t at, struct when *when)
{
    int weekday;
    if (!piece_capital(piece_at(pieces, at)) || !piece_is(pieces, at, ROLE_WEEKDAY, &weekday))
        return 0;
    size_t next = at + 1;
    next += piece_sign(pieces, next, '.') && piece_glued(pieces, next);
    next += piece_sign(pieces, next, ',');
    size_t end = date_month_first(pieces, next, when);
    if (end == 0 || when->day == 0) {
        *when = (struct when){.kind = WHEN_NONE};
        end = date_day_first(pieces, next, when);
    }
    end = end > 0 ? end : date_three_numbers(pieces, next, when);
    if (end > 0)
        return end;
    *when = (struct when){.kind = WHEN_WEEKDAY, .number = (uint8_t)(weekday % ABBREVIATED)};
    return weekday < ABBREVIATED ? at + 1 : 0;
}
