#include "boundary.h"

#include "chunk.h"
#include "english_words.h"
#include "lesson.h"
#include "scanner.h"

#include <assert.h>

/* --- what is seen ------------------------------------------------------------------------------------------------- */

/* The two chunks before the place and the two behind it, and the one that begins the sentence. */
struct view {
    struct chunk before, last, next, after, first;
    unsigned last_class, next_class;
    unsigned length; /* of the sentence until now: in steps of a factor of 2 */
};

static unsigned class_of(const struct scanner *s, const struct chunk *chunk)
{
    const size_t length = chunk->end - chunk->begin;
    return length == 0 || length > ENGLISH_LONGEST
               ? 0
               : english_classes_hashed(chunk->word, s->text + chunk->begin, length);
}

static unsigned steps(size_t length)
{
    enum { MOST = 9 };
    const unsigned count = 63 - (unsigned)__builtin_clzll(length | 1);
    return count < MOST ? count : MOST;
}

/* Behind the chunk and the blanks that stand at its end. */
static size_t skip_blanks(const struct scanner *s, const struct chunk *chunk)
{
    enum { MOST = CHUNK_LONGEST + 8 };
    size_t at = chunk->end;
    const size_t limit = s->length - at > MOST ? at + MOST : s->length;
    while (at < limit && s->text[at] > ' ')
        at++;
    while (at < limit && s->text[at] == ' ')
        at++;
    return at;
}

static struct view look(struct scanner *s, const struct boundary *boundary)
{
    struct view view = {.length = steps(boundary->end - s->sentence)};
    const size_t begin = chunk_begin(s->text, s->sentence, boundary->end);
    const size_t blank = begin - (begin > s->sentence && s->text[begin - 1] == ' ');
    view.before = chunk_read(s->text, chunk_begin(s->text, s->sentence, blank), blank);
    view.last = chunk_read(s->text, begin, boundary->end);
    view.next = chunk_read(s->text, boundary->next, s->length);
    view.after = chunk_read(s->text, skip_blanks(s, &view.next), s->length);
    if (s->first.head == 0 && s->first.shape == 0)
        s->first = chunk_read(s->text, s->sentence, s->length);
    view.first = s->first;
    view.last_class = class_of(s, &view.last);
    view.next_class = class_of(s, &view.next);
    return view;
}

/* --- what it counts as -------------------------------------------------------------------------------------------- */

static uint32_t slot(uint32_t a, uint32_t b)
{
    uint32_t hash = a * 0x9E3779B1u;
    hash = (hash ^ hash >> 15) + b;
    hash *= 0x85EBCA6Bu;
    hash = (hash ^ hash >> 13) * 0xC2B2AE35u;
    return hash >> (32 - BOUNDARY_BITS);
}

/* First letter, whether all is in capitals, and the length, without the rest. */
static unsigned coarse(const struct chunk *chunk)
{
    return (chunk->shape & CHUNK_FIRST) | (chunk->shape & (CHUNK_HAS_LOWER | CHUNK_HAS_UPPER));
}

static unsigned width(const struct chunk *chunk)
{
    const size_t length = chunk->end - chunk->begin;
    return length < 4 ? (unsigned)length : length < 7 ? 4 : 5;
}

void boundary_features(struct scanner *s, const struct boundary *boundary, uint32_t features[BOUNDARY_FEATURES])
{
    const struct view view = look(s, boundary);
    const uint32_t spaced = boundary->next > boundary->end;
    const uint32_t kind =
        (uint32_t)boundary->kind << 3 | spaced << 2 | (uint32_t)boundary->closed << 1 | (uint32_t)boundary->rule;
    const uint32_t last = view.last.shape << 3 | width(&view.last), next = view.next.shape << 3 | width(&view.next);
    size_t count = 0;
#define FEATURE(a, b) features[count] = slot((uint32_t)(a) + (uint32_t)count * 0x51ED27u, (uint32_t)(b)), count++
    FEATURE(kind, 0);
    FEATURE(kind, view.last.tail);
    FEATURE(kind, view.last.word);
    FEATURE(kind, last);
    FEATURE(kind, view.next.word ^ view.next.head);
    FEATURE(kind, next ^ view.next.head);
    FEATURE(kind, view.next.tail ^ coarse(&view.next));
    FEATURE(kind << 8 | coarse(&view.last), coarse(&view.next) ^ view.last.tail ^ view.next.head * 3);
    FEATURE(kind, view.before.word);
    FEATURE(kind << 8 | coarse(&view.before), coarse(&view.last) ^ view.before.tail);
    FEATURE(kind << 8 | view.length, view.last.tail ^ coarse(&view.last));
    FEATURE(kind, view.first.word ^ view.first.head);
    FEATURE(kind << 8 | coarse(&view.first), view.length << 8 | coarse(&view.next));
    FEATURE(kind << 11 | view.last_class, coarse(&view.next) | view.next_class << 8);
    FEATURE(kind << 11 | view.next_class, coarse(&view.after));
    FEATURE(view.last.word, view.next.word);
    FEATURE(view.last.word, coarse(&view.next) ^ view.last.tail);
    FEATURE(view.next.word ^ view.next.head, coarse(&view.last) ^ view.last.tail);
    FEATURE(view.next.word, view.after.word);
    FEATURE(view.before.word, view.last.word);
#undef FEATURE
    assert(count == BOUNDARY_FEATURES);
}

/* --- the decision ------------------------------------------------------------------------------------------------- */

bool boundary_ends(struct scanner *s, const struct boundary *boundary)
{
    uint32_t features[BOUNDARY_FEATURES];
    if (!scanner_asks(s))
        return boundary->rule;
    boundary_features(s, boundary, features);
    if (s->weights == NULL)
        return lesson_note(s->lesson, boundary, features);
    int sum = 0;
    for (size_t i = 0; i < BOUNDARY_FEATURES; i++)
        sum += s->weights[features[i]];
    return sum > 0;
}
