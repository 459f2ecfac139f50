#include "values.h"

/* Length of the currency sign at the start of a text, with the letters that may stand before it ("US$"); 0 for none. */
static size_t sign_length(struct leat_string text)
{
    static const char *const signs[] = {"$", "€", "£", "¥", "₹", "₩", "₽", "₺", "₦", "₱", "₪", "฿", "₴", "₫"};
    size_t letters = 0;
    while (letters < 3 && letters < text.length && text.at[letters] >= 'A' && text.at[letters] <= 'Z')
        letters++;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const size_t length = strlen(signs[i]);
        if (text.length - letters >= length && memcmp(text.at + letters, signs[i], length) == 0)
            return letters + length;
    }
    return 0;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* How many bytes at the start of a text are a number: "1,234.5". */
static size_t number_length(const char *at, size_t length)
{
    size_t i = 0;
    while (i < length && (is_digit(at[i]) || ((at[i] == ',' || at[i] == '.') && i > 0 && i + 1 < length &&
                                              is_digit(at[i - 1]) && is_digit(at[i + 1]))))
        i++;
    return i;
}

static bool is_number(const struct sentence *sentence, size_t at)
{
    if (at >= sentence->count || sentence->words[at].shape != SHAPE_NUMBER)
        return false;
    const struct leat_string text = word_text(sentence, at);
    return number_length(text.at, text.length) == text.length;
}

/* The value of a word of `digits` digits and nothing else, or 0. */
static unsigned digits_value(const struct sentence *sentence, size_t at, size_t digits)
{
    unsigned value = 0;
    if (at >= sentence->count)
        return 0;
    const struct leat_string text = word_text(sentence, at);
    for (size_t i = 0; i < text.length; i++) {
        if (!is_digit(text.at[i]))
            return 0;
        value = value * 10 + (unsigned)(text.at[i] - '0');
    }
    return text.length == digits ? value : 0;
}

static bool joined(const struct sentence *sentence, size_t at)
{
    return at < sentence->count && sentence->words[at].hyphen;
}

/* Words of scale after an amount: "million", "bn". */
static size_t scales(const struct sentence *sentence, size_t at)
{
    size_t end = at;
    while (end < at + 3 && (word_lists(sentence, end) & IN_SCALE) != 0)
        end++;
    return end - at;
}

/* What follows the digits inside a word such as "350bn" or "350m". */
static bool scale_tail(struct leat_string text, size_t from)
{
    return from == text.length ||
           (lists_find(hash_bytes(HASH_START, text.at + from, text.length - from)) & IN_SCALE) != 0;
}

/* An amount with its sign first: "$350 billion", "US$ 5", "USD 20 million". Returns the words that it takes. */
static size_t signed_amount(const struct sentence *sentence, size_t at)
{
    struct leat_string text = word_text(sentence, at);
    const bool code = word_capital(sentence, at) && (sentence->words[at].lists & IN_CURRENCY) != 0;
    size_t used = sign_length(text), end = at + 1;
    if (used == 0 && !code && sentence->words[at].shape == SHAPE_UPPER && end < sentence->count &&
        sentence->words[end].glued && text.length <= 3)
        used = sign_length(word_text(sentence, end)) > 0 ? text.length : 0; /* "US" "$" */
    if (used == 0 && !code)
        return 0;
    if (code || used == text.length) {
        if (!code && end < sentence->count && sentence->words[end].glued &&
            sign_length(word_text(sentence, end)) == word_text(sentence, end).length)
            end++;
        if (end >= sentence->count || sentence->words[end].shape != SHAPE_NUMBER)
            return 0;
        text = word_text(sentence, end++);
        used = 0;
    }
    const size_t digits = number_length(text.at + used, text.length - used);
    if (digits == 0 || !scale_tail(text, used + digits))
        return 0;
    if (joined(sentence, end) && is_number(sentence, end))
        end++; /* "$10-15 million" */
    return end + scales(sentence, end) - at;
}

/* An amount with its currency behind: "350 billion dollars", "20 million U.S. dollars", "50 cents". */
static size_t amount_of_currency(const struct sentence *sentence, size_t at)
{
    if (!is_number(sentence, at))
        return 0;
    size_t end = at + 1;
    if (joined(sentence, end) && is_number(sentence, end))
        end++;
    end += scales(sentence, end);
    if (word_capital(sentence, end) && (word_lists(sentence, end + 1) & IN_CURRENCY) != 0)
        end++;
    return (word_lists(sentence, end) & IN_CURRENCY) != 0 ? end + 1 - at : 0;
}

