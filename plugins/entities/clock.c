/* Times of day: "10:30 a.m.", "5pm", "1500 GMT", "noon", "this morning". */
#include "value.h"

enum { HALF_NONE = -1 };

/* "am", "p.m.": moves over it; HALF_NONE where there is none, otherwise 0 or 12. */
static int take_half(const struct pieces *pieces, size_t *at)
{
    int half;
    if (piece_is(pieces, *at, ROLE_HOURS, &half) &&
        (!piece_capital(piece_at(pieces, *at)) || piece_upper(pieces, *at))) {
        *at += 1;
        return half;
    }
    const bool before = piece_text_is(pieces, *at, "a") || piece_text_is(pieces, *at, "A");
    const bool after = piece_text_is(pieces, *at, "p") || piece_text_is(pieces, *at, "P");
    const size_t next = *at + 1;
    if ((!before && !after) || !piece_sign(pieces, next, '.') || !piece_glued(pieces, next) ||
        !piece_glued(pieces, next + 1) ||
        !(piece_text_is(pieces, next + 1, "m") || piece_text_is(pieces, next + 1, "M")))
        return HALF_NONE;
    *at += 3;
    *at += piece_sign(pieces, *at, '.') && piece_glued(pieces, *at);
    return before ? 0 : 12;
}

static int take_zone(const struct pieces *pieces, size_t *at)
{
    int zone;
    if (!piece_upper(pieces, *at) || !piece_is(pieces, *at, ROLE_ZONE, &zone))
        return ZONE_UNSURE;
    *at += 1;
    return zone;
}

/* Finishes a time of this hour and minute; `at` is behind them. */
static size_t finish(const struct pieces *pieces, size_t at, struct when *when, int hour, int minute)
{
    const int half = take_half(pieces, &at);
    const int zone = take_zone(pieces, &at);
    if (half != HALF_NONE ? hour < 1 || hour > 12 : hour > 23)
        return 0;
    when->kind = WHEN_CLOCK;
    when->hour = (uint8_t)(half != HALF_NONE ? hour % 12 + half : hour);
    when->minute = (uint8_t)minute;
    when->zone = (int16_t)zone;
    return at;
}

/* "10:30", "10:30:15". */
static size_t read_colons(const struct pieces *pieces, size_t at, struct when *when)
{
    const int hour = number_exact(pieces, at, 1, 2), minute = number_exact(pieces, at + 2, 2, 2);
    if (hour < 0 || minute < 0 || minute > 59 || !piece_sign(pieces, at + 1, ':') || !piece_glued(pieces, at + 1) ||
        !piece_glued(pieces, at + 2))
        return 0;
    size_t end = at + 3;
    if (piece_sign(pieces, end, ':') && piece_glued(pieces, end)) {
        const int second = number_exact(pieces, end + 1, 2, 2);
        if (second < 0 || second > 59)
            return 0;
        when->second = (uint8_t)second;
        end += 2;
    }
    if (piece_glued(pieces, end) && piece_at(pieces, end)->kind == PIECE_NUMBER)
        return 0;
    return finish(pieces, end, when, hour, minute);
}

/* "5.30": the hour and minute of a number with a stop. */
static bool stopped(const struct pieces *pieces, size_t at, int *hour, int *minute)
{
    const struct leat_string text = piece_text(pieces, at);
    const char *stop = text.length > 0 ? memchr(text.at, '.', text.length) : NULL;
    if (piece_at(pieces, at)->kind != PIECE_NUMBER || stop == NULL || text.at + text.length - stop != 3 ||
        stop == text.at || stop - text.at > 2)
        return false;
    *hour = stop[-1] - '0' + (stop - text.at > 1 ? 10 * (text.at[0] - '0') : 0);
    *minute = 10 * (stop[1] - '0') + stop[2] - '0';
    return *minute < 60;
}

/* "o'clock", which is three pieces. */
static bool is_oclock(const struct pieces *pieces, size_t at)
{
    return (piece_text_is(pieces, at, "o") || piece_text_is(pieces, at, "O")) &&
           piece_at(pieces, at + 1)->kind == PIECE_SIGN && piece_glued(pieces, at + 1) &&
           piece_text_is(pieces, at + 2, "clock");
}

static size_t read_hour(const struct pieces *pieces, size_t at, struct when *when)
{
    int hour = number_exact(pieces, at, 1, 2), minute = 0;
    if (hour < 0 && piece_is(pieces, at, ROLE_ONES, &hour) && hour > 12)
        return 0;
    if (hour < 0 && !stopped(pieces, at, &hour, &minute)) {
        const int four = number_exact(pieces, at, 4, 4);
        size_t zone = at + 1;
        if (four < 0 || four % 100 > 59 || take_zone(pieces, &zone) == ZONE_UNSURE)
            return 0;
        return finish(pieces, at + 1, when, four / 100, four % 100);
    }
    size_t end = at + 1;
    if (minute == 0 && is_oclock(pieces, end))
        return finish(pieces, end + 3, when, hour, 0);
    return take_half(pieces, &end) != HALF_NONE ? finish(pieces, at + 1, when, hour, minute) : 0;
}

