#include "scanner.h"

#include "lesson.h"
#include "stop_rules.h"

/* --- what stands behind a terminator ------------------------------------------------------------------------------ */

size_t scanner_skip_space(const struct scanner *s, size_t at, size_t *lines)
{
    while (at < s->length) {
        const unsigned char byte = (unsigned char)s->text[at];
        size_t next = at + 1;
        if (scanner_kinds[byte] == KIND_LINE_END) {
            *lines += byte == '\f' ? 2 : byte != '\r' || scanner_byte(s, next) != '\n';
        } else if (byte >= 0x80) {
            next = at;
            const uint32_t character = utf8_next(s->text, &next);
            const property of = property_of(character);
            if (!scanner_is_invisible(of))
                break;
            if (property_sentence(of) == SENTENCE_SEPARATOR)
                *lines += character == 0x2029 ? 2 : 1;
        } else if (scanner_kinds[byte] != KIND_SPACE) {
            break;
        }
        at = next;
    }
    return at;
}

/* Behind a note's number, "[3]" or " [3]", at `at`; `at` where there is none. */
static size_t skip_note(const struct scanner *s, size_t at)
{
    const size_t number = at + (scanner_byte(s, at) == ' ') + 1;
    size_t end = number;
    while (end - number < 3 && is_digit(scanner_byte(s, end)))
        end++;
    return scanner_byte(s, number - 1) == '[' && end > number && scanner_byte(s, end) == ']' ? end + 1 : at;
}

static bool closes(unsigned char byte)
{
    switch (byte) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case '}':
        return true;
    default:
        return false;
    }
}

static bool opens(unsigned char byte)
{
    switch (byte) {
    case '"':
    case '\'':
    case '(':
    case '[':
    case '{':
    case '`':
        return true;
    default:
        return false;
    }
}

/* Behind the closing quotes, brackets and notes at `at`. */
static size_t skip_closers(const struct scanner *s, size_t at)
{
    while (at < s->length) {
        const unsigned char byte = (unsigned char)s->text[at];
        size_t next = at + 1;
        if (byte == '[' || byte == ' ') {
            next = skip_note(s, at);
            if (next == at)
                break;
        } else if (byte >= 0x80) {
            next = at;
            const uint32_t character = utf8_next(s->text, &next);
            if (character == 0x201C || character == 0x2018 ||
                property_sentence(property_of(character)) != SENTENCE_CLOSE)
                break;
        } else if (!closes(byte)) {
            break;
        }
        at = scanner_skip_marks(s, next);
    }
    return at;
}

/* Behind the opening quotes and brackets at `at`. */
static size_t skip_openers(const struct scanner *s, size_t at)
{
    while (at < s->length) {
        const unsigned char byte = (unsigned char)s->text[at];
        size_t next = at;
        const uint32_t character = utf8_next(s->text, &next);
        if (byte >= 0x80
                ? property_sentence(property_of(character)) != SENTENCE_CLOSE && character != 0xBF && character != 0xA1
                : !opens(byte))
            break;
        at = next;
    }
    return at;
}

/* Whether there is a quote among the quotes and brackets from `at` to `end`. */
static bool has_quote(const struct scanner *s, size_t at, size_t end)
{
    while (at < end && s->text[at] != '"' && s->text[at] != '\'' && s->text[at] != '`' &&
           (unsigned char)s->text[at] < 0x80)
        at++;
    return at < end;
}

/* --- ending ------------------------------------------------------------------------------------------------------- */

void scanner_end_sentence(struct scanner *s, size_t end, size_t next)
{
    if (end > s->sentence) {
        spans_push(&s->sentences, s->sentence, end);
        if (s->lesson != NULL)
            lesson_sentence(s->lesson, s->sentence, end);
    }
    s->sentence = next;
    s->first = (struct chunk){.begin = next};
}

/* The tokens of what skip_closers has passed. */
static void take_closers(struct scanner *s, size_t end)
{
    while (s->at < end) {
        if (scanner_kind(s, s->at) == KIND_WORD) {
            const size_t begin = s->at;
            s->at = scanner_run(s, begin);
            scanner_token(s, begin, s->at);
        } else if (scanner_kind(s, s->at) == KIND_SPACE) {
            s->at++;
        } else {
            scanner_single(s);
        }
    }
}

/* Whether nothing but signs stands between the sentence's begin and `word`: "- 1." begins with "1" */
static bool is_at_begin(const struct scanner *s, size_t word)
{
    enum { FAR = 6 };
    size_t at = s->sentence;
    while (at < word && word - at < FAR && !is_alnum(scanner_byte(s, at)))
        at++;
    return at >= word;
}

/* What follows the stop after its closing quotes, up to `after`, and white space, up to `next`. */
static struct candidate candidate_at(const struct scanner *s, enum stop stop, size_t word, size_t after, size_t next)
{
    const size_t first = skip_openers(s, next);
    const size_t word_end = stop == STOP_WIDE || stop == STOP_ELLIPSIS ? word : s->end - 1;
    return (struct candidate){
        .stop = stop,
        .word = {s->text + word, word_end > word ? word_end - word : 0},
        .at_begin = is_at_begin(s, word),
        .closed = after > s->at,
        .spaced = next > after,
        .quoted = has_quote(s, s->at, after) || has_quote(s, next, first),
        .next = first,
        .follower = stop_follower(s, first),
    };
}

void scanner_stop(struct scanner *s, enum stop stop, size_t word)
{
    size_t lines = 0;
    const size_t after = skip_closers(s, s->at), next = scanner_skip_space(s, after, &lines);
    s->stopped = after;
    if (next == s->length || lines > 1 || (lines == 1 && s->options.newline == NEWLINE_PARAGRAPH))
        return;
    const struct candidate candidate = candidate_at(s, stop, word, after, next);
    const enum verdict verdict = stop_verdict(s, &candidate);
    const struct boundary boundary = {.kind = (enum boundary_kind)stop,
                                      .closed = candidate.closed,
                                      .rule = verdict >= VERDICT_RATHER_ENDS,
                                      .end = after,
                                      .next = next};
    const bool sure = verdict == VERDICT_ENDS || verdict == VERDICT_GOES_ON;
    if (!(sure ? boundary.rule : boundary_ends(s, &boundary)))
        return;
    take_closers(s, after);
    scanner_end_sentence(s, after, next);
    s->at = next;
}

/* Whether the line up to s->end is a long one, or begins with a capital and has four words: no item, no headline. */
static bool is_prose(const struct scanner *s)
{
    enum { LONG_LINE = 40, SPACES = 3 };
    unsigned spaces = 0;
    if (s->end - s->line >= LONG_LINE)
        return true;
    for (size_t at = s->line; at < s->end; at++)
        spaces += s->text[at] == ' ';
    return is_upper(scanner_byte(s, s->line)) && spaces >= SPACES;
}

/* A line of prose that does not end with a stop, before one that begins with a small letter: a paragraph that somebody
 * wrapped. */
static bool reads_on(const struct scanner *s, size_t next)
{
    return s->stopped != s->end && s->end > s->line && stop_follower(s, next) == FOLLOWER_LOWER && is_prose(s);
}

void scanner_line_end(struct scanner *s)
{
    size_t lines = 0;
    const size_t next = scanner_skip_space(s, s->at, &lines);
    if (lines > 1 || (s->options.newline == NEWLINE_PARAGRAPH && !reads_on(s, next)))
        scanner_end_sentence(s, s->end, next);
    s->line = s->at = next;
}

void scanner_finish(struct scanner *s)
{
    scanner_end_sentence(s, s->end, s->length);
}
