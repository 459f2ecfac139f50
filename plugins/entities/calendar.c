#include "calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static size_t put_day(struct day day, char *to)
{
    return (size_t)snprintf(to, WHEN_MAX, "%04d-%02d-%02d", day.year % 10000, day.month, day.day);
}

/* The ISO week of a day: that of its Thursday. */
static size_t put_week(long number, bool weekend, char *to)
{
    const long thursday = number - weekday_of(number) + 4;
    const struct day day = day_of(thursday);
    const long first = number_of((struct day){day.year, 1, 1});
    return (size_t)snprintf(to, WHEN_MAX, "%04d-W%02ld%s", day.year % 10000, (thursday - first) / 7 + 1,
                            weekend ? "-WE" : "");
}

static size_t put_text(const char *text, char *to)
{
    const size_t length = strlen(text);
    memcpy(to, text, length + 1);
    return length;
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

static size_t put_date(const struct when *when, struct day today, bool ahead, char *to)
{
    int year = when->year;
    char head[8] = "XXXX";
    if (year == 0 && today.year != 0)
        year = year_of(when, today, ahead);
    if (year != 0)
        snprintf(head, sizeof head, "%04d", year % 10000);
    if (year != 0 && when->day != 0 && !day_exists(year, when->month, when->last > 0 ? when->last : when->day))
        return 0; /* "February 29, 2023" */
    if (when->month == 0)
        return put_text(head, to);
    if (when->day == 0)
        return (size_t)snprintf(to, WHEN_MAX, "%s-%02d", head, when->month);
    if (when->last > 0)
        return (size_t)snprintf(to, WHEN_MAX, "%s-%02d-%02d/%s-%02d-%02d", head, when->month, when->day, head,
                                when->month, when->last % 100);
    return (size_t)snprintf(to, WHEN_MAX, "%s-%02d-%02d", head, when->month, when->day);
}

static size_t put_weekday(const struct when *when, struct day today, bool ahead, char *to)
{
    if (today.year == 0)
        return (size_t)snprintf(to, WHEN_MAX, "XXXX-WXX-%d", when->number % 10);
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
    return put_day(day_of(now + days), to);
}

static size_t put_months(int offset, struct day today, char *to)
{
    if (today.year == 0)
        return put_text("XXXX-XX", to);
    const int months = today.year * 12 + today.month - 1 + offset;
    return (size_t)snprintf(to, WHEN_MAX, "%04d-%02d", months / 12 % 10000, months % 12 + 1);
}

static size_t put_season(int year, unsigned season, char *to)
{
    static const char *const names[] = {"SP", "SU", "FA", "WI"};
    char head[8] = "XXXX";
    if (year != 0)
        snprintf(head, sizeof head, "%04d", year % 10000);
    return (size_t)snprintf(to, WHEN_MAX, "%s-%s", head, names[season % 4]);
}

static size_t put_quarter(int year, unsigned quarter, char *to)
{
    return year != 0 ? (size_t)snprintf(to, WHEN_MAX, "%04d-Q%u", year % 10000, quarter % 10)
                     : (size_t)snprintf(to, WHEN_MAX, "XXXX-Q%u", quarter % 10);
}

static size_t put_clock(const struct when *when, char *to)
{
    size_t length = (size_t)snprintf(to, WHEN_MAX, "T%02d:%02d", when->hour, when->minute);
    if (when->second < 60)
        length += (size_t)snprintf(to + length, WHEN_MAX - length, ":%02d", when->second);
    if (when->zone == 0)
        length += put_text("Z", to + length);
    else if (when->zone != ZONE_UNSURE)
        length += (size_t)snprintf(to + length, WHEN_MAX - length, "%c%02d:%02d", when->zone < 0 ? '-' : '+',
                                   abs(when->zone) / 60 % 100, abs(when->zone) % 60);
    return length;
}

static size_t put_days(int offset, struct day today, char *to)
{
    return today.year != 0 ? put_day(day_of(number_of(today) + offset), to) : put_text("XXXX-XX-XX", to);
}

static size_t put_daypart(const struct when *when, struct day today, char *to)
{
    static const char *const names[] = {"TMO", "TAF", "TEV", "TNI"};
    const size_t length = put_days(when->offset, today, to);
    return length + put_text(names[when->number % 4], to + length);
}

size_t when_write(const struct when *when, struct day today, bool ahead, char to[WHEN_MAX])
{
    switch ((enum when_kind)when->kind) {
    case WHEN_DATE:
        return put_date(when, today, ahead, to);
    case WHEN_WEEKDAY:
        return put_weekday(when, today, ahead, to);
    case WHEN_DAYS:
        return put_days(when->offset, today, to);
    case WHEN_WEEKS:
        if (today.year == 0)
            return put_text(when->number != 0 ? "XXXX-WXX-WE" : "XXXX-WXX", to);
        return put_week(number_of(today) + 7L * when->offset, when->number != 0, to);
    case WHEN_MONTHS:
        return put_months(when->offset, today, to);
    case WHEN_YEARS:
        if (today.year == 0)
            return put_text("XXXX", to);
        return (size_t)snprintf(to, WHEN_MAX, "%04d", (today.year + when->offset) % 10000);
    case WHEN_DECADE:
        return (size_t)snprintf(to, WHEN_MAX, "%03dX", when->year / 10 % 1000);
    case WHEN_CENTURY:
        return (size_t)snprintf(to, WHEN_MAX, "%02dXX", when->year / 100 % 100);
    case WHEN_QUARTER:
        return put_quarter(when->year, when->number, to);
    case WHEN_SEASON:
        return put_season(when->year, when->number, to);
    case WHEN_YEARSPAN:
        return (size_t)snprintf(to, WHEN_MAX, "%04d/%04d", when->year % 10000, when->last % 10000);
    case WHEN_CLOCK:
        return put_clock(when, to);
    case WHEN_DAYPART:
        return put_daypart(when, today, to);
    default:
        return 0;
    }
}