/* A word such as "25%". */
static bool has_percent_sign(const struct sentence *sentence, size_t at)
{
    const struct leat_string text = word_text(sentence, at);
    return number_length(text.at, text.length) + 1 == text.length && text.at[text.length - 1] == '%';
}

static size_t percentage(const struct sentence *sentence, size_t at)
{
    if (has_percent_sign(sentence, at))
        return 1;
    size_t end = at + 1;
    if (!is_number(sentence, at))
        return 0;
    if (joined(sentence, end) && sentence->words[end].shape == SHAPE_NUMBER) { /* "10-15%" */
        if (has_percent_sign(sentence, end))
            return 2;
        end += is_number(sentence, end);
    }
    if (word_is(sentence, end, "%") || word_is(sentence, end, "percent"))
        return end + 1 - at;
    return word_is(sentence, end, "per") && word_is(sentence, end + 1, "cent") ? end + 2 - at : 0;
}

static bool is_year(const struct sentence *sentence, size_t at)
{
    const unsigned year = digits_value(sentence, at, 4);
    return year >= 1000 && year <= 2100;
}

static bool is_day(const struct sentence *sentence, size_t at)
{
    const unsigned day = at < sentence->count ? digits_value(sentence, at, word_text(sentence, at).length) : 0;
    if (day >= 1 && day <= 31)
        return true;
    if (at >= sentence->count || sentence->words[at].shape != SHAPE_NUMBER)
        return false;
    const struct leat_string text = word_text(sentence, at); /* "3rd" */
    return text.length >= 3 && text.length <= 4 && text.at[text.length - 1] >= 'd' &&
           !is_digit(text.at[text.length - 2]);
}

/* Whether "May" or "March" means the month: a number beside it, or a word that goes with dates before it. */
static bool is_month(const struct sentence *sentence, size_t at)
{
    static const char *const before[] = {"in",   "last", "next", "early", "late",   "since", "until",   "by",     "of",
                                         "this", "mid",  "from", "to",    "during", "till",  "through", "between"};
    if (at >= sentence->count || (sentence->words[at].lists & IN_MONTH) == 0)
        return false;
    if ((sentence->words[at].lists & (IN_COMMON | IN_GIVEN)) == 0)
        return true;
    if (is_day(sentence, at + 1) || is_year(sentence, at + 1) || (at > 0 && is_day(sentence, at - 1)))
        return true;
    for (size_t i = 0; at > 0 && i < sizeof before / sizeof *before; i++)
        if (word_is(sentence, at - 1, before[i]))
            return true;
    return false;
}

/* The end of a date whose month's name is word `at`: "October 3, 2024", "October 2024", "October". */
static size_t month_end(const struct sentence *sentence, size_t at)
{
    size_t end = at + 1;
    if (word_is(sentence, end, ".") && sentence->words[end].glued && is_day(sentence, end + 1))
        end++;
    if (is_day(sentence, end)) {
        end++;
        if (joined(sentence, end) && is_day(sentence, end))
            end++;
        if (word_is(sentence, end, ",") && is_year(sentence, end + 1))
            return end + 2;
    }
    return is_year(sentence, end) ? end + 1 : end;
}

/* A year by itself is one after a word that goes with years, and as a decade. */
static bool lone_year(const struct sentence *sentence, size_t at)
{
    static const char *const before[] = {"in",    "since", "by",     "until", "from",    "during", "of",
                                         "early", "late",  "before", "after", "between", "In",     "Since"};
    const struct leat_string text = word_text(sentence, at);
    if (text.length == 5 && text.at[4] == 's' && number_length(text.at, 5) == 4 && text.at[0] >= '1' &&
        text.at[0] <= '2')
        return true;
    for (size_t i = 0; at > 0 && i < sizeof before / sizeof *before; i++)
        if (is_year(sentence, at) && word_is(sentence, at - 1, before[i]))
            return (sentence->words[at].end - sentence->words[at].begin) == 4;
    return false;
}

