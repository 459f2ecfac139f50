#include "context.h"

enum { GAP_MAX = 2, GAP_BYTES = 4, RUN_MAX = 12 };

/* --- case in the document ----------------------------------------------------------------------------------------- */

static size_t case_bit(const struct cases *cases, uint32_t lower)
{
    return (size_t)((lower * UINT64_C(0x9e3779b97f4a7c15)) >> (64 - cases->bits));
}

static bool case_has(const uint64_t *set, size_t bit)
{
    return (set[bit / 64] >> bit % 64 & 1) != 0;
}

void context_note_cases(const struct sentence *sentence, struct cases *cases)
{
    for (size_t at = 0; at < sentence->count; at++) {
        const struct word *word = &sentence->words[at];
        const bool small = word->shape == SHAPE_LOWER;
        const bool inside = word->shape == SHAPE_CAPITAL && !word->opens && !sentence->heading;
        const size_t bit = case_bit(cases, word->lower);
        cases->small[bit / 64] |= (uint64_t)small << bit % 64;
        cases->inside[bit / 64] |= (uint64_t)inside << bit % 64;
    }
}

/* --- which words can be part of a name ---------------------------------------------------------------------------- */

/* Whether a word before a capital belongs to what begins there: "al" of "al-Qaida", "de Klerk", "747" beside "Boeing".
 */
static bool leads(const struct sentence *sentence, size_t at)
{
    const struct word *word = &sentence->words[at];
    if (word->shape == SHAPE_NUMBER)
        return true;
    if (word->shape != SHAPE_LOWER || word->end - word->begin > GAP_BYTES)
        return false;
    return sentence->words[at + 1].hyphen || (word->lists & IN_PARTICLE) != 0;
}

/* Whether a word behind a capital belongs to what began there: "747" behind "Boeing", "myung" of "Jae-myung". */
static bool trails(const struct sentence *sentence, size_t at)
{
    const struct word *word = &sentence->words[at];
    return word->shape == SHAPE_NUMBER ||
           (word->shape == SHAPE_LOWER && word->hyphen && (word->lists & IN_COMPOUND) == 0);
}

/* Whether the capital says nothing: a common word that begins a sentence, a weekday, a month, with small words around.
 */
static bool is_plain(const struct sentence *sentence, size_t at)
{
    const struct word *word = &sentence->words[at];
    const bool common = (word->lists & IN_COMMON) != 0 && (at == 0 || word->opens);
    const bool date = (word->lists & (IN_WEEKDAY | IN_MONTH)) != 0 && (word->lists & (IN_GIVEN | IN_SURNAME)) == 0;
    return (common || date) && word->shape == SHAPE_CAPITAL && (at == 0 || !word_capital(sentence, at - 1)) &&
           at + 1 < sentence->count && !word_capital(sentence, at + 1) && !sentence->words[at + 1].hyphen;
}

/* Marks the capitals and what stands between and beside them. */
static void find_targets(struct context *context)
{
    const struct sentence *sentence = context->sentence;
    struct seat *seats = context->seats;
    size_t last = SIZE_MAX; /* the capital before */
    bool small = true;      /* all words since are small enough to stand in a name */
    memset(seats, 0, sentence->count * sizeof *seats);
    for (size_t at = 0; at < sentence->count; at++) {
        const struct word *word = &sentence->words[at];
        if (!word->capital || is_plain(sentence, at)) {
            small = small && word->end - word->begin <= GAP_BYTES;
            if (last != SIZE_MAX && last + 1 == at && trails(sentence, at))
                seats[at].target = true;
            continue;
        }
        seats[at].target = true;
        if (last != SIZE_MAX && small && at - last <= GAP_MAX + 1)
            for (size_t gap = last + 1; gap < at; gap++)
                seats[gap].target = true;
        else if (at > 0 && leads(sentence, at - 1))
            seats[at - 1].target = true;
        last = at;
        small = true;
    }
}

/* Whether an office begins with the last word before `end`: "U.S. Treasury" is no name before "Secretary". */
static bool is_office(const struct sentence *sentence, size_t end)
{
    return end < sentence->count && (sentence->words[end - 1].lists & IN_PORTFOLIO) != 0 &&
           (sentence->words[end].lists & IN_TITLE) != 0;
}

/* Puts the listed phrases on the seats; a longer one goes before one that begins within it. */
static void find_phrases(struct context *context)
{
    const struct sentence *sentence = context->sentence;
    for (size_t at = 0; at < sentence->count;) {
        const struct word *word = &sentence->words[at];
        if (!context->seats[at].target || !word_capital(sentence, at) ||
            ((word->lists & ~(uint32_t)IN_INNER) == 0 && word->shape != SHAPE_UPPER)) {
            at++;
            continue;
        }
        const struct match match = sentence_match(sentence, at);
        const size_t end = at + match.words;
        if (match.words > 0 && is_office(sentence, end)) {
            at = end;
            continue;
        }
        for (size_t i = 0; i < match.words; i++) {
            context->seats[at + i].phrase = match.lists;
            context->seats[at + i].part = (uint8_t)(tag_of(GROUP_PER, i, match.words) - TAG_PER);
        }
        at += match.words > 0 ? match.words : 1;
    }
}

