#include "pattern.h"

static const char no_memory[] = "there is no memory for it";

enum { DEPTH_MAX = 50, REPEAT_MAX = 255 };

/* A pattern as it is read. Its steps are laid down in the program, behind those of the patterns before it. */
struct reader {
    struct program *program;
    struct leat_string text;
    size_t at;
    enum capitals rule;
    unsigned depth;
    const char *fault; /* what is wrong at `at`; the first one stays */
};

static bool fail(struct reader *reader, size_t at, const char *fault)
{
    if (reader->fault == NULL) {
        reader->fault = fault;
        reader->at = at;
    }
    return false;
}

static bool comes(const struct reader *reader, char byte)
{
    return reader->at < reader->text.length && reader->text.at[reader->at] == byte;
}

static bool take(struct reader *reader, char byte)
{
    const bool there = comes(reader, byte);
    reader->at += there;
    return there;
}

/* --- laying down steps -------------------------------------------------------------------------------------------- */

static bool room(struct reader *reader, size_t count)
{
    struct program *program = reader->program;
    if (program->count + count > STEPS_MAX)
        return fail(reader, reader->at, "the patterns are too large together, by their number or by what they repeat");
    if (program->count + count <= program->capacity)
        return true;
    const size_t capacity = program->capacity + program->capacity / 2 + count + 256;
    struct step *steps = realloc(program->steps, capacity * sizeof *steps);
    if (steps == NULL)
        return fail(reader, reader->at, no_memory);
    program->steps = steps;
    program->capacity = capacity;
    return true;
}

static bool emit(struct reader *reader, enum step_kind kind, size_t value)
{
    if (!room(reader, 1))
        return false;
    reader->program->steps[reader->program->count++] = (struct step){(uint8_t)kind, (int32_t)value};
    return true;
}

/* Puts a step before those from `start` on. Jumps are relative, so what is moved whole stays right. */
static bool insert(struct reader *reader, size_t start, enum step_kind kind, size_t value)
{
    struct program *program = reader->program;
    if (!room(reader, 1))
        return false;
    memmove(program->steps + start + 1, program->steps + start, (program->count - start) * sizeof *program->steps);
    program->steps[start] = (struct step){(uint8_t)kind, (int32_t)value};
    program->count++;
    return true;
}

static bool emit_set(struct reader *reader, const struct byte_set *set)
{
    struct program *program = reader->program;
    for (size_t i = 0; i < program->set_count; i++)
        if (memcmp(&program->sets[i], set, sizeof *set) == 0)
            return emit(reader, STEP_SET, i);
    if (program->set_count == program->set_capacity) {
        const size_t capacity = program->set_capacity > 0 ? 2 * program->set_capacity : 64;
        struct byte_set *sets = realloc(program->sets, capacity * sizeof *sets);
        if (sets == NULL)
            return fail(reader, reader->at, no_memory);
        program->sets = sets;
        program->set_capacity = capacity;
    }
    program->sets[program->set_count] = *set;
    return emit(reader, STEP_SET, program->set_count++);
}

/* Any number of what stands from `start` on; at least one where `some`. */
static bool repeat_freely(struct reader *reader, size_t start, bool some)
{
    struct program *program = reader->program;
    if (some) {
        if (!emit(reader, STEP_SPLIT, 0))
            return false;
        program->steps[program->count - 1].value = (int32_t)start - (int32_t)(program->count - 1);
        return true;
    }
    if (!insert(reader, start, STEP_SPLIT, program->count - start + 2) || !emit(reader, STEP_JUMP, 0))
        return false;
    program->steps[program->count - 1].value = (int32_t)start - (int32_t)(program->count - 1);
    return true;
}

static bool copy(struct reader *reader, size_t start, size_t length)
{
    if (!room(reader, length))
        return false;
    struct program *program = reader->program;
    memcpy(program->steps + program->count, program->steps + start, length * sizeof *program->steps);
    program->count += length;
    return true;
}