static size_t date_end(const struct sentence *sentence, size_t at)
{
    if ((sentence->words[at].lists & IN_WEEKDAY) != 0) {
        size_t next = word_is(sentence, at + 1, ",") ? at + 2 : at + 1;
        if (is_day(sentence, next) && is_month(sentence, next + 1))
            return month_end(sentence, next + 1);
        return is_month(sentence, next) && is_day(sentence, next + 1) ? month_end(sentence, next) : at + 1;
    }
    if (is_month(sentence, at))
        return month_end(sentence, at);
    if (sentence->words[at].shape != SHAPE_NUMBER)
        return at;
    if (digits_value(sentence, at, 4) > 0 && joined(sentence, at + 1) && joined(sentence, at + 2) &&
        digits_value(sentence, at + 1, 2) > 0 && digits_value(sentence, at + 2, 2) > 0)
        return at + 3;
    if (is_day(sentence, at) && is_month(sentence, at + 1))
        return is_year(sentence, at + 2) ? at + 3 : at + 2;
    return lone_year(sentence, at) ? at + 1 : at;
}

/* Words that belong to the date behind them. */
static bool qualifies_date(const struct sentence *sentence, size_t at)
{
    static const char *const words[] = {"early", "late", "mid", "last", "next", "this"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (word_is(sentence, at, words[i]))
            return true;
    return false;
}

static bool is_half(const struct sentence *sentence, size_t at)
{
    static const char *const halves[] = {"am",   "pm",   "a.m.", "p.m.", "AM",     "PM",
                                         "A.M.", "P.M.", "a.m",  "p.m",  "o'clock"};
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
        if (word_is(sentence, at, halves[i]))
            return true;
    return false;
}

/* "10:30", "10:30 a.m.", "5 p.m.", "5pm". */
static size_t time_end(const struct sentence *sentence, size_t at)
{
    const struct leat_string text = word_text(sentence, at);
    const size_t digits = number_length(text.at, text.length);
    size_t end = at;
    if (digits > 2 && !(digits <= 5 && memchr(text.at, '.', digits) != NULL && is_half(sentence, at + 1)))
        return at;
    if (text.length == digits + 3 && text.at[digits] == ':' && is_digit(text.at[digits + 1]) &&
        is_digit(text.at[digits + 2]))
        end = at + 1;
    else if (digits == text.length && word_is(sentence, at + 1, ":") && sentence->words[at + 1].glued &&
             at + 2 < sentence->count && sentence->words[at + 2].glued && word_text(sentence, at + 2).length == 2 &&
             is_number(sentence, at + 2))
        end = at + 3;
    else if (digits + 2 == text.length && text.at[digits + 1] == 'm' &&
             (text.at[digits] == 'a' || text.at[digits] == 'p'))
        return at + 1;
    if (is_half(sentence, end > at ? end : at + 1))
        return (end > at ? end : at + 1) + 1;
    return end;
}

/* The span of words [from, to). */
static struct leat_span span_of(const struct sentence *sentence, size_t from, size_t to)
{
    return (struct leat_span){sentence->words[from].begin, sentence->words[to - 1].end};
}

size_t value_at(const struct sentence *sentence, size_t floor, size_t at, struct leat_span *span, enum label *label)
{
    const struct word *word = &sentence->words[at];
    const bool number = word->shape == SHAPE_NUMBER;
    size_t end = at;
    if (!number && word->shape != SHAPE_OTHER && (word->lists & (IN_MONTH | IN_WEEKDAY | IN_CURRENCY)) == 0 &&
        word->shape != SHAPE_UPPER && word->shape != SHAPE_CAPITAL)
        return 0;
    *label = LABEL_MONEY;
    end = at + signed_amount(sentence, at);
    if (end == at && number) {
        end = at + amount_of_currency(sentence, at);
        if (end == at) {
            end = at + percentage(sentence, at);
            *label = LABEL_PERCENT;
        }
        if (end == at) {
            end = time_end(sentence, at);
            *label = LABEL_TIME;
        }
    }
    if (end == at) {
        end = date_end(sentence, at);
        *label = LABEL_DATE;
    }
    if (end == at)
        return 0;
    const size_t from = *label == LABEL_DATE && at > floor && qualifies_date(sentence, at - 1) ? at - 1 : at;
    *span = span_of(sentence, from, end);
    return end - at;
}