/* A run is a row of targets without punctuation. */
static void find_runs(struct context *context)
{
    const struct sentence *sentence = context->sentence;
    for (size_t at = 0; at < sentence->count;) {
        size_t end = at;
        while (end < sentence->count && end - at < RUN_MAX && context->seats[end].target &&
               (sentence->words[end].shape != SHAPE_OTHER || sentence->words[end].end - sentence->words[end].begin > 1))
            end++;
        for (size_t i = at; i < end; i++) {
            context->seats[i].from = (uint16_t)(i - at);
            context->seats[i].to = (uint16_t)(end - 1 - i);
        }
        at = end > at ? end : at + 1;
    }
}

void context_read(struct context *context)
{
    find_targets(context);
    find_phrases(context);
    find_runs(context);
}

/* --- features ----------------------------------------------------------------------------------------------------- */

struct rows {
    uint32_t *at;
    size_t count;
    uint32_t row_count;
};

/* The kinds of features; none has the place of one of a word by itself. */
enum place {
    PLACE_SHAPES = OFFSETS,
    PLACE_RUN,
    PLACE_BEFORE,
    PLACE_AFTER,
    PLACE_CASES,
    PLACE_OPENS,
    PLACE_CLASS_CASES,
    PLACE_JOINS,
    PLACE_PHRASE,
};

/* `word` is well mixed, or small; `more` is small. */
static inline void add(struct rows *rows, enum place place, uint32_t word, uint32_t more)
{
    const uint64_t key = ((uint64_t)word << 32 | more) + (uint64_t)place * UINT64_C(0xd6e8feb86659fd93);
    const uint64_t mixed = (key ^ key >> 32) * UINT64_C(0x94d049bb133111eb);
    rows->at[rows->count++] = (uint32_t)((mixed >> 32) * rows->row_count >> 32);
}

/* The word's run of capitals, and what stands around it. */
static void add_run(struct rows *rows, const struct context *context, size_t at)
{
    const struct seat *seat = &context->seats[at];
    const struct lexeme *before = context_lexeme(context, at - seat->from, -1);
    const struct lexeme *after = context_lexeme(context, at + seat->to, 1);
    const uint32_t left = seat->from < 3 ? seat->from : 3, right = seat->to < 3 ? seat->to : 3;
    add(rows, PLACE_RUN, seat->lexeme->shape, left << 2 | right);
    add(rows, PLACE_BEFORE, before->classes[2], left << 2 | right);
    add(rows, PLACE_AFTER, after->classes[2], left << 2 | right);
}

/* How the word is written: its shape beside those of its neighbours, and its case beside the rest of the document. */
static void add_case(struct rows *rows, const struct context *context, size_t at)
{
    const struct sentence *sentence = context->sentence;
    const struct word *word = &sentence->words[at];
    const struct lexeme *self = context->seats[at].lexeme;
    const struct lexeme *before = context_lexeme(context, at, -1), *after = context_lexeme(context, at, 1);
    const size_t bit = case_bit(context->cases, self->lower);
    const uint32_t cases =
        (uint32_t)case_has(context->cases->small, bit) | (uint32_t)case_has(context->cases->inside, bit) << 1;
    const uint32_t opens = (uint32_t)word->opens | (uint32_t)sentence->heading << 1;
    const uint32_t joins = (uint32_t)word->hyphen | (uint32_t)word->glued << 1 | (uint32_t)word->possessive << 2 |
                           (uint32_t)(at + 1 < sentence->count && sentence->words[at + 1].hyphen) << 3;
    add(rows, PLACE_SHAPES, self->shape, before->shape * UINT32_C(0x9e3779b1) + after->shape);
    add(rows, PLACE_CASES, self->shape, opens << 2 | cases);
    add(rows, PLACE_OPENS, self->lower, opens);
    add(rows, PLACE_CLASS_CASES, self->classes[1], opens << 2 | cases);
    add(rows, PLACE_JOINS, self->shape, joins);
}

/* The listed phrase that the word is part of. */
static void add_phrase(struct rows *rows, const struct context *context, size_t at)
{
    const struct seat *seat = &context->seats[at];
    for (uint32_t lists = seat->phrase; lists != 0; lists &= lists - 1) {
        const uint32_t list = (uint32_t)__builtin_ctz(lists);
        add(rows, PLACE_PHRASE, list, (uint32_t)seat->part << 1 | context->sentence->words[at].opens);
        add(rows, PLACE_PHRASE, context_lexeme(context, at, 1)->shape, list << 2 | seat->part);
    }
}

size_t context_rows(const struct context *context, size_t at, uint32_t row_count, uint32_t at_rows[CONTEXT_ROWS])
{
    struct rows rows = {.at = at_rows, .row_count = row_count};
    add_run(&rows, context, at);
    add_case(&rows, context, at);
    add_phrase(&rows, context, at);
    return rows.count;
}
