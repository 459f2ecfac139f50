/* Periods, by their number or as seen from the document's date. */
#include "dates.h"

/* A number in order: "19th", "third". The piece behind it, or 0. */
static size_t take_ordinal(const struct pieces *pieces, size_t at, int *number)
{
    if (piece_is(pieces, at, ROLE_ORDINAL, number))
        return at + 1;
    *number = number_exact(pieces, at, 1, 2);
    return *number > 0 && piece_glued(pieces, at + 1) && piece_is(pieces, at + 1, ROLE_ENDING, NULL) ? at + 2 : 0;
}

/* "19th century", "third quarter of 2024". */
size_t date_counted_period(const struct pieces *pieces, size_t at, struct when *when)
{
    int number, period;
    size_t end = take_ordinal(pieces, at, &number);
    if (end == 0)
        return 0;
    end += piece_hyphen(pieces, end) && piece_glued(pieces, end);
    if (!piece_is(pieces, end, ROLE_PERIOD, &period))
        return 0;
    end++;
    if (period == PERIOD_CENTURY && number <= 21) {
        *when = (struct when){.kind = WHEN_CENTURY, .year = (int16_t)(100 * (number - 1))};
        return end;
    }
    if (period != PERIOD_QUARTER || number > 4)
        return 0;
    *when = (struct when){.kind = WHEN_QUARTER, .number = (uint8_t)number};
    const size_t of = end + date_join_is(pieces, end, JOIN_OF);
    when->year = (int16_t)date_year(pieces, of);
    return when->year != 0 ? of + 1 : of > end || end > 0 ? end : 0;
}

/* "Q3", "Q3 2024". */
size_t date_short_quarter(const struct pieces *pieces, size_t at, struct when *when)
{
    const int number = number_exact(pieces, at + 1, 1, 1);
    if (!piece_text_is(pieces, at, "Q") || !piece_glued(pieces, at + 1) || number < 1 || number > 4 ||
        (piece_glued(pieces, at + 2) && piece_at(pieces, at + 2)->kind != PIECE_SIGN))
        return 0;
    *when = (struct when){.kind = WHEN_QUARTER, .number = (uint8_t)number, .year = (int16_t)date_year(pieces, at + 2)};
    return at + 2 + (when->year != 0);
}

/* "summer 2024", "summer of 2024". */
size_t date_season(const struct pieces *pieces, size_t at, struct when *when)
{
    int number;
    if (!piece_is(pieces, at, ROLE_SEASON, &number))
        return 0;
    const size_t year = at + 1 + date_join_is(pieces, at + 1, JOIN_OF);
    if (date_year(pieces, year) == 0)
        return 0;
    *when = (struct when){.kind = WHEN_SEASON, .number = (uint8_t)number, .year = (int16_t)date_year(pieces, year)};
    return year + 1;
}

/* A period so many before or behind the document's date. */
static bool set_period(struct when *when, int period, int offset)
{
    static const uint8_t kinds[] = {
        [PERIOD_DAY] = WHEN_DAYS,     [PERIOD_WEEK] = WHEN_WEEKS, [PERIOD_WEEKEND] = WHEN_WEEKS,
        [PERIOD_MONTH] = WHEN_MONTHS, [PERIOD_YEAR] = WHEN_YEARS, [PERIOD_DECADE] = WHEN_YEARS};
    if (period == PERIOD_QUARTER || period == PERIOD_CENTURY)
        return false;
    *when = (struct when){.kind = kinds[period],
                          .number = period == PERIOD_WEEKEND,
                          .offset = (int16_t)(period == PERIOD_DECADE ? 10 * offset : offset)};
    return true;
}

/* "last week", "this month", "next year"; not "last days", "this decade". */
size_t date_relative_period(const struct pieces *pieces, size_t at, int toward, struct when *when)
{
    int period;
    const struct piece *piece = piece_at(pieces, at);
    if (!piece_is(pieces, at, ROLE_PERIOD, &period) || period == PERIOD_DAY || period == PERIOD_DECADE ||
        pieces->text[piece->span.end - 1] == 's')
        return 0;
    return set_period(when, period, toward) ? at + 1 : 0;
}

/* "two years ago", "a week ago". */
size_t date_ago(const struct pieces *pieces, size_t at, struct when *when)
{
    int period, article;
    struct number number;
    if (number_read(pieces, at, NUMBER_PLAIN, &number) == 0 && piece_is(pieces, at, ROLE_ARTICLE, &article))
        number = (struct number){.mantissa = 1, .end = at + 1};
    if (number.end == 0 || number_value(&number) > 1000 || !piece_is(pieces, number.end, ROLE_PERIOD, &period) ||
        !piece_is(pieces, number.end + 1, ROLE_AGO, NULL))
        return 0;
    return set_period(when, period, -(int)number_value(&number)) ? number.end + 2 : 0;
}

/* "the eighties", "late nineties"; in "her eighties" they are years of life. */
size_t date_decade_word(const struct pieces *pieces, size_t at, struct when *when)
{
    int year;
    if (!piece_is(pieces, at, ROLE_DECADE, &year) || at == 0)
        return 0;
    const size_t before = at - 1 - (at > 1 && piece_is(pieces, at - 1, ROLE_PART, NULL));
    if (!piece_text_is(pieces, before, "the") && !date_join_is(pieces, before, JOIN_AND))
        return 0;
    *when = (struct when){.kind = WHEN_DECADE, .year = (int16_t)year};
    return at + 1;
}

size_t date_day_word(const struct pieces *pieces, size_t at, struct when *when)
{
    int offset;
    if (!piece_is(pieces, at, ROLE_DAY, &offset) || piece_is(pieces, at, ROLE_DAYPART, NULL))
        return 0;
    *when = (struct when){.kind = WHEN_DAYS, .offset = (int16_t)offset};
    return at + 1;
}
