#include "calendar.h"

#include <stdlib.h>

bool day_exists(int year, int month, int day)
{
    static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1])
        return false;
    return month != 2 || day < 29 || leap;
}

/* Days since 1970-01-01 (Howard Hinnant's days_from_civil). */
static long number_of(struct day day)
{
    const long year = day.month <= 2 ? day.year - 1L : day.year;
    const long era = (year >= 0 ? year : year - 399) / 400;
    const long in_era = year - era * 400;
    const long in_year = (153L * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
    return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719468;
}

static struct day day_of(long number)
{
    number += 719468;
    const long era = (number >= 0 ? number : number - 146096) / 146097;
    const long in_era = number - era * 146097;
    const long year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    const long in_year = in_era - (365 * year + year / 4 - year / 100);
    const long month = (5 * in_year + 2) / 153;
    const long civil = month < 10 ? month + 3 : month - 9;
    return (struct day){(int)(year + era * 400 + (civil <= 2)), (int)civil, (int)(in_year - (153 * month + 2) / 5 + 1)};
}

/* 1 to 7, from Monday. */
static int weekday_of(long number)
{
    const long day = (number + 3) % 7;
    return (int)(day < 0 ? day + 8 : day + 1);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* Each of these writes to `to` and returns the end of what it wrote. */

static char *put_text(char *to, const char *text)
{
    while (*text != '\0')
        *to++ = *text++;
    return to;
}

/* The last so many digits of a number that is not negative. */
static char *put_number(char *to, long number, size_t digits)
{
    for (size_t i = digits; i > 0; i--, number /= 10)
        to[i - 1] = (char)('0' + number % 10);
    return to + digits;
}

static char *put_year(char *to, int year)
{
    if (year == 0)
        return put_text(to, "XXXX");
    return year < 0 ? put_number(put_text(to, "BC"), -year, 4) : put_number(to, year, 4);
}

/* "2024-10-03"; without what is 0. */
static char *put_day(char *to, struct day day)
{
    to = put_year(to, day.year);
    to = day.month != 0 ? put_number(put_text(to, "-"), day.month, 2) : to;
    return day.day != 0 ? put_number(put_text(to, "-"), day.day, 2) : to;
}

/* The ISO week of a day: that of its Thursday. */
static char *put_week(char *to, long number, bool weekend)
{
    const long thursday = number - weekday_of(number) + 4;
    const int year = day_of(thursday).year;
    const long first = number_of((struct day){year, 1, 1});
    to = put_number(put_text(put_year(to, year), "-W"), (thursday - first) / 7 + 1, 2);
    return put_text(to, weekend ? "-WE" : "");
}

/* The year of a date that tells none. Where nothing says whether it is past or to come, it is the last time that it
 * was; next month counts as near. */
static int year_of(const struct when *when, struct day today, bool ahead)
{
    const int months = when->month - today.month, days = when->day > 0 && months == 0 ? when->day - today.day : 0;
    const bool now = months == 0 && (when->day == 0 || days == 0);
    if (when->toward == TOWARD_LAST)
        return today.year - (months > 0 || days > 0 || now);
    if (when->toward == TOWARD_NEXT)
        return today.year + (months < 0 || days < 0 || now);
    if (when->toward == TOWARD_PAST)
        return today.year - (months > 0 || days > 0);
    if (when->toward == TOWARD_FUTURE || ahead)
        return today.year + (months < 0 || days < 0);
    return today.year - (months > 1) + (months == -11);
}

static char *put_date(char *to, const struct when *when, struct day today, bool ahead)
{
    int year = when->year;
    if (year == 0 && today.year != 0)
        year = when->yearly ? today.year + when->offset : year_of(when, today, ahead);
    const struct day first = {year, when->month, when->day}, last = {year, when->month, when->last};
    if (year != 0 && when->day != 0 && !day_exists(year, when->month, when->last > 0 ? when->last : when->day))
        return to; /* "February 29, 2023" */
    to = put_day(to, first);
    return when->last > 0 && when->day > 0 ? put_day(put_text(to, when->apart ? "," : "/"), last) : to;
}

static char *put_weekday(char *to, const struct when *when, struct day today, bool ahead)
{
    if (today.year == 0)
        return put_number(put_text(to, "XXXX-WXX-"), when->number, 1);
    const long now = number_of(today);
    int days = when->number - weekday_of(now);
    if (when->toward == TOWARD_LAST || when->toward == TOWARD_PAST)
        days -= days > 0 || (days == 0 && when->toward == TOWARD_LAST) ? 7 : 0;
    else if (when->toward == TOWARD_NEXT)
        days += days <= 0 ? 7 : 0;
    else if (when->toward != TOWARD_NONE || ahead)
        days += days < 0 ? 7 : 0;
    else
        days -= days > 0 ? 7 : 0;
    return put_day(to, day_of(now + days));
}

static char *put_months(char *to, int offset, struct day today)
{
    const int months = today.year * 12 + today.month - 1 + offset;
    return today.year != 0 ? put_day(to, (struct day){months / 12, months % 12 + 1, 0}) : put_text(to, "XXXX-XX");
}

static char *put_years(char *to, int offset, struct day today)
{
    const int year = today.year != 0 ? today.year + offset : 0;
    return year >= 0 ? put_year(to, year) : to; /* "1000 decades ago" */
}

static char *put_days(char *to, int offset, struct day today)
{
    return today.year != 0 ? put_day(to, day_of(number_of(today) + offset)) : put_text(to, "XXXX-XX-XX");
}

/* The part of a day that stands at `to`. */
static char *put_daypart(char *to, unsigned daypart)
{
    static const char *const names[] = {"", "TMO", "TAF", "TEV", "TNI"};
    return put_text(to, names[daypart % 5]);
}

static char *put_season(char *to, int year, unsigned season)
{
    static const char *const names[] = {"-SP", "-SU", "-FA", "-WI"};
    return put_text(put_year(to, year), names[season % 4]);
}

static char *put_zone(char *to, int zone)
{
    if (zone == ZONE_UNSURE)
        return to;
    if (zone == 0)
        return put_text(to, "Z");
    to = put_number(put_text(to, zone < 0 ? "-" : "+"), abs(zone) / 60, 2);
    return put_number(put_text(to, ":"), abs(zone) % 60, 2);
}

static char *put_clock(char *to, const struct when *when)
{
    to = put_number(put_text(to, "T"), when->hour, 2);
    to = put_number(put_text(to, ":"), when->minute, 2);
    if (when->second < 60)
        to = put_number(put_text(to, ":"), when->second, 2);
    to = put_zone(to, when->zone);
    if (when->last < UNTIL)
        return to;
    to = put_number(put_text(to, "/T"), (when->last - UNTIL) / 60, 2);
    to = put_number(put_text(to, ":"), (when->last - UNTIL) % 60, 2);
    return put_zone(to, when->zone);
}

static char *put_weeks(char *to, const struct when *when, struct day today)
{
    const bool weekend = when->number != 0;
    if (today.year == 0)
        return put_text(to, weekend ? "XXXX-WXX-WE" : "XXXX-WXX");
    return put_week(to, number_of(today) + 7L * when->offset, weekend);
}

static char *put_when(char *to, const struct when *when, struct day today, bool ahead)
{
    switch ((enum when_kind)when->kind) {
    case WHEN_DATE:
        return put_date(to, when, today, ahead);
    case WHEN_WEEKDAY:
        return put_weekday(to, when, today, ahead);
    case WHEN_DAYS:
        return put_days(to, when->offset, today);
    case WHEN_WEEKS:
        return put_weeks(to, when, today);
    case WHEN_MONTHS:
        return put_months(to, when->offset, today);
    case WHEN_YEARS:
        return put_years(to, when->offset, today);
    case WHEN_DECADE:
        return put_text(put_number(to, when->year / 10, 3), "X");
    case WHEN_CENTURY:
        return put_text(put_number(to, when->year / 100, 2), "XX");
    case WHEN_QUARTER:
        return put_number(put_text(put_year(to, when->year), "-Q"), when->number, 1);
    case WHEN_SEASON:
        return put_season(to, when->year, when->number);
    case WHEN_YEARSPAN:
        return put_year(put_text(put_year(to, when->year), "/"), when->last);
    case WHEN_CLOCK:
        return put_clock(to, when);
    default:
        return to;
    }
}

size_t when_write(const struct when *when, struct day today, bool ahead, char to[WHEN_MAX])
{
    char *end = put_when(to, when, today, ahead);
    return (size_t)((end > to ? put_daypart(end, when->daypart) : end) - to);
}

void when_turn(struct when *when)
{
    const uint8_t day = when->day;
    when->day = when->month;
    when->month = day;
}
