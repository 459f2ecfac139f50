#include "choose.h"
#include "score.h"

static const double redundancy = 0.3;
static const double repetition = 0.85; /* of what a sentence says, said before: it is left out */
enum { LOOKS_MAX = 16 };

/* A score is true for as many taken sentences as it has seen. What is said only grows, so that an old score is at
 * least the true one, and only the best needs another look (a lazy greedy choice). No candidate is looked at more than
 * LOOKS_MAX times, which keeps long summaries of long documents near linear. */
struct candidate {
    double score;
    uint32_t sentence;
    uint32_t seen; /* sentences that were taken when it was scored */
    uint32_t looks;
};

struct heap {
    struct candidate *at; /* the best first */
    size_t count;
};

static bool better(const struct candidate *a, const struct candidate *b)
{
    return a->score > b->score || (a->score >= b->score && a->sentence < b->sentence);
}

/* Restores the heap below `at`. */
static void sink(const struct heap *heap, size_t at)
{
    const struct candidate moved = heap->at[at];
    for (size_t child; (child = 2 * at + 1) < heap->count; at = child) {
        if (child + 1 < heap->count && better(&heap->at[child + 1], &heap->at[child]))
            child++;
        if (!better(&heap->at[child], &moved))
            break;
        heap->at[at] = heap->at[child];
    }
    heap->at[at] = moved;
}

static void drop_first(struct heap *heap)
{
    heap->at[0] = heap->at[--heap->count];
    if (heap->count > 0)
        sink(heap, 0);
}

static void fill(struct heap *heap, const double *scores, size_t sentences)
{
    for (size_t i = 0; i < sentences; i++)
        if (scores[i] > 0)
            heap->at[heap->count++] = (struct candidate){.score = scores[i], .sentence = (uint32_t)i};
    for (size_t at = heap->count / 2; at > 0; at--)
        sink(heap, at - 1);
}

/* How much of what the sentence says has been said, between 0 and 1. */
static double overlap(const struct reading *reading, size_t sentence, const bool *covered)
{
    uint32_t all = 0, said = 0;
    for (uint32_t at = reading_begin(reading, sentence); at < reading->ends[sentence]; at++) {
        const uint32_t weight = reading_count(reading, reading->ids[at], SCORE_SHARED_MAX);
        all += weight;
        said += covered[reading->ids[at]] ? weight : 0;
    }
    return all > 0 ? (double)said / all : 0;
}

/* Whether the sentence fits, which then is taken off the room. */
static bool fits(const struct reading *reading, size_t sentence, size_t taken, struct room *room)
{
    const size_t words = reading->looks[sentence].words;
    if (taken > 0 && words > room->words)
        return false;
    room->words -= words < room->words ? words : room->words;
    room->sentences--;
    return true;
}

void choose_first(const struct reading *reading, const double *scores, struct room room, bool *chosen)
{
    size_t taken = 0;
    for (size_t i = 0; i < reading->sentences && room.sentences > 0; i++) {
        if (scores[i] <= 0)
            continue;
        if (!fits(reading, i, taken, &room))
            return;
        chosen[i] = true;
        taken++;
    }
}

/* Scores the best candidate anew, in the light of what is taken. */
static void look_again(const struct reading *reading, const double *scores, const bool *covered, struct heap *heap,
                       uint32_t taken)
{
    struct candidate *candidate = &heap->at[0];
    const double said = overlap(reading, candidate->sentence, covered);
    candidate->score = scores[candidate->sentence] * (1 - redundancy * said);
    candidate->looks++;
    candidate->seen = taken;
    if (said > repetition)
        drop_first(heap);
    else
        sink(heap, 0);
}

bool choose_best(const struct reading *reading, const double *scores, struct room room, struct leat_doc *doc,
                 bool *chosen)
{
    struct heap heap = {.at = leat_doc_alloc(doc, reading->sentences * sizeof *heap.at)};
    bool *covered = leat_doc_alloc(doc, reading->terms + 1);
    if (heap.at == NULL || covered == NULL)
        return false;
    memset(covered, 0, reading->terms + 1);
    fill(&heap, scores, reading->sentences);
    for (uint32_t taken = 0; heap.count > 0 && room.sentences > 0 && (taken == 0 || room.words > 0);) {
        const uint32_t best = heap.at[0].sentence;
        if (heap.at[0].seen < taken && heap.at[0].looks < LOOKS_MAX) {
            look_again(reading, scores, covered, &heap, taken);
            continue;
        }
        if (fits(reading, best, taken, &room)) {
            chosen[best] = true;
            taken++;
            for (uint32_t at = reading_begin(reading, best); at < reading->ends[best]; at++)
                covered[reading->ids[at]] = true;
        }
        drop_first(&heap);
    }
    return true;
}
