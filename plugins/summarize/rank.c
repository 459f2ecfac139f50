#include "rank.h"

#include <stdlib.h>

/* Only +, -, * and / of doubles, in a fixed order: the same bytes on every machine. Values tuned on news articles with
 * highlights; see the README. */
static const double position_fall = 0.7; /* how fast the worth of a place falls */
static const double centrality = 0.4;
static const double redundancy = 0.3;
static const double repetition = 0.85; /* of what a sentence says, said before: it is left out */
enum { SHARED_MAX = 8, LENGTH_NORM = 5 };

/* What a term is worth: how many other sentences have it. */
static double worth(const struct terms *terms, uint32_t id)
{
    const uint32_t count = terms->counts[id];
    return (double)(count < SHARED_MAX ? count : SHARED_MAX) - 1;
}

void rank_score(const struct terms *terms, const double *fitness, size_t sentences, double *scores)
{
    for (size_t i = 0; i < sentences; i++) {
        const uint32_t begin = terms_begin(terms, i), end = terms->ends[i];
        double shared = 0;
        for (uint32_t at = begin; at < end; at++)
            shared += worth(terms, terms->ids[at]);
        const double position = 1 / (1 + position_fall * (double)i);
        scores[i] = fitness[i] * (position + centrality * shared / ((double)(end - begin) + LENGTH_NORM));
    }
}

/* Whether `a` is worse than `b`; of equals the later is. */
static bool worse(const struct choice *a, const struct choice *b)
{
    return a->score < b->score || (a->score <= b->score && a->sentence > b->sentence);
}

/* Restores the heap, whose root is its worst, below `at`. */
static void sink(struct choice *heap, size_t count, size_t at)
{
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && worse(&heap[child + 1], &heap[child]))
            child++;
        if (!worse(&heap[child], &heap[at]))
            return;
        const struct choice swap = heap[at];
        heap[at] = heap[child];
        heap[child] = swap;
    }
}

/* The best `room` sentences by score alone, in no order. */
static size_t gather(const double *scores, size_t sentences, struct choice *pool, size_t room)
{
    size_t count = 0;
    for (size_t i = 0; i < sentences; i++) {
        const struct choice candidate = {.sentence = (uint32_t)i, .score = scores[i]};
        if (candidate.score <= 0)
            continue;
        if (count < room) {
            pool[count++] = candidate;
            for (size_t at = count / 2; count == room && at > 0; at--)
                sink(pool, count, at - 1);
        } else if (worse(&pool[0], &candidate)) {
            pool[0] = candidate;
            sink(pool, count, 0);
        }
    }
    return count;
}

/* How much of what the sentence says the chosen ones have said, between 0 and 1. */
static double overlap(const struct terms *terms, size_t sentence, const bool *covered)
{
    double all = 0, said = 0;
    for (uint32_t at = terms_begin(terms, sentence); at < terms->ends[sentence]; at++) {
        const double weight = 1 + worth(terms, terms->ids[at]);
        all += weight;
        said += covered[terms->ids[at]] ? weight : 0;
    }
    return all > 0 ? said / all : 0;
}

static int by_place(const void *a, const void *b)
{
    const uint32_t left = ((const struct choice *)a)->sentence, right = ((const struct choice *)b)->sentence;
    return (left > right) - (left < right);
}

/* The candidate, of those from `taken` on, that adds most; `count` where none adds anything. */
static size_t best_of(const struct terms *terms, const struct choice *pool, size_t taken, size_t count,
                      const bool *covered)
{
    size_t best = count;
    double best_score = 0;
    for (size_t i = taken; i < count; i++) {
        const double said = overlap(terms, pool[i].sentence, covered);
        const double score = said > repetition ? 0 : pool[i].score * (1 - redundancy * said);
        if (score > best_score || (best < count && score >= best_score && pool[i].sentence < pool[best].sentence)) {
            best_score = score;
            best = i;
        }
    }
    return best;
}

size_t rank_choose(const struct terms *terms, const double *scores, size_t sentences, size_t wanted,
                   struct choice *chosen, bool *covered)
{
    const size_t count = gather(scores, sentences, chosen, rank_pool(wanted));
    double top = 0;
    size_t taken = 0;
    for (size_t best; taken < wanted && (best = best_of(terms, chosen, taken, count, covered)) < count; taken++) {
        const struct choice swap = chosen[taken];
        chosen[taken] = chosen[best];
        chosen[best] = swap;
        top = chosen[taken].score > top ? chosen[taken].score : top;
        for (uint32_t at = terms_begin(terms, chosen[taken].sentence); at < terms->ends[chosen[taken].sentence]; at++)
            covered[terms->ids[at]] = true;
    }
    qsort(chosen, taken, sizeof *chosen, by_place);
    for (size_t i = 0; i < taken; i++)
        chosen[i].score /= top;
    return taken;
}
