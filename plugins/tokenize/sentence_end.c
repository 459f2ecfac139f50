#include "scanner.h"

#include "english_words.h"

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
        } else if (strchr("\"')]}", byte) == NULL || byte == 0) {
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
                : byte == 0 || strchr("\"'([{`", byte) == NULL)
            break;
        at = next;
    }
    return at;
}

/* Whether there is a quote among the quotes and brackets from `at` to `end`. */
static bool has_quote(const struct scanner *s, size_t at, size_t end)
{
    while (at < end && strchr("\"'`", s->text[at]) == NULL && (unsigned char)s->text[at] < 0x80)
        at++;
    return at < end;
}

/* --- the decision ------------------------------------------------------------------------------------------------- */

enum follower { FOLLOWER_LOWER, FOLLOWER_UPPER, FOLLOWER_DIGIT, FOLLOWER_PUNCTUATION, FOLLOWER_OTHER };

/* A place where a sentence may end, and what speaks for and against it. */
struct candidate {
    enum stop stop;
    struct leat_string word; /* before the stop; without it */
    bool at_begin;           /* the word begins the sentence */
    bool closed;             /* a quote or bracket closes behind the stop */
    bool spaced;             /* white space follows */
    bool quoted;             /* a quote closes behind the stop, or opens before the next word */
    size_t next;             /* where that word begins */
    enum follower follower;  /* and what it is */
};

static enum follower follower_at(const struct scanner *s, size_t at)
{
    const unsigned char byte = scanner_byte(s, at);
    if (byte < 0x80) {
        if (is_lower(byte))
            return FOLLOWER_LOWER;
        if (is_upper(byte))
            return FOLLOWER_UPPER;
        if (is_digit(byte))
            return FOLLOWER_DIGIT;
        return byte != 0 && strchr(".!?,;:)]}", byte) != NULL ? FOLLOWER_PUNCTUATION : FOLLOWER_OTHER;
    }
    switch (property_sentence(property_next(s->text, &at))) {
    case SENTENCE_LOWER:
        return FOLLOWER_LOWER;
    case SENTENCE_UPPER:
        return FOLLOWER_UPPER;
    case SENTENCE_NUMERIC:
        return FOLLOWER_DIGIT;
    default:
        return FOLLOWER_OTHER;
    }
}

/* Whether the next word begins sentences rather than names. */
static bool is_starter(const struct scanner *s, const struct candidate *c)
{
    if (c->follower != FOLLOWER_UPPER || scanner_byte(s, c->next) >= 0x80)
        return false;
    size_t end = c->next;
    while (end - c->next <= ENGLISH_LONGEST && is_letter(scanner_byte(s, end)))
        end++;
    return (english_classes(s->text + c->next, end - c->next) & ENGLISH_STARTER) != 0;
}

/* Whether from c->next on stands who says what was quoted: words with capitals, then a verb of speech ("Ana Moss
 * asked"). */
static bool is_attribution(const struct scanner *s, const struct candidate *c)
{
    enum { WORDS = 4 };
    size_t at = c->next;
    for (int word = 0; word < WORDS; word++) {
        const size_t end = scanner_run(s, at);
        if (word > 0 && is_lower(scanner_byte(s, at)))
            return (english_classes(s->text + at, end - at) & ENGLISH_SPEECH) != 0;
        if (end == at || !is_upper(scanner_byte(s, at)) || scanner_byte(s, end) != ' ')
            return false;
        at = end + 1;
    }
    return false;
}

/* "the makers of Mamma Mia! said": the mark belongs to a name. */
static bool is_title_end(const struct candidate *c)
{
    return c->word.length > 0 && !c->at_begin && is_upper((unsigned char)*c->word.at);
}

/* "1.", "2.1." or "b." at the head of a sentence numbers what follows. */
static bool is_list_number(const struct candidate *c)
{
    if (!c->at_begin || c->word.length == 0 || c->word.length > 5)
        return false;
    for (size_t i = 0; i < c->word.length; i++)
        if (!is_digit((unsigned char)c->word.at[i]) && c->word.at[i] != '.')
            return c->word.length == 1 && is_letter((unsigned char)c->word.at[i]);
    return true;
}

