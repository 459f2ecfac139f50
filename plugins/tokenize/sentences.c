#include "properties.h"
#include "segment.h"

/* How far a possible end of the sentence has been read: SATerm, then Close*, then Sp*. */
enum stage { NONE, TERMINATED, CLOSED, SPACED };

/* What stands to the left, without what SB5 passes over. */
struct left {
    enum sentence_class last;
    enum stage stage;
    bool aterm;          /* the terminator is an ATerm: a full stop, which may belong to an abbreviation */
    bool letter_stopped; /* an upper or lower case letter stands before that ATerm */
};

static bool is_separator(enum sentence_class class)
{
    return class == SENTENCE_SEPARATOR || class == SENTENCE_CR || class == SENTENCE_LF;
}

static bool is_ignored(enum sentence_class class)
{
    return class == SENTENCE_EXTEND || class == SENTENCE_FORMAT;
}

/* SB8: whether a lower case letter comes before anything that would say otherwise. One full stop is asked about once,
 * and the search ends at the next, so that all of them together read the text once. */
static bool lower_follows(const char *text, size_t length, size_t at)
{
    while (at < length) {
        switch (property_sentence(property_next(text, &at))) {
        case SENTENCE_LOWER:
            return true;
        case SENTENCE_UPPER:
        case SENTENCE_LETTER:
        case SENTENCE_SEPARATOR:
        case SENTENCE_CR:
        case SENTENCE_LF:
        case SENTENCE_STERM:
        case SENTENCE_ATERM:
            return false;
        default:
            break;
        }
    }
    return false;
}

/* SB6 to SB11 behind a terminator. The character of class `right` begins at `at`. */
static bool goes_on(const struct left *left, enum sentence_class right, const char *text, size_t length, size_t at)
{
    switch (right) {
    case SENTENCE_CONTINUE:
    case SENTENCE_STERM:
    case SENTENCE_ATERM:
    case SENTENCE_SPACE:
    case SENTENCE_SEPARATOR:
    case SENTENCE_CR:
    case SENTENCE_LF:
        return true;
    case SENTENCE_CLOSE:
        if (left->stage != SPACED)
            return true;
        break;
    case SENTENCE_NUMERIC:
        if (left->aterm && left->stage == TERMINATED)
            return true;
        break;
    case SENTENCE_UPPER:
        if (left->letter_stopped && left->stage == TERMINATED)
            return true;
        break;
    default:
        break;
    }
    return left->aterm && lower_follows(text, length, at);
}

static void pass(struct left *left, enum sentence_class class)
{
    const bool stopped = left->last == SENTENCE_UPPER || left->last == SENTENCE_LOWER;
    if (class == SENTENCE_ATERM || class == SENTENCE_STERM) {
        left->stage = TERMINATED;
        left->aterm = class == SENTENCE_ATERM;
        left->letter_stopped = left->aterm && stopped;
    } else if (class == SENTENCE_CLOSE && (left->stage == TERMINATED || left->stage == CLOSED)) {
        left->stage = CLOSED;
    } else if (class == SENTENCE_SPACE && left->stage != NONE) {
        left->stage = SPACED;
    } else {
        left->stage = NONE;
    }
    left->last = class;
}

size_t segment_sentence(const char *text, size_t length, size_t at)
{
    struct left left = {.last = SENTENCE_OTHER};
    size_t end = at;
    while (end < length) {
        size_t next = end;
        const enum sentence_class class = property_sentence(property_next(text, &next));
        if (is_separator(left.last) && !(left.last == SENTENCE_CR && class == SENTENCE_LF))
            break;
        if (!is_ignored(class)) {
            if (left.stage != NONE && !goes_on(&left, class, text, length, end))
                break;
            pass(&left, class);
        }
        end = next;
    }
    return end;
}