/* --- sets of bytes ------------------------------------------------------------------------------------------------ */

static void set_range(struct byte_set *set, unsigned first, unsigned last)
{
    for (unsigned byte = first; byte <= last; byte++)
        set->bits[byte / 64] |= UINT64_C(1) << byte % 64;
}

/* A letter, with its other case where the pattern allows it. */
static void set_letter(const struct reader *reader, struct byte_set *set, unsigned char byte)
{
    const bool small = byte >= 'a' && byte <= 'z', capital = byte >= 'A' && byte <= 'Z';
    set_range(set, byte, byte);
    if ((small && reader->rule != CAPITALS_EXACT) || (capital && reader->rule == CAPITALS_IGNORED))
        set_range(set, byte ^ 0x20u, byte ^ 0x20u);
}

/* Turns it around among the first bytes of characters. */
static void set_invert(struct byte_set *set)
{
    const struct byte_set old = *set;
    *set = (struct byte_set){{0}};
    for (unsigned byte = 0; byte < 256; byte++)
        if ((byte < 0x80 || byte >= 0xC0) && !byte_set_has(&old, (unsigned char)byte))
            set_range(set, byte, byte);
}

/* \d, \w, \s and their opposites. Every character beyond ASCII counts as a letter. */
static bool set_class(struct byte_set *set, char name)
{
    struct byte_set class = {{0}};
    switch (name | 0x20) {
    case 'd':
        set_range(&class, '0', '9');
        break;
    case 'w':
        set_range(&class, '0', '9');
        set_range(&class, 'A', 'Z');
        set_range(&class, 'a', 'z');
        set_range(&class, '_', '_');
        set_range(&class, 0xC0, 0xFF);
        break;
    case 's':
        set_range(&class, '\t', '\r');
        set_range(&class, ' ', ' ');
        break;
    default:
        return false;
    }
    if (name < 'a')
        set_invert(&class);
    for (size_t i = 0; i < 4; i++)
        set->bits[i] |= class.bits[i];
    return true;
}

/* A set of first bytes: behind one beyond ASCII come the rest of its character. */
static bool emit_character(struct reader *reader, const struct byte_set *set)
{
    struct byte_set rest = {{0}};
    set_range(&rest, 0x80, 0xBF);
    if (!emit_set(reader, set))
        return false;
    if (set->bits[3] == 0)
        return true;
    const size_t start = reader->program->count;
    return emit_set(reader, &rest) && repeat_freely(reader, start, false);
}

/* The character behind a backslash, which stands for itself. */
static bool take_escaped(struct reader *reader, unsigned char *byte)
{
    const size_t at = reader->at - 1;
    const char next = reader->at < reader->text.length ? reader->text.at[reader->at] : '\0';
    if ((next | 0x20) >= 'a' && (next | 0x20) <= 'z')
        return fail(reader, at, "there is no such class; there are \\d, \\w, \\s and \\D, \\W, \\S");
    if (next <= ' ' || next > '~' || (next >= '0' && next <= '9'))
        return fail(reader, at, "a backslash must stand before punctuation, or before d, w, s, D, W or S");
    *byte = (unsigned char)next;
    reader->at++;
    return true;
}

/* One character of a bracket; `*class` where it was a class and is in the set already. */
static bool take_member(struct reader *reader, struct byte_set *set, unsigned char *byte, bool *class)
{
    *class = false;
    if (reader->at >= reader->text.length)
        return fail(reader, reader->at, "a ] is missing");
    *byte = (unsigned char)reader->text.at[reader->at];
    if (*byte >= 0x80)
        return fail(reader, reader->at, "brackets hold ASCII alone; write (ä|ö) for characters beyond it");
    reader->at++;
    if (*byte != '\\')
        return true;
    if (reader->at < reader->text.length && set_class(set, reader->text.at[reader->at])) {
        reader->at++;
        *class = true;
        return true;
    }
    return take_escaped(reader, byte);
}

