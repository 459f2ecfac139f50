/* Kinds of dates. Each function reads the one that begins with piece `at`, sets `when`, which comes cleared, and
 * returns the piece behind it, 0 where there is none. */
#ifndef DATES_H
#define DATES_H

#include "value.h"

enum { YEAR_LEAST = 1000, YEAR_MOST = 2100, LIKELY_LEAST = 1900 };

typedef size_t date_reader(const struct pieces *pieces, size_t at, struct when *when);

/* With a month's name (date_month.c): "Wednesday, October 3, 2024", "October 3-5", "October"; "3rd of October". */
date_reader date_weekday_first, date_month_first, date_day_first;

/* In digits (date_digits.c): "2024-10-03" and the like; "3.10.2024"; "1990s"; "2019-20"; "44 B.C."; "1998".
 */
date_reader date_three_numbers, date_dotted, date_decade, date_two_years, date_with_era, date_lone_year;

/* Periods (date_period.c): "19th century", "third quarter"; "Q3"; "summer 2024"; "two years ago"; "the eighties";
 * "yesterday". */
date_reader date_counted_period, date_short_quarter, date_season, date_ago, date_decade_word, date_day_word;

/* The period so many from the document's date that `at` names: "week" behind "last". */
size_t date_relative_period(const struct pieces *pieces, size_t at, int offset, struct when *when);

/* A year of four digits; 0 where there is none. */
static inline int date_year(const struct pieces *pieces, size_t at)
{
    const int year = number_exact(pieces, at, 4, 4);
    return year >= YEAR_LEAST && year <= YEAR_MOST ? year : 0;
}

static inline bool date_join_is(const struct pieces *pieces, size_t at, int join)
{
    int value;
    return piece_is(pieces, at, ROLE_JOIN, &value) && value == join;
}

#endif
