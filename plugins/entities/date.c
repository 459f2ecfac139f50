/* Dates: "October 3, 2024", "early October", "last Friday", "the 1990s", "two years ago". */
#include "dates.h"

#include <limits.h>

/* What a date may be that begins with a word of this role. */
static date_reader *const with_role[ROLE_COUNT] = {
    [ROLE_ONES] = date_ago,
    [ROLE_TENS] = date_ago,
    [ROLE_HALF] = date_ago,
    [ROLE_ARTICLE] = date_ago,
    [ROLE_ORDINAL] = date_counted_period,
    [ROLE_MONTH] = date_month_first,
    [ROLE_WEEKDAY] = date_weekday_first,
    [ROLE_DECADE] = date_decade_word,
    [ROLE_SEASON] = date_season,
    [ROLE_DAY] = date_day_word,
    [ROLE_ERA] = date_with_era,
};

/* Those that begin with a number, in the order in which they are tried, and of how many digits it may be: bits, bit 0
 * for one that is more than digits or too long. */
static const struct {
    date_reader *read;
    unsigned digits;
} with_number[] = {{date_three_numbers, 1 << 1 | 1 << 2 | 1 << 4},
                   {date_dotted, 1 << 0},
                   {date_day_first, 1 << 1 | 1 << 2},
                   {date_decade, 1 << 2 | 1 << 3 | 1 << 4},
                   {date_two_years, 1 << 4},
                   {date_counted_period, 1 << 1 | 1 << 2},
                   {date_ago, UINT_MAX},
                   {date_with_era, 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4},
                   {date_lone_year, 1 << 4}};

static size_t try_reader(date_reader *reader, const struct pieces *pieces, size_t at, struct when *when)
{
    *when = (struct when){.kind = WHEN_NONE};
    return reader != NULL ? reader(pieces, at, when) : 0;
}

static size_t read_number(const struct pieces *pieces, size_t at, struct when *when)
{
    size_t end = 0;
    const struct digits *digits = piece_digits(pieces, at);
    const unsigned count = digits->good && digits->alone ? digits->count : 0;
    for (size_t i = 0; end == 0 && i < sizeof with_number / sizeof *with_number; i++)
        if ((with_number[i].digits >> count & 1) != 0)
            end = try_reader(with_number[i].read, pieces, at, when);
    return end;
}

/* A date without words before it that belong to it. */
static size_t read_core(const struct pieces *pieces, size_t at, struct when *when)
{
    size_t end = 0;
    const struct piece *piece = piece_at(pieces, at);
    if (piece->kind == PIECE_NUMBER)
        end = read_number(pieces, at, when);
    else if (!piece_known(piece))
        end = try_reader(date_short_quarter, pieces, at, when);
    else
        for (size_t i = 0; end == 0 && i < ROLES; i++)
            end = try_reader(with_role[piece_term(pieces, piece)->roles[i]], pieces, at, when);
    return end;
}

/* Where a cue before it says on which side of the document's date it is. */
static enum toward cue_before(const struct pieces *pieces, size_t at)
{
    int cue;
    if (at == 0 || !piece_is(pieces, at - 1, ROLE_CUE, &cue) || cue == 0)
        return TOWARD_NONE;
    return cue < 0 ? TOWARD_PAST : TOWARD_FUTURE;
}

/* "last Friday", "this October", "next summer", "last week". */
static size_t read_toward(const struct pieces *pieces, size_t at, struct when *when)
{
    static const enum toward towards[] = {TOWARD_LAST, TOWARD_FUTURE, TOWARD_NEXT};
    int toward;
    if (!piece_is(pieces, at, ROLE_TOWARD, &toward))
        return 0;
    const size_t end = date_relative_period(pieces, at + 1, toward, when);
    if (end > 0)
        return end;
    *when = (struct when){.kind = WHEN_NONE};
    size_t behind = date_weekday_first(pieces, at + 1, when);
    behind = behind > 0 ? behind : date_month_first(pieces, at + 1, when);
    when->toward = (uint8_t)towards[toward + 1];
    return behind;
}

/* "morning" behind a day makes a time of it. */
static size_t take_daypart(const struct pieces *pieces, size_t at, struct value *value)
{
    int part;
    const struct when *when = &value->when;
    const bool day =
        when->kind == WHEN_WEEKDAY || when->kind == WHEN_DAYS || (when->kind == WHEN_DATE && when->day > 0);
    if (!day || when->last > 0 || piece_capital(piece_at(pieces, at)) || !piece_is(pieces, at, ROLE_DAYPART, &part))
        return at;
    value->when.daypart = (uint8_t)(1 + part);
    value->label = VALUE_TIME;
    return at + 1;
}

size_t date_read(const struct pieces *pieces, size_t at, struct value *value)
{
    int part = PART_NONE;
    size_t begin = at;
    if (piece_is(pieces, at, ROLE_PART, &part)) {
        begin++;
        begin += piece_hyphen(pieces, begin) && piece_glued(pieces, begin);
    }
    size_t end = read_toward(pieces, begin, &value->when);
    if (end == 0) {
        end = read_core(pieces, begin, &value->when);
        if (end > 0 && value->when.toward == TOWARD_NONE)
            value->when.toward = (uint8_t)cue_before(pieces, at);
    }
    const enum when_kind kind = (enum when_kind)value->when.kind;
    if (end > 0 && part != PART_NONE && (kind == WHEN_DAYS || kind == WHEN_CLOCK))
        return 0;
    if (at > 0 && date_join_is(pieces, at - 1, JOIN_BETWEEN))
        value->when.apart = false; /* "between May 3 and 5" */
    value->part = (uint8_t)part;
    return end > 0 ? take_daypart(pieces, end, value) : 0;
}
