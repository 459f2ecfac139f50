#include "context.h"

enum { GAP_MAX = 2, GAP_BYTES = 4, RUN_MAX = 12 };

/* --- which words can be part of a name ---------------------------------------------------------------------------- */

/* Whether a word before a capital belongs to what begins there: "al" of "al-Qaida", "de Klerk", "747" beside "Boeing".
 */
static bool leads(const struct sentence *sentence, size_t at)
{
    const struct word *word = &sentence->words[at];
    if (word->spelling.shape == SHAPE_NUMBER)
        return true;
    if (word->spelling.shape != SHAPE_LOWER || word_length(word) > GAP_BYTES)
        return false;
    return word_hyphen(sentence, at + 1) || (word->spelling.lists & IN_PARTICLE) != 0;
}

/* Whether a word behind a capital belongs to what began there: "747" behind "Boeing", "myung" of "Jae-myung". */
static bool trails(const struct sentence *sentence, size_t at)
{
    const struct word *word = &sentence->words[at];
    return word->spelling.shape == SHAPE_NUMBER || (word->spelling.shape == SHAPE_LOWER && word_hyphen(sentence, at) &&
                                                    (word->spelling.lists & IN_COMPOUND) == 0);
}

/* Whether the capital says nothing: a common word that begins a sentence, a weekday, a month, with small words around.
 */
static bool is_plain(const struct sentence *sentence, size_t at)
{
    const struct word *word = &sentence->words[at];
    const uint32_t lists = word->spelling.lists;
    if ((lists & (IN_COMMON | IN_WEEKDAY | IN_MONTH)) == 0)
        return false;
    const bool common = (lists & IN_COMMON) != 0 && word_opens(sentence, at);
    const bool date = (lists & (IN_WEEKDAY | IN_MONTH)) != 0 && (lists & (IN_GIVEN | IN_SURNAME)) == 0;
    return (common || date) && word->spelling.shape == SHAPE_CAPITAL && (at == 0 || !word_capital(sentence, at - 1)) &&
           at + 1 < sentence->count && !word_capital(sentence, at + 1) && !word_hyphen(sentence, at + 1);
}

/* Makes the words up to `to` targets, from `from` or from behind the last target on. */
static void take(struct context *context, size_t from, size_t to)
{
    const size_t behind = context->count > 0 ? context->targets[context->count - 1] + (size_t)1 : 0;
    for (size_t at = from > behind ? from : behind; at <= to; at++) {
        context->targets[context->count++] = (uint32_t)at;
        context->seats[at].phrase = 0;
    }
}

/* Whether the words from `from` on, up to the capital `at`, are few and small enough to stand in a name. */
static bool is_gap(const struct sentence *sentence, size_t from, size_t at)
{
    if (at - from > GAP_MAX)
        return false;
    for (; from < at; from++)
        if (word_length(&sentence->words[from]) > GAP_BYTES)
            return false;
    return true;
}

/* Takes the capitals and what stands between and beside them. */
static void find_targets(struct context *context)
{
    const struct sentence *sentence = context->sentence;
    size_t behind = 0; /* the word behind the capital before */
    context->count = 0;
    for (size_t i = 0; i < sentence->capital_count; i++) {
        const size_t at = sentence->capitals[i];
        if (is_plain(sentence, at))
            continue;
        if (behind > 0 && is_gap(sentence, behind, at)) {
            take(context, behind, at);
        } else {
            if (behind > 0 && trails(sentence, behind))
                take(context, behind, behind);
            take(context, at > 0 && leads(sentence, at - 1) ? at - 1 : at, at);
        }
        behind = at + 1;
    }
    if (behind > 0 && behind < sentence->count && trails(sentence, behind))
        take(context, behind, behind);
}

/* Whether an office begins with the last word before `end`: "U.S. Treasury" is no name before "Secretary". */
static bool is_office(const struct sentence *sentence, size_t end)
{
    return end < sentence->count && (sentence->words[end - 1].spelling.lists & IN_PORTFOLIO) != 0 &&
           (sentence->words[end].spelling.lists & IN_TITLE) != 0;
}

/* Puts the listed phrases on the seats; a longer one goes before one that begins within it. */
static void find_phrases(struct context *context)
{
    const struct sentence *sentence = context->sentence;
    size_t behind = 0; /* the word behind the phrase before */
    for (size_t i = 0; i < context->count; i++) {
        const size_t at = context->targets[i];
        const struct word *word = &sentence->words[at];
        if (at < behind || !word_capital(sentence, at) || (word->spelling.lists & ~(uint32_t)IN_INNER) == 0)
            continue;
        const struct match match = sentence_match(sentence, at);
        behind = at + match.words;
        if (match.words > 0 && is_office(sentence, behind))
            continue;
        for (size_t part = 0; part < match.words; part++) {
            context->seats[at + part].phrase = match.lists;
            context->seats[at + part].part = (uint8_t)(tag_of(GROUP_PER, part, match.words) - TAG_PER);
        }
    }
}

static bool is_mark(const struct word *word)
{
    return (word->spelling.shape == SHAPE_OTHER) & (word_length(word) <= 1);
}

/* A run is a row of targets without punctuation. */
static void find_runs(struct context *context)
{
    for (size_t i = 0, end; i < context->count; i = end) {
        const size_t at = context->targets[i];
        for (end = i; end < context->count && end - i < RUN_MAX && context->targets[end] == at + (end - i); end++)
            if (is_mark(&context->sentence->words[at + (end - i)]))
                break;
        end += end == i;
        for (size_t place = i; place < end; place++) {
            context->seats[at + (place - i)].from = (uint8_t)(place - i);
            context->seats[at + (place - i)].to = (uint8_t)(end - 1 - place);
        }
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
    const uint32_t cases = *cases_at(&sentence->cases, self->lower);
    const uint32_t opens = (uint32_t)word_opens(sentence, at) | (uint32_t)sentence->heading << 1;
    const uint32_t joins = (uint32_t)word_hyphen(sentence, at) | (uint32_t)word_glued(sentence, at) << 1 |
                           (uint32_t)word->spelling.possessive << 2 | (uint32_t)word_hyphen(sentence, at + 1) << 3;
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
        add(rows, PLACE_PHRASE, list, (uint32_t)seat->part << 1 | word_opens(context->sentence, at));
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
