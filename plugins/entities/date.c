/* Dates: "October 3, 2024", "early October", "last Friday", "the 1990s", "two years ago". */
#include "dates.h"

/* A date without words before it that belong to it. */
static size_t read_core(const struct pieces *pieces, size_t at, struct when *when)
{
    static date_reader *const words[] = {date_weekday_first, date_month_first, date_counted_period, date_short_quarter,
                                         date_season,        date_decade_word, date_day_word,       date_ago};
    static date_reader *const digits[] = {date_three_numbers, date_dotted,         date_day_first, date_decade,
                                          date_two_years,     date_counted_period, date_ago,       date_lone_year};
    const bool number = piece_at(pieces, at)->kind == PIECE_NUMBER;
    date_reader *const *readers = number ? digits : words;
    const size_t count = number ? sizeof digits / sizeof *digits : sizeof words / sizeof *words;
    for (size_t i = 0; i < count; i++) {
        *when = (struct when){.kind = WHEN_NONE};
        const size_t end = readers[i](pieces, at, when);
        if (end > 0)
            return end;
    }
    return 0;
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
    value->part = (uint8_t)part;
    return end;
}
