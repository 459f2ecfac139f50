/* Dates in digits. */
#include "dates.h"

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static size_t set_date(struct when *when, int year, int month, int day, size_t end)
{
    if (year < YEAR_LEAST || year > YEAR_MOST || !day_exists(year, month, day))
        return 0;
    *when = (struct when){.kind = WHEN_DATE, .year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
    return end;
}

/* "10/23/2024", "23/10/2024", "4/5/24". Where both may be the month, it is read as the first, and marked. */
static size_t slashed(int first, int second, int year, size_t end, struct when *when)
{
    const bool day_first = first > 12;
    if (set_date(when, year, day_first ? second : first, day_first ? first : second, end) == 0)
        return 0;
    when->slashed = day_first                          ? SLASHED_DAY_FIRST
                    : second > 12                      ? SLASHED_MONTH_FIRST
                    : first < second || first > second ? SLASHED_EITHER
                                                       : SLASHED_NONE;
    return end;
}

enum { CENTURY_TURNS = 70 /* "69" is 2069, "70" 1970 */ };

/* "2024-10-03", "2024/10/03", "10/23/2024". */
size_t date_three_numbers(const struct pieces *pieces, size_t at, struct when *when)
{
    const bool slash = piece_sign(pieces, at + 1, '/');
    if ((!slash && !piece_sign(pieces, at + 1, '-')) ||
        piece_code(piece_at(pieces, at + 1)) != piece_code(piece_at(pieces, at + 3)))
        return 0;
    for (size_t i = 1; i < 5; i++)
        if (!piece_glued(pieces, at + i))
            return 0;
    const int first = number_exact(pieces, at, 1, 2), second = number_exact(pieces, at + 2, 1, 2);
    const int year = date_year(pieces, at + 4), two = number_exact(pieces, at + 4, 2, 2);
    if (date_year(pieces, at) > 0)
        return set_date(when, date_year(pieces, at), second, number_exact(pieces, at + 4, 1, 2), at + 5);
    if (!slash || (year == 0 && two < 0) || (piece_glued(pieces, at + 5) && piece_sign(pieces, at + 5, '/')))
        return 0;
    return slashed(first, second, year > 0 ? year : two + (two < CENTURY_TURNS ? 2000 : 1900), at + 5, when);
}

/* "3.10.2024", which is one piece. */
size_t date_dotted(const struct pieces *pieces, size_t at, struct when *when)
{
    const struct leat_string text = piece_text(pieces, at);
    int parts[3] = {0}, part = 0;
    if (piece_at(pieces, at)->kind != PIECE_NUMBER || text.length < 8 || text.length > 10)
        return 0;
    if (text.at[text.length - 5] != '.')
        return 0;
    for (size_t i = 0; i < text.length; i++) {
        if (is_digit(text.at[i]) && parts[part] < YEAR_MOST)
            parts[part] = parts[part] * 10 + text.at[i] - '0';
        else if (text.at[i] != '.' || ++part > 2)
            return 0;
    }
    return part == 2 ? set_date(when, parts[2], parts[1], parts[0], at + 1) : 0;
}

/* "1990s", "'90s", "mid-1990s". */
size_t date_decade(const struct pieces *pieces, size_t at, struct when *when)
{
    const struct piece *before = piece_before(pieces, at);
    const bool quote = piece_code(before) == '\'' || piece_code(before) == 0x2019 || piece_code(before) == 0x2018;
    int year = number_exact(pieces, at, 2, 4);
    size_t end = at + 1;
    if (piece_sign(pieces, end, '\'') || piece_sign(pieces, end, 0x2019))
        end++;
    if (year < 0 || year % 10 != 0 || !piece_glued(pieces, at + 1) || !piece_glued(pieces, end) ||
        !piece_text_is(pieces, end, "s"))
        return 0;
    if (year < 100)
        year = quote && piece_glued(pieces, at) && year >= 20 ? 1900 + year : 0;
    if (year < YEAR_LEAST || year > YEAR_MOST)
        return 0;
    *when = (struct when){.kind = WHEN_DECADE, .year = (int16_t)year};
    return end + 1;
}

/* "2019-20", "2021/22", "2019–2020". */
size_t date_two_years(const struct pieces *pieces, size_t at, struct when *when)
{
    const int first = date_year(pieces, at);
    if (first < LIKELY_LEAST || !piece_glued(pieces, at + 1) || !piece_glued(pieces, at + 2) ||
        !(piece_hyphen(pieces, at + 1) || piece_sign(pieces, at + 1, '/')))
        return 0;
    int last = number_exact(pieces, at + 2, 2, 2);
    last = last >= 0 ? first / 100 * 100 + last : date_year(pieces, at + 2);
    if (last <= first || last > YEAR_MOST)
        return 0;
    *when = (struct when){.kind = WHEN_YEARSPAN, .year = (int16_t)first, .last = (int16_t)last};
    return at + 3;
}

/* Whether things are counted behind `at`: "2000 people", "2000 homes". */
static bool counts(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = piece_at(pieces, at);
    if (piece->kind != PIECE_WORD || piece_capital(piece))
        return false;
    const size_t length = piece->span.end - piece->span.begin;
    const bool plural =
        length > 3 && pieces->text[piece->span.end - 1] == 's' && pieces->text[piece->span.end - 2] != 's';
    return plural || piece_is(pieces, at, ROLE_PLURAL, NULL);
}

/* Whether a number before a word in small letters is the word's year, not its count: "the 2016 races", "a 2014
 * campaign"; but "some 2000 armed men". */
static bool of_noun(const struct pieces *pieces, size_t at)
{
    const struct piece *next = piece_at(pieces, at + 1), *before = piece_before(pieces, at);
    const bool word = next->kind == PIECE_WORD && !piece_capital(next) && next->spaced && !piece_known(next);
    if (at > 0 && (piece_text_is(pieces, at - 1, "the") || piece_text_is(pieces, at - 1, "s")))
        return !piece_is(pieces, at + 1, ROLE_PLURAL, NULL);
    const bool round = date_year(pieces, at) % 100 == 0;
    return !counts(pieces, at + 1) && (!word || !round || before->kind != PIECE_WORD || piece_capital(before));
}

/* Whether what stands before a number proves that it is a year: "in 1998", "the year 1100", "between 1999 and 2003". */
static bool cued(const struct pieces *pieces, size_t at)
{
    if (at == 0 || counts(pieces, at + 1))
        return false;
    return piece_is(pieces, at - 1, ROLE_CUE, NULL) || piece_text_is(pieces, at - 1, "year") ||
           (at > 1 && date_join_is(pieces, at - 1, JOIN_AND) && date_year(pieces, at - 2) > 0);
}

/* A year by itself: one that is likely, or behind a word that goes with dates. */
size_t date_lone_year(const struct pieces *pieces, size_t at, struct when *when)
{
    const int year = date_year(pieces, at);
    const size_t end = at + 1;
    const bool glued = piece_glued(pieces, end) && piece_glued(pieces, end + 1);
    if (year == 0 || (!cued(pieces, at) && (year < LIKELY_LEAST || !of_noun(pieces, at))))
        return 0;
    if (glued && (piece_at(pieces, end)->kind == PIECE_WORD || piece_sign(pieces, end, ':') ||
                  piece_sign(pieces, end, '/') || piece_sign(pieces, end, '_') ||
                  (piece_hyphen(pieces, end) && piece_at(pieces, end + 1)->kind == PIECE_NUMBER)))
        return 0;
    if (piece_glued(pieces, end) && piece_at(pieces, end)->kind == PIECE_WORD)
        return 0;
    *when = (struct when){.kind = WHEN_DATE, .year = (int16_t)year};
    return end;
}

/* "BC", "B.C." at `at`; the piece behind it, or 0. */
static size_t take_era(const struct pieces *pieces, size_t at, int *era)
{
    if (piece_upper(pieces, at) && piece_is(pieces, at, ROLE_ERA, era))
        return at + 1;
    const bool before = piece_text_is(pieces, at, "B"), after = piece_text_is(pieces, at, "A");
    if ((!before && !after) || !piece_sign(pieces, at + 1, '.') || !piece_glued(pieces, at + 2) ||
        !piece_text_is(pieces, at + 2, before ? "C" : "D"))
        return 0;
    *era = before ? -1 : 1;
    return at + 3 + (piece_sign(pieces, at + 3, '.') && piece_glued(pieces, at + 3));
}

/* "44 B.C.", "AD 79". */
size_t date_with_era(const struct pieces *pieces, size_t at, struct when *when)
{
    int era;
    const size_t front = piece_at(pieces, at)->kind == PIECE_NUMBER ? 0 : take_era(pieces, at, &era);
    const size_t number = front > 0 ? front : at;
    const int year = number_exact(pieces, number, 1, 4);
    const size_t end = front > 0 ? number + 1 : take_era(pieces, number + 1, &era);
    if (year < 1 || year > YEAR_MOST || end == 0 || (front > 0 && era < 0))
        return 0;
    *when = (struct when){.kind = WHEN_DATE, .year = (int16_t)(era * year)};
    return end;
}
