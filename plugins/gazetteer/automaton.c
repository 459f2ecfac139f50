#include "automaton.h"

enum { STATES_MAX = 4096, TABLE_SIZE = 2 * STATES_MAX, ITEMS_LEAST = 1 << 16, UNKNOWN = 0, DEAD = 1 };

/* A state is a sorted set of steps that wait for a byte. */
struct state {
    uint32_t first, count; /* in `items` */
    uint32_t match;        /* the first pattern that ends here + 1, or 0 */
};

struct automaton {
    const struct program *program;
    uint8_t classes[256]; /* bytes that no set tells apart share a class */
    unsigned class_count;
    struct byte_set first; /* bytes that a match can begin with */
    struct state *states;  /* 0 and 1 stand for UNKNOWN and DEAD */
    uint32_t *moves;       /* [state][class]: the state that follows */
    uint32_t *items;
    uint32_t *table; /* states by their items, open addressing; 0 is free */
    size_t state_count, item_count, item_capacity;
    uint32_t start;
    uint32_t *marks, mark; /* steps that were reached in this round */
    uint32_t *stack, *now; /* as long as the program */
};

/* Bytes are of one class where all sets agree on them: each set splits the classes there are. */
static void make_classes(struct automaton *automaton)
{
    const struct program *program = automaton->program;
    automaton->class_count = 1;
    for (size_t i = 0; i < program->set_count && automaton->class_count < 256; i++) {
        uint16_t within[256];
        memset(within, 0xFF, sizeof within);
        unsigned count = automaton->class_count;
        bool outside[256] = {false};
        for (unsigned byte = 0; byte < 256; byte++)
            if (!byte_set_has(&program->sets[i], (unsigned char)byte))
                outside[automaton->classes[byte]] = true;
        for (unsigned byte = 0; byte < 256; byte++) {
            const uint8_t class = automaton->classes[byte];
            if (!byte_set_has(&program->sets[i], (unsigned char)byte) || !outside[class])
                continue;
            if (within[class] == 0xFFFF)
                within[class] = (uint16_t)count++;
            automaton->classes[byte] = (uint8_t)within[class];
        }
        automaton->class_count = count;
    }
}

static void forget(struct automaton *automaton)
{
    automaton->state_count = 2;
    automaton->item_count = 0;
    automaton->start = UNKNOWN;
    memset(automaton->table, 0, TABLE_SIZE * sizeof *automaton->table);
}

void automaton_free(struct automaton *automaton)
{
    if (automaton == NULL)
        return;
    free(automaton->states);
    free(automaton->moves);
    free(automaton->items);
    free(automaton->table);
    free(automaton->marks);
    free(automaton->stack);
    free(automaton->now);
    free(automaton);
}

/* Adds to `now` the waiting steps that are reached from `step` without a byte; tells the first pattern that ends. */
static size_t reach(struct automaton *automaton, size_t step, size_t count, uint32_t *match)
{
    const struct program *program = automaton->program;
    size_t depth = 0;
    automaton->stack[depth++] = (uint32_t)step;
    while (depth > 0) {
        const uint32_t at = automaton->stack[--depth];
        if (at >= program->count || automaton->marks[at] == automaton->mark)
            continue;
        automaton->marks[at] = automaton->mark;
        const struct step *here = &program->steps[at];
        if (here->kind == STEP_SET)
            automaton->now[count++] = at;
        else if (here->kind == STEP_MATCH && (*match == 0 || (uint32_t)here->value < *match - 1))
            *match = (uint32_t)here->value + 1;
        if (here->kind == STEP_SPLIT)
            automaton->stack[depth++] = at + 1;
        if (here->kind == STEP_SPLIT || here->kind == STEP_JUMP)
            automaton->stack[depth++] = (uint32_t)((int32_t)at + here->value);
    }
    return count;
}

static int by_number(const void *one, const void *other)
{
    const uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
    return a < b ? -1 : a > b;
}

/* The state of the steps in `now`; UNKNOWN where there is no room for one more. */
static uint32_t find_state(struct automaton *automaton, size_t count, uint32_t match)
{
    uint64_t hash = match;
    if (count == 0 && match == 0)
        return DEAD;
    qsort(automaton->now, count, sizeof *automaton->now, by_number);
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ automaton->now[i]) * UINT64_C(0x9fb21c651e98df25);
    size_t slot = (size_t)(hash >> 40) % TABLE_SIZE;
    for (; automaton->table[slot] != 0; slot = (slot + 1) % TABLE_SIZE) {
        const struct state *state = &automaton->states[automaton->table[slot]];
        if (state->match == match && state->count == count &&
            (count == 0 || memcmp(automaton->items + state->first, automaton->now, count * sizeof(uint32_t)) == 0))
            return automaton->table[slot];
    }
    if (automaton->state_count == STATES_MAX || automaton->item_capacity - automaton->item_count < count)
        return UNKNOWN;
    const uint32_t made = (uint32_t)automaton->state_count++;
    automaton->states[made] = (struct state){(uint32_t)automaton->item_count, (uint32_t)count, match};
    memcpy(automaton->items + automaton->item_count, automaton->now, count * sizeof *automaton->now);
    automaton->item_count += count;
    memset(automaton->moves + (size_t)made * automaton->class_count, 0, automaton->class_count * sizeof(uint32_t));
    automaton->table[slot] = made;
    return made;
}

