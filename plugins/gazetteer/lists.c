#include "lists.h"

#include "row.h"

#include <leat/utf8.h>

#include <errno.h>
#include <sys/types.h>

enum { LINE_MAX_BYTES = 1 << 20 };

/* A file as it is read. */
struct reading {
    struct lists *lists;
    struct leat_error *error;
    const char *path;
    FILE *file;
    bool json;
    size_t number; /* of the line, from 1 */
    char *line, *scratch;
    size_t capacity, scratch_capacity, length;
    struct row row;
};

bool lists_make(struct lists *lists)
{
    *lists = (struct lists){.facts = {.plain = 0}};
    return lexicon_make(&lists->lexicon);
}

void lists_free(struct lists *lists)
{
    lexicon_free(&lists->lexicon);
    program_free(&lists->program);
    facts_free(&lists->facts);
}

/* The column, in characters from 1, of a byte of the line. */
static size_t column(const struct reading *reading, size_t at)
{
    size_t count = 1;
    for (size_t i = 0; i < at && i < reading->length; i++)
        count += ((unsigned char)reading->line[i] & 0xC0) != 0x80;
    return count;
}

static enum leat_result fail_at(const struct reading *reading, size_t at, const char *what, const char *fault)
{
    return leat_fail(reading->error, LEAT_FATAL, "%s:%zu:%zu: %s%s", reading->path, reading->number,
                     column(reading, at), what, fault);
}

static enum leat_result fail_file(const struct reading *reading, const char *verb)
{
    return leat_fail(reading->error, LEAT_FATAL, "the list %s can't be %s: %s", reading->path, verb, strerror(errno));
}

static enum leat_result fail_memory(const struct reading *reading)
{
    return fail_at(reading, 0, "", "there is no memory for the lists up to here");
}

static enum leat_result add_phrase(struct reading *reading, struct leat_string phrase, uint32_t facts)
{
    struct word found[PHRASE_WORDS + 1];
    struct words words = {.text = phrase};
    size_t count = 0;
    while (count <= PHRASE_WORDS && words_next(&words, &found[count])) {
        if (found[count].end - found[count].begin > WORD_MAX)
            return fail_at(reading, reading->row.at, "", "a word of the phrase is longer than 256 bytes");
        count++;
    }
    if (count == 0)
        return fail_at(reading, reading->row.at, "", "the phrase has no word");
    if (count > PHRASE_WORDS)
        return fail_at(reading, reading->row.at, "", "the phrase has more than 64 words");
    const uint32_t capitals = words_capitals(phrase.at, phrase.length);
    return lexicon_add(&reading->lists->lexicon, found, count, capitals, reading->row.rule, facts) == LEXICON_FULL
               ? fail_memory(reading)
               : LEAT_OK;
}

static enum leat_result add_row(struct reading *reading)
{
    struct row *row = &reading->row;
    uint32_t facts;
    char what[64];
    if (!facts_add(&reading->lists->facts, row->label, row->features, row->feature_count, &facts))
        return fail_at(reading, 0, "", "there is no room for more labels, names of features, or features");
    if (row->pattern) {
        size_t at;
        const char *fault = pattern_add(&reading->lists->program, row->phrases[0], row->rule, facts, &at);
        snprintf(what, sizeof what, "byte %zu of the pattern: ", at + 1);
        return fault == NULL ? LEAT_OK : fail_at(reading, row->at, what, fault);
    }
    enum leat_result result = LEAT_OK;
    for (size_t i = 0; i < row->count && result == LEAT_OK; i++)
        result = add_phrase(reading, row->phrases[i], facts);
    return result;
}

/* Where the first byte is that is not UTF-8; the length where there is none. */
static size_t not_utf8(const char *at, size_t length)
{
    size_t i = 0;
    while (i < length) {
        const int size = leat_utf8_sequence(at + i, length - i);
        if (size < 0)
            return i;
        i += (size_t)size;
    }
    return i;
}

/* Room for a line's strings. */
static bool make_scratch(struct reading *reading)
{
    if (reading->scratch_capacity >= reading->capacity)
        return true;
    char *more = realloc(reading->scratch, reading->capacity);
    if (more == NULL)
        return false;
    reading->scratch = more;
    reading->scratch_capacity = reading->capacity;
    return true;
}

static enum leat_result read_line(struct reading *reading, const char *label, enum capitals rule)
{
    struct row *row = &reading->row;
    struct leat_string line = {reading->line, reading->length};
    const size_t mark = reading->number == 1 && line.length >= 3 && memcmp(line.at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    line = (struct leat_string){line.at + mark, line.length - mark};
    if (strspn(line.at, " \t\r") == line.length)
        return LEAT_OK;
    if (line.length > LINE_MAX_BYTES)
        return fail_at(reading, 0, "", "the line is longer than 1 MiB");
    const size_t wrong = not_utf8(line.at, line.length);
    if (wrong < line.length)
        return fail_at(reading, wrong + mark, "", "this is not UTF-8");
    if (!make_scratch(reading))
        return fail_memory(reading);
    row->count = row->feature_count = row->at = 0;
    row->pattern = false;
    row->label = leat_string(label);
    row->rule = rule;
    if (!(reading->json ? row_read_json(row, line, reading->scratch) : row_read_tabs(row, line)))
        return fail_at(reading, row->at + mark, "", row->fault);
    row->at += mark;
    return add_row(reading);
}

static enum leat_result read_lines(struct reading *reading, const char *label, enum capitals rule)
{
    enum leat_result result = LEAT_OK;
    ssize_t length;
    while (result == LEAT_OK && (length = getline(&reading->line, &reading->capacity, reading->file)) >= 0) {
        while (length > 0 && (reading->line[length - 1] == '\n' || reading->line[length - 1] == '\r'))
            length--;
        reading->line[length] = '\0';
        reading->length = (size_t)length;
        reading->number++;
        result = read_line(reading, label, rule);
    }
    if (result == LEAT_OK && !feof(reading->file))
        return fail_file(reading, "read");
    return result;
}

static bool ends_with(const char *path, const char *suffix)
{
    const size_t length = strlen(path), end = strlen(suffix);
    return length > end && strcmp(path + length - end, suffix) == 0;
}

enum leat_result lists_read(struct lists *lists, const char *path, const char *label, enum capitals rule,
                            struct leat_error *error)
{
    struct reading *reading = calloc(1, sizeof *reading);
    if (reading == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory for reading the list %s", path);
    reading->lists = lists;
    reading->error = error;
    reading->path = path;
    reading->json = ends_with(path, ".jsonl") || ends_with(path, ".ndjson");
    reading->file = fopen(path, "re");
    enum leat_result result = reading->file == NULL ? fail_file(reading, "opened") : read_lines(reading, label, rule);
    if (reading->file != NULL)
        (void)fclose(reading->file);
    free(reading->line);
    free(reading->scratch);
    free(reading);
    return result;
}
