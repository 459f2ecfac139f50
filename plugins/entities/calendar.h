/* Days, dates and times: when something is, as far as a text tells. */
#ifndef CALENDAR_H
#define CALENDAR_H

#include "terms.h"

struct day {
    int year; /* 0: not known */
    int month, day;
};

enum when_kind {
    WHEN_NONE,
    WHEN_DATE,     /* year, month and day, as far as they are not 0; `last` the last day of several */
    WHEN_WEEKDAY,  /* `number`: 1 to 7 */
    WHEN_DAYS,     /* `offset` days from the document's date */
    WHEN_WEEKS,    /* the week so many from it; `number` 6: its weekend */
    WHEN_MONTHS,   /* the month so many from it */
    WHEN_YEARS,    /* the year so many from it */
    WHEN_DECADE,   /* `year`: its first */
    WHEN_CENTURY,  /* `year`: its first */
    WHEN_QUARTER,  /* `number`, of `year` */
    WHEN_SEASON,   /* `number`, of `year` */
    WHEN_YEARSPAN, /* `year` to `last` */
    WHEN_CLOCK,    /* hour, minute and second; `last`: UNTIL + the minute of the day when it ends */
};

/* On which side of the document's date something is. */
enum toward {
    TOWARD_NONE,   /* the text does not say */
    TOWARD_LAST,   /* before it: "last" */
    TOWARD_PAST,   /* not behind it: "since" */
    TOWARD_FUTURE, /* not before it: "until", "this" */
    TOWARD_NEXT,   /* behind it: "next" */
};

/* What "4/5/2024" tells of the order of its numbers. */
enum slashed {
    SLASHED_NONE, /* it is not written so, or both are the same */
    SLASHED_MONTH_FIRST,
    SLASHED_DAY_FIRST,
    SLASHED_EITHER, /* `month` and `day` are as with the month first */
};

enum { UNTIL = 1 };

struct when {
    uint8_t kind; /* enum when_kind */
    uint8_t month, day, number;
    int16_t year, last; /* a year before Christ is negative */
    int16_t offset;
    bool apart;      /* `last` is a second day, not the end of several: "4 and 11 May" */
    bool yearly;     /* of WHEN_DATE: `offset` tells the year as seen from the document's: "May last year" */
    uint8_t daypart; /* of a day: 1 + enum daypart; otherwise 0 */
    uint8_t slashed; /* enum slashed */
    uint8_t toward;  /* enum toward, of WHEN_WEEKDAY and of WHEN_DATE without a year */
    uint8_t hour, minute, second; /* second: 60 where it is not told */
    int16_t zone;                 /* minutes east of Greenwich; ZONE_UNSURE: not told */
};

enum { WHEN_MAX = 48 };

/* Writes it by ISO 8601, with X for what is not known. `today` is the document's date; its year is 0 where there is
 * none. `ahead`: the text speaks of what is to come. Returns the length, 0 where there is nothing to tell; what it
 * writes is not terminated. */
size_t when_write(const struct when *when, struct day today, bool ahead, char to[WHEN_MAX]);

/* Gives a date that may be read either way the other order: the day first. */
void when_turn(struct when *when);

/* Whether there is such a day. The year may be 0. */
bool day_exists(int year, int month, int day);

#endif