/* The state of the steps in `now`, if need be after all others were forgotten. */
static uint32_t make_state(struct automaton *automaton, size_t count, uint32_t match)
{
    const uint32_t found = find_state(automaton, count, match);
    if (found != UNKNOWN)
        return found;
    forget(automaton);
    return find_state(automaton, count, match);
}

static void next_mark(struct automaton *automaton)
{
    if (++automaton->mark == 0) {
        memset(automaton->marks, 0, automaton->program->count * sizeof *automaton->marks);
        automaton->mark = 1;
    }
}

static uint32_t start_state(struct automaton *automaton)
{
    uint32_t match = 0;
    if (automaton->start == UNKNOWN) {
        next_mark(automaton);
        const size_t count = reach(automaton, 0, 0, &match);
        const uint32_t start = make_state(automaton, count, match);
        automaton->start = start;
    }
    return automaton->start;
}

/* The state behind `from` by this byte, worked out. */
static uint32_t move(struct automaton *automaton, uint32_t from, unsigned char byte)
{
    const struct program *program = automaton->program;
    const struct state state = automaton->states[from];
    size_t count = 0;
    uint32_t match = 0;
    next_mark(automaton);
    for (size_t i = 0; i < state.count; i++) {
        const uint32_t at = automaton->items[state.first + i];
        if (byte_set_has(&program->sets[program->steps[at].value], byte))
            count = reach(automaton, at + 1, count, &match);
    }
    const uint32_t to = find_state(automaton, count, match);
    if (to == UNKNOWN)
        return make_state(automaton, count, match);
    automaton->moves[(size_t)from * automaton->class_count + automaton->classes[byte]] = to;
    return to;
}

struct automaton *automaton_make(const struct program *program)
{
    struct automaton *automaton = calloc(1, sizeof *automaton);
    if (automaton == NULL)
        return NULL;
    automaton->program = program;
    make_classes(automaton);
    automaton->item_capacity = ITEMS_LEAST + 4 * program->count;
    automaton->states = malloc(STATES_MAX * sizeof *automaton->states);
    automaton->moves = malloc((size_t)STATES_MAX * automaton->class_count * sizeof *automaton->moves);
    automaton->items = malloc(automaton->item_capacity * sizeof *automaton->items);
    automaton->table = malloc(TABLE_SIZE * sizeof *automaton->table);
    automaton->marks = calloc(program->count, sizeof *automaton->marks);
    automaton->stack = malloc((2 * program->count + 2) * sizeof *automaton->stack);
    automaton->now = malloc(program->count * sizeof *automaton->now);
    if (automaton->states == NULL || automaton->moves == NULL || automaton->items == NULL || automaton->table == NULL ||
        automaton->marks == NULL || automaton->stack == NULL || automaton->now == NULL) {
        automaton_free(automaton);
        return NULL;
    }
    forget(automaton);
    const struct state state = automaton->states[start_state(automaton)];
    for (size_t i = 0; i < state.count; i++) {
        const struct byte_set *set = &program->sets[program->steps[automaton->items[state.first + i]].value];
        for (size_t j = 0; j < 4; j++)
            automaton->first.bits[j] |= set->bits[j];
    }
    return automaton;
}

bool automaton_begins(const struct automaton *automaton, unsigned char byte)
{
    return byte_set_has(&automaton->first, byte);
}

/* Whether a word ends at `at`, or there is none. */
static bool word_ends(struct leat_string text, size_t at)
{
    uint32_t code;
    if (at >= text.length)
        return true;
    if ((text.at[at] & 0xC0) == 0x80)
        return false;
    size_t before = at - 1;
    while (before > 0 && (text.at[before] & 0xC0) == 0x80)
        before--;
    (void)letter_decode(text.at + before, &code);
    if (letter_kind(code) != LETTER_WORD)
        return true;
    (void)letter_decode(text.at + at, &code);
    return letter_kind(code) != LETTER_WORD;
}

size_t automaton_match(struct automaton *automaton, struct leat_string text, size_t at, uint32_t *pattern)
{
    size_t end = 0;
    const size_t limit = text.length - at > MATCH_MAX ? at + MATCH_MAX : text.length;
    uint32_t state = start_state(automaton);
    for (size_t i = at; i < limit; i++) {
        const unsigned char byte = (unsigned char)text.at[i];
        const uint32_t next = automaton->moves[(size_t)state * automaton->class_count + automaton->classes[byte]];
        state = next != UNKNOWN ? next : move(automaton, state, byte);
        if (state == DEAD)
            break;
        if (automaton->states[state].match > 0 && word_ends(text, i + 1)) {
            end = i + 1;
            *pattern = automaton->states[state].match - 1;
        }
    }
    return end;
}