/* "this morning", "last night", "yesterday evening", "tonight". */
static size_t read_daypart(const struct pieces *pieces, size_t at, struct when *when)
{
    int part, offset = 0;
    const bool day = piece_is(pieces, at, ROLE_DAY, &offset);
    size_t end = at;
    if (day || piece_is(pieces, at, ROLE_TOWARD, &offset))
        end = at + !piece_is(pieces, at, ROLE_DAYPART, NULL);
    if (end == at && !day)
        return 0;
    if (!piece_is(pieces, end, ROLE_DAYPART, &part) || (offset > 0 && !day) || piece_text_is(pieces, at, "past"))
        return 0;
    when->kind = WHEN_DAYS;
    when->daypart = (uint8_t)(1 + part);
    when->offset = (int16_t)offset;
    return end + 1;
}

/* One time, as it begins with a number: "10:30", "5pm", "five o'clock". */
static size_t read_one(const struct pieces *pieces, size_t at, struct when *when)
{
    *when = (struct when){.second = 60, .zone = ZONE_UNSURE};
    const size_t end = piece_at(pieces, at)->kind == PIECE_NUMBER ? read_colons(pieces, at, when) : 0;
    return end > 0 ? end : read_hour(pieces, at, when);
}

/* Where the second of two times begins, behind a hyphen, "to", or the "and" of "between"; 0 where there is none. */
static size_t until(const struct pieces *pieces, size_t begin, size_t at)
{
    int join, before;
    if (piece_hyphen(pieces, at) && piece_at(pieces, at)->spaced == piece_at(pieces, at + 1)->spaced)
        return at + 1;
    if (!piece_is(pieces, at, ROLE_JOIN, &join))
        return 0;
    const bool between = begin > 0 && piece_is(pieces, begin - 1, ROLE_JOIN, &before) && before == JOIN_BETWEEN;
    return join == JOIN_TO || (join == JOIN_AND && between) ? at + 1 : 0;
}

/* An hour that the time behind it proves to be one: the "9" of "9-11 a.m.", the "10:30" of "10:30 to 11:30 p.m.". */
static size_t bare_hour(const struct pieces *pieces, size_t at, struct when *when)
{
    const int hour = number_exact(pieces, at, 1, 2);
    *when = (struct when){.kind = WHEN_CLOCK, .hour = (uint8_t)hour, .second = 60, .zone = ZONE_UNSURE};
    return hour >= 1 && hour <= 12 ? at + 1 : 0;
}

/* Whether the time that ends before `end` says which half of the day it is in. */
static bool halved(const struct pieces *pieces, size_t end)
{
    return piece_is(pieces, end - 1, ROLE_HOURS, NULL) || piece_sign(pieces, end - 1, '.') ||
           piece_text_is(pieces, end - 1, "m") || piece_is(pieces, end - 1, ROLE_ZONE, NULL);
}

/* Gives the first of two times the half of the second: "9-11 p.m."; "11-1 p.m." begins before noon. */
static void share_half(struct when *first, const struct when *second)
{
    const int from = first->hour % 12 * 60 + first->minute, to = second->hour % 12 * 60 + second->minute;
    const bool after = (second->hour >= 12) == (from < to);
    first->hour = (uint8_t)(first->hour % 12 + (after ? 12 : 0));
}

/* A time, or two that tell from when to when: "9-11 a.m.", "9 a.m. to 5 p.m.", "17:00-18:30". */
static size_t read_times(const struct pieces *pieces, size_t at, struct when *when)
{
    struct when second;
    size_t end = read_one(pieces, at, when);
    const size_t first = end > 0 ? end : bare_hour(pieces, at, when);
    const size_t next = first > 0 ? until(pieces, at, first) : 0;
    const size_t last = next > 0 && piece_at(pieces, next)->kind == PIECE_NUMBER ? read_one(pieces, next, &second) : 0;
    if (last == 0 || (halved(pieces, first) && !halved(pieces, last)) || (end == 0 && !halved(pieces, last)))
        return end;
    if (!halved(pieces, first) && halved(pieces, last))
        share_half(when, &second);
    when->last = (int16_t)(UNTIL + second.hour * 60 + second.minute);
    when->zone = second.zone != ZONE_UNSURE ? second.zone : when->zone;
    return last;
}

size_t clock_read(const struct pieces *pieces, size_t at, struct value *value)
{
    int hour;
    size_t end = 0;
    if (piece_at(pieces, at)->kind == PIECE_NUMBER || piece_is(pieces, at, ROLE_ONES, NULL))
        end = read_times(pieces, at, &value->when);
    if (end > 0)
        return end;
    value->when = (struct when){.second = 60, .zone = ZONE_UNSURE};
    end = read_daypart(pieces, at, &value->when);
    if (end == 0 && piece_is(pieces, at, ROLE_CLOCK, &hour) && !piece_capital(piece_at(pieces, at))) {
        end = at + 1;
        value->when.kind = WHEN_CLOCK;
        value->when.hour = (uint8_t)hour;
        value->when.zone = (int16_t)take_zone(pieces, &end);
    }
    return end;
}