static bool read_bracket(struct reader *reader)
{
    struct byte_set set = {{0}};
    unsigned char first, last;
    bool class;
    const bool inverted = take(reader, '^');
    bool empty = true;
    while (empty || !take(reader, ']')) {
        const size_t at = reader->at;
        if (!take_member(reader, &set, &first, &class))
            return false;
        empty = false;
        if (class)
            continue;
        last = first;
        const bool range =
            comes(reader, '-') && reader->at + 1 < reader->text.length && reader->text.at[reader->at + 1] != ']';
        reader->at += range;
        if (range && !take_member(reader, &set, &last, &class))
            return false;
        if (range && (class || last < first))
            return fail(reader, at, "the range ends before it begins");
        for (unsigned byte = first; byte <= last; byte++)
            set_letter(reader, &set, (unsigned char)byte);
    }
    if (inverted)
        set_invert(&set);
    return emit_character(reader, &set);
}

/* --- the grammar -------------------------------------------------------------------------------------------------- */

static bool read_either(struct reader *reader);

static bool read_group(struct reader *reader)
{
    const size_t at = reader->at - 1;
    if (comes(reader, '?') && reader->at + 1 < reader->text.length && reader->text.at[reader->at + 1] == ':')
        reader->at += 2;
    if (++reader->depth > DEPTH_MAX)
        return fail(reader, at, "groups stand more than 50 deep in each other");
    if (!read_either(reader))
        return false;
    reader->depth--;
    return take(reader, ')') || fail(reader, at, "this ( has no )");
}

/* A character that stands for itself. A space stands for any white space. */
static bool read_letter(struct reader *reader, unsigned char byte)
{
    struct byte_set set = {{0}};
    if (byte == ' ') {
        set_class(&set, 's');
        const size_t start = reader->program->count;
        return emit_set(reader, &set) && repeat_freely(reader, start, true);
    }
    set_letter(reader, &set, byte);
    if (!emit_set(reader, &set))
        return false;
    while (byte >= 0xC0 && reader->at < reader->text.length && (reader->text.at[reader->at] & 0xC0) == 0x80) {
        set = (struct byte_set){{0}};
        set_range(&set, (unsigned char)reader->text.at[reader->at], (unsigned char)reader->text.at[reader->at]);
        if (!emit_set(reader, &set))
            return false;
        reader->at++;
    }
    return true;
}

static bool read_atom(struct reader *reader)
{
    struct byte_set set = {{0}};
    const size_t at = reader->at;
    unsigned char byte = (unsigned char)reader->text.at[reader->at++];
    switch (byte) {
    case '(':
        return read_group(reader);
    case '[':
        return read_bracket(reader);
    case '.':
        set_range(&set, '\n', '\n');
        set_invert(&set);
        return emit_character(reader, &set);
    case '\\':
        if (reader->at < reader->text.length && set_class(&set, reader->text.at[reader->at])) {
            reader->at++;
            return emit_character(reader, &set);
        }
        return take_escaped(reader, &byte) && read_letter(reader, byte);
    case '*':
    case '+':
    case '?':
    case '{':
        return fail(reader, at, "there is nothing before it to repeat");
    case '^':
    case '$':
        return fail(reader, at, "a pattern begins and ends at words by itself; write \\^ or \\$ for the sign");
    default:
        return read_letter(reader, byte);
    }
}

static bool read_count(struct reader *reader, unsigned *count)
{
    const size_t begin = reader->at;
    *count = 0;
    while (reader->at < reader->text.length && reader->text.at[reader->at] >= '0' &&
           reader->text.at[reader->at] <= '9' && *count <= REPEAT_MAX)
        *count = *count * 10 + (unsigned)(reader->text.at[reader->at++] - '0');
    return reader->at > begin;
}

