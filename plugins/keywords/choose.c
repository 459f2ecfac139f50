#include "choose.h"

/* Only +, -, * and / of doubles, in a fixed order: the same bytes on every machine. The values were chosen by how well
 * keywords foretell headlines; see the README. */
static const double name_worth = 0.2;   /* what is always a name is worth so much more */
static const double length_cost = 0.25; /* of each word beyond the first */
static const double commonness = 8;     /* added to the rarity of a word */
static const double place_worth = 10;   /* what comes at the very beginning is worth so much more */
static const double place_fall = 0.03;  /* by token */

enum { ALONE_MIN = 3 }; /* words that are less rare are parts of keywords, but none: "new", "president" */

/* One mention of a phrase of several common words proves nothing. */
static bool is_candidate(const struct phrase *phrase)
{
    return phrase->hash != 0 &&
           (phrase->tokens == 1 ? phrase->rarity >= ALONE_MIN : phrase->count > 1 || phrase->names > 0);
}

static double score_of(const struct phrase *phrase)
{
    const double name = (double)phrase->names / phrase->count;
    const double place = 1 / (1 + place_fall * phrase->first);
    const double worth = (phrase->rarity + commonness * phrase->tokens) / (1 + length_cost * (phrase->tokens - 1));
    return phrase->count * worth * (1 + name_worth * name) * (1 + place_worth * place);
}

struct heap {
    struct phrase **at; /* the best first */
    size_t count;
};

/* Of equals the earlier, then the longer. */
static bool better(const struct phrase *a, const struct phrase *b)
{
    if (a->score < b->score || a->score > b->score)
        return a->score > b->score;
    return a->first != b->first ? a->first < b->first : a->tokens > b->tokens;
}

static void sink(const struct heap *heap, size_t at)
{
    struct phrase *const moved = heap->at[at];
    for (size_t child; (child = 2 * at + 1) < heap->count; at = child) {
        if (child + 1 < heap->count && better(heap->at[child + 1], heap->at[child]))
            child++;
        if (!better(heap->at[child], moved))
            break;
        heap->at[at] = heap->at[child];
    }
    heap->at[at] = moved;
}

static struct phrase *take(struct heap *heap)
{
    struct phrase *best = heap->at[0];
    heap->at[0] = heap->at[--heap->count];
    if (heap->count > 0)
        sink(heap, 0);
    return best;
}

/* Whether half of the phrase's words or more are in a chosen one. */
static bool is_covered(const struct phrases *phrases, const struct phrase *phrase)
{
    unsigned covered = 0, words = 0;
    for (size_t i = phrase->first; i < (size_t)phrase->first + phrase->tokens; i++) {
        const struct phrase *word = phrases_at(phrases, i, 1);
        words += word != NULL;
        covered += word != NULL && word->covered;
    }
    return 2 * covered >= words && covered > 0;
}

/* With "Cruz", "Ted Cruz" is covered, and so "Ted". */
static void cover(const struct phrases *phrases, const struct phrase *phrase)
{
    for (size_t i = phrase->first; i < (size_t)phrase->first + phrase->tokens; i++) {
        struct phrase *word = phrases_at(phrases, i, 1);
        if (word != NULL)
            word->covered = true;
    }
}

double choose_best(struct phrases *phrases, struct leat_doc *doc, size_t wanted)
{
    struct heap heap = {.at = leat_doc_alloc(doc, (phrases->count + 1) * sizeof *heap.at)};
    if (heap.at == NULL)
        return 0;
    for (size_t i = 0; i < phrases->slots; i++)
        if (is_candidate(&phrases->at[i])) {
            phrases->at[i].score = score_of(&phrases->at[i]);
            heap.at[heap.count++] = &phrases->at[i];
        }
    for (size_t i = heap.count / 2; i > 0; i--)
        sink(&heap, i - 1);
    double best = 0;
    for (size_t chosen = 0; chosen < wanted && heap.count > 0;) {
        struct phrase *phrase = take(&heap);
        if (is_covered(phrases, phrase)) {
            if (phrase->names > 0)
                cover(phrases, phrase);
            continue;
        }
        phrase->chosen = true;
        best = chosen == 0 ? phrase->score : best;
        cover(phrases, phrase);
        chosen++;
    }
    return best;
}