/* What an abbreviation ends with, a name may follow: only a quote or a word that begins sentences tells. */
static bool abbreviation_ends(const struct scanner *s, const struct candidate *c)
{
    if (c->word.length == 1)
        return is_upper((unsigned char)*c->word.at) && !is_list_number(c) && is_starter(s, c);
    const unsigned classes = english_classes(c->word.at, c->word.length);
    if ((classes & (ENGLISH_TITLE | ENGLISH_NUMBER)) != 0 || c->follower == FOLLOWER_LOWER ||
        c->follower == FOLLOWER_DIGIT || is_list_number(c))
        return false;
    return c->quoted || is_starter(s, c) || leat_string_equal(c->word, leat_string("etc"));
}

/* "the week.The police": a space was lost. */
static bool runs_together(const struct scanner *s, const struct candidate *c)
{
    return c->stop != STOP_ABBREVIATION && c->follower == FOLLOWER_UPPER && !c->closed && c->word.length > 1 &&
           is_lower((unsigned char)c->word.at[c->word.length - 1]) && !is_upper(scanner_byte(s, c->next + 1));
}

static bool ends_sentence(const struct scanner *s, const struct candidate *c)
{
    if (c->stop == STOP_WIDE)
        return true;
    if (!c->spaced)
        return runs_together(s, c);
    if (c->follower == FOLLOWER_PUNCTUATION)
        return false;
    switch (c->stop) {
    case STOP_FULL:
        return !is_list_number(c) && (c->follower != FOLLOWER_LOWER || !c->closed);
    case STOP_ABBREVIATION:
        return abbreviation_ends(s, c);
    case STOP_MARK:
        return !(c->closed && is_attribution(s, c)) &&
               (c->follower != FOLLOWER_LOWER || !(c->closed || is_title_end(c)));
    default:
        return c->follower != FOLLOWER_LOWER && !c->at_begin;
    }
}

/* --- ending ------------------------------------------------------------------------------------------------------- */

static void end_sentence(struct scanner *s, size_t end, size_t next)
{
    if (end > s->sentence)
        spans_push(&s->sentences, s->sentence, end);
    s->sentence = next;
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

void scanner_stop(struct scanner *s, enum stop stop, size_t word)
{
    size_t lines = 0;
    const size_t after = skip_closers(s, s->at), next = scanner_skip_space(s, after, &lines);
    s->stopped = after;
    if (next == s->length || lines > 1 || (lines == 1 && s->options.newline == NEWLINE_PARAGRAPH))
        return;
    const size_t first = skip_openers(s, next);
    const size_t word_end = stop == STOP_WIDE || stop == STOP_ELLIPSIS ? word : s->end - 1;
    const struct candidate candidate = {
        .stop = stop,
        .word = {s->text + word, word_end > word ? word_end - word : 0},
        .at_begin = word <= s->sentence,
        .closed = after > s->at,
        .spaced = next > after,
        .quoted = has_quote(s, s->at, after) || has_quote(s, next, first),
        .next = first,
        .follower = follower_at(s, first),
    };
    if (!ends_sentence(s, &candidate))
        return;
    take_closers(s, after);
    end_sentence(s, after, next);
    s->at = next;
}

/* A line that neither ends with a stop nor is a short one (an item, a headline), before one that begins with a small
 * letter: a paragraph that somebody wrapped. */
static bool reads_on(const struct scanner *s, size_t next)
{
    enum { SHORT_LINE = 40 };
    return s->stopped != s->end && s->end - s->line >= SHORT_LINE && follower_at(s, next) == FOLLOWER_LOWER;
}

void scanner_line_end(struct scanner *s)
{
    size_t lines = 0;
    const size_t next = scanner_skip_space(s, s->at, &lines);
    if (lines > 1 || (s->options.newline == NEWLINE_PARAGRAPH && !reads_on(s, next)))
        end_sentence(s, s->end, next);
    s->line = s->at = next;
}

void scanner_finish(struct scanner *s)
{
    end_sentence(s, s->end, s->length);
}