/* {2}, {2,} or {2,5} of the steps from `start` on. */
static bool repeat_counted(struct reader *reader, size_t start)
{
    const size_t at = reader->at - 1, length = reader->program->count - start;
    unsigned least, most;
    if (!read_count(reader, &least))
        return fail(reader, at, "a number is expected, as in {2}, {2,} or {2,5}");
    most = least;
    const bool open = take(reader, ',') && !read_count(reader, &most);
    if (!take(reader, '}') || least > REPEAT_MAX || most > REPEAT_MAX || (!open && (most < least || most == 0)))
        return fail(reader, at, "a repetition is written {2}, {2,} or {2,5}, with numbers up to 255");
    for (unsigned i = 1; i < (least > 0 ? least : 1); i++)
        if (!copy(reader, start, length))
            return false;
    const size_t last = reader->program->count - length;
    if (open)
        return repeat_freely(reader, last, least > 0);
    for (unsigned i = least > 0 ? least : 1; i < most; i++) {
        const size_t from = reader->program->count;
        if (!copy(reader, start, length) || !insert(reader, from, STEP_SPLIT, length + 1))
            return false;
    }
    return least > 0 || insert(reader, start, STEP_SPLIT, reader->program->count - start + 1);
}

static bool read_repeated(struct reader *reader)
{
    const size_t start = reader->program->count;
    if (!read_atom(reader))
        return false;
    const size_t at = reader->at;
    bool good = true;
    if (take(reader, '*'))
        good = repeat_freely(reader, start, false);
    else if (take(reader, '+'))
        good = repeat_freely(reader, start, true);
    else if (take(reader, '?'))
        good = insert(reader, start, STEP_SPLIT, reader->program->count - start + 1);
    else if (take(reader, '{'))
        good = repeat_counted(reader, start);
    if (good && reader->at > at && reader->at < reader->text.length &&
        strchr("*+?{", reader->text.at[reader->at]) != NULL)
        return fail(reader, reader->at, "one repetition stands behind another; put the first in brackets ( )");
    return good;
}

static bool read_either(struct reader *reader)
{
    const size_t start = reader->program->count;
    while (reader->at < reader->text.length && !comes(reader, '|') && !comes(reader, ')'))
        if (!read_repeated(reader))
            return false;
    if (!take(reader, '|'))
        return true;
    if (!insert(reader, start, STEP_SPLIT, reader->program->count - start + 2) || !emit(reader, STEP_JUMP, 0))
        return false;
    const size_t jump = reader->program->count - 1;
    if (!read_either(reader))
        return false;
    reader->program->steps[jump].value = (int32_t)(reader->program->count - jump);
    return true;
}

static bool keep_facts(struct program *program, uint32_t facts)
{
    if (program->patterns == program->pattern_capacity) {
        const size_t capacity = program->pattern_capacity > 0 ? 2 * program->pattern_capacity : 16;
        uint32_t *more = realloc(program->facts, capacity * sizeof *more);
        if (more == NULL)
            return false;
        program->facts = more;
        program->pattern_capacity = capacity;
    }
    program->facts[program->patterns] = facts;
    return true;
}

/* Each pattern but the last begins with a split that leads on to the next. */
const char *pattern_add(struct program *program, struct leat_string pattern, enum capitals rule, uint32_t facts,
                        size_t *at)
{
    struct reader reader = {.program = program, .text = pattern, .rule = rule};
    const size_t start = program->count;
    *at = 0;
    if (pattern.length == 0)
        return "the pattern is empty";
    if (pattern.length > PATTERN_MAX)
        return "the pattern is longer than 1000 bytes";
    bool good = emit(&reader, STEP_SPLIT, 0) && read_either(&reader);
    if (good && reader.at < pattern.length)
        good = fail(&reader, reader.at, "this ) has no (");
    good = good && emit(&reader, STEP_MATCH, program->patterns);
    if (good && !keep_facts(program, facts))
        good = fail(&reader, 0, no_memory);
    *at = reader.at;
    if (!good)
        return reader.fault;
    program->patterns++;
    program->steps[start].value = (int32_t)(program->count - start);
    return NULL;
}

void program_free(struct program *program)
{
    free(program->steps);
    free(program->sets);
    free(program->facts);
}
