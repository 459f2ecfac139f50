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
        if (word->shape != SHAPE_LOWER && (word->shape != SHAPE_CAPITAL || word->opens || sentence->heading))
            continue;
        uint64_t *set = word->shape == SHAPE_LOWER ? cases->small : cases->inside;
        const size_t bit = case_bit(cases, word->lower);
        set[bit / 64] |= UINT64_C(1) << bit % 64;
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
    size_t last = SIZE_MAX; /* the capital before */
    bool small = true;      /* all words since are small enough to stand in a name */
    for (size_t at = 0; at < sentence->count; at++) {
        const struct word *word = &sentence->words[at];
        context->seats[at] = (struct seat){.target = word->capital && !is_plain(sentence, at)};
        if (!context->seats[at].target) {
            small = small && word->end - word->begin <= GAP_BYTES;
            context->seats[at].target = last != SIZE_MAX && last + 1 == at && trails(sentence, at);
            continue;
        }
        if (last != SIZE_MAX && small && at - last <= GAP_MAX + 1)
            for (size_t gap = last + 1; gap < at; gap++)
                context->seats[gap].target = true;
        else if (at > 0 && leads(sentence, at - 1))
            context->seats[at - 1].target = true;
        last = at;
        small = true;
    }
}

/* Puts the listed phrases on the seats; a longer one goes before one that begins within it. */
static void find_phrases(struct context *context)
{
    const struct sentence *sentence = context->sentence;
    for (size_t at = 0; at < sentence->count;) {
        const bool asked = context->seats[at].target && word_capital(sentence, at);
        const struct match match = asked ? sentence_match(sentence, at) : (struct match){0, 0};
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

static void find_quotes(struct context *context)
{
    const struct sentence *sentence = context->sentence;
    bool quoted = false, bracketed = false;
    for (size_t at = 0; at < sentence->count; at++) {
        context->seats[at].quoted = quoted;
        context->seats[at].bracketed = bracketed;
        switch (sentence->words[at].mark) {
        case MARK_QUOTE:
            quoted = !quoted;
            break;
        case MARK_QUOTE_BEGINS:
        case MARK_QUOTE_ENDS:
            quoted = sentence->words[at].mark == MARK_QUOTE_BEGINS;
            break;
        case MARK_BRACKET_BEGINS:
        case MARK_BRACKET_ENDS:
            bracketed = sentence->words[at].mark == MARK_BRACKET_BEGINS;
            break;
        default:
            break;
        }
    }
}

void context_read(struct context *context)
{
    find_targets(context);
    find_phrases(context);
    find_runs(context);
    find_quotes(context);
}

/* --- features ----------------------------------------------------------------------------------------------------- */

struct rows {
    uint32_t *at;
    size_t count;
    uint32_t row_count;
    uint32_t place; /* each feature has its own */
};

static inline void add(struct rows *rows, uint32_t a, uint32_t b, uint32_t c)
{
    const uint64_t key = a * UINT64_C(0x9e3779b97f4a7c15) + b * UINT64_C(0xc2b2ae3d27d4eb4f) +
                         c * UINT64_C(0x165667b19e3779f9) + rows->place * UINT64_C(0xd6e8feb86659fd93);
    const uint64_t mixed = (key ^ key >> 32) * UINT64_C(0x94d049bb133111eb);
    rows->at[rows->count++] = (uint32_t)((mixed >> 32) * rows->row_count >> 32);
}

/* As add, for the next kind of feature. */
static inline void add_next(struct rows *rows, uint32_t a, uint32_t b, uint32_t c)
{
    rows->place++;
    add(rows, a, b, c);
}

static void add_pairs(struct rows *rows, const struct lexeme *const near[OFFSETS])
{
    const struct lexeme *before = near[1], *self = near[2], *after = near[3];
    add_next(rows, before->lower, self->lower, 0);
    add_next(rows, self->lower, after->lower, 0);
    add_next(rows, before->shape, self->shape, 0);
    add_next(rows, self->shape, after->shape, 0);
    add_next(rows, before->shape, self->shape, after->shape);
    add_next(rows, before->classes[1], self->classes[1], 0);
    add_next(rows, self->classes[1], after->classes[1], 0);
    add_next(rows, before->classes[0], self->classes[0], after->classes[0]);
    add_next(rows, before->lower, self->shape, 0);
    add_next(rows, self->shape, after->lower, 0);
    add_next(rows, before->classes[2], self->shape, 0);
    add_next(rows, self->shape, after->classes[2], 0);
    add_next(rows, before->classes[1], self->classes[2], 0);
    add_next(rows, self->classes[2], after->classes[1], 0);
    add_next(rows, near[0]->classes[1], before->classes[1], self->shape);
    add_next(rows, after->classes[1], near[4]->classes[1], self->shape);
}

/* The word's run of capitals: what ends it, and what stands around it. */
static void add_run(struct rows *rows, const struct context *context, size_t at)
{
    const struct seat *seat = &context->seats[at];
    const struct lexeme *first = context_lexeme(context, at - seat->from, 0);
    const struct lexeme *last = context_lexeme(context, at + seat->to, 0);
    const struct lexeme *before = context_lexeme(context, at - seat->from, -1);
    const struct lexeme *after = context_lexeme(context, at + seat->to, 1);
    const uint32_t left = seat->from < 3 ? seat->from : 3, right = seat->to < 3 ? seat->to : 3;
    add_next(rows, last->lower, right, 0);
    add_next(rows, last->classes[1], right, left);
    add_next(rows, first->lower, left, 0);
    add_next(rows, before->lower, left, right);
    add_next(rows, after->lower, right, left);
    add_next(rows, before->classes[2], left, right);
    add_next(rows, after->classes[2], right, left);
    add_next(rows, left, right, context_lexeme(context, at, 0)->shape);
}

static void add_place(struct rows *rows, const struct context *context, size_t at)
{
    const struct sentence *sentence = context->sentence;
    const struct seat *seat = &context->seats[at];
    const struct word *word = &sentence->words[at];
    const struct lexeme *self = seat->lexeme;
    const size_t bit = case_bit(context->cases, self->lower);
    const uint32_t cases =
        (uint32_t)case_has(context->cases->small, bit) | (uint32_t)case_has(context->cases->inside, bit) << 1;
    const uint32_t joins = (uint32_t)word->hyphen | (uint32_t)word->glued << 1 | (uint32_t)word->possessive << 2 |
                           (uint32_t)(at + 1 < sentence->count && sentence->words[at + 1].hyphen) << 3;
    const uint32_t opens = (uint32_t)word->opens | (uint32_t)sentence->heading << 1;
    add_next(rows, opens, self->shape, 0);
    add_next(rows, opens, self->shape, cases);
    add_next(rows, opens, self->lower, 0);
    add_next(rows, opens, self->classes[1], cases);
    add_next(rows, (uint32_t)seat->quoted | (uint32_t)seat->bracketed << 1, self->shape, 0);
    add_next(rows, joins, self->shape, 0);
    rows->place++;
    for (unsigned list = 0; list < LIST_COUNT; list++)
        if ((seat->phrase >> list & 1) != 0) {
            add(rows, list, seat->part, word->opens);
            add(rows, LIST_COUNT + list, seat->part, context_lexeme(context, at, 1)->shape);
        }
}

size_t context_rows(const struct context *context, size_t at, uint32_t row_count, uint32_t at_rows[CONTEXT_ROWS])
{
    struct rows rows = {.at = at_rows, .row_count = row_count, .place = OFFSETS};
    const struct lexeme *near[OFFSETS];
    for (int distance = -REACH; distance <= REACH; distance++)
        near[REACH + distance] = context_lexeme(context, at, distance);
    add_pairs(&rows, near);
    add_run(&rows, context, at);
    add_place(&rows, context, at);
    return rows.count;
}
