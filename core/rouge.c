#include "rouge.h"

#include "layer.h"

#include <stdlib.h>

/* A text as numbers of words. */
struct words {
    uint32_t *at;
    size_t count, capacity;
    size_t *ends; /* of each sentence, in words */
    size_t sentences;
};

struct work {
    struct labels vocabulary;
    struct arena arena;
    struct words candidate, reference;
};

static const char *const names[ROUGE_KINDS] = {"ROUGE-1", "ROUGE-2", "ROUGE-L"};

const char *rouge_name(enum rouge_kind kind)
{
    return names[kind];
}

static struct rouge_measure make_measure(size_t hits, size_t candidate, size_t reference)
{
    struct rouge_measure measure = {.precision = candidate == 0 ? 0 : (double)hits / (double)candidate,
                                    .recall = reference == 0 ? 0 : (double)hits / (double)reference};
    if (hits > 0)
        measure.f1 = 2 * measure.precision * measure.recall / (measure.precision + measure.recall);
    return measure;
}

/* --- words -------------------------------------------------------------------------------------------------------- */

static bool in_word(unsigned char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || byte >= 0x80;
}

static bool add_word(struct work *work, struct words *words, struct leat_string word)
{
    char *lower = arena_copy(&work->arena, word.at, word.length);
    void *at = words->at;
    if (lower == NULL || !memory_grow(&at, &words->capacity, words->count + 1, sizeof *words->at))
        return false;
    words->at = at;
    for (size_t i = 0; i < word.length; i++)
        lower[i] += lower[i] >= 'A' && lower[i] <= 'Z' ? 'a' - 'A' : 0;
    const uint32_t number = labels_intern(&work->vocabulary, &work->arena, (struct leat_string){lower, word.length});
    words->at[words->count++] = number;
    return number != LABEL_NONE;
}

static bool add_sentence(struct work *work, struct words *words, struct leat_string sentence)
{
    for (size_t at = 0; at < sentence.length;) {
        size_t end = at;
        while (end < sentence.length && in_word((unsigned char)sentence.at[end]))
            end++;
        if (end > at && !add_word(work, words, (struct leat_string){sentence.at + at, end - at}))
            return false;
        at = end + 1;
    }
    words->ends[words->sentences++] = words->count;
    return true;
}

static bool split(struct work *work, struct words *words, struct rouge_text text)
{
    words->ends = calloc(text.count + 1, sizeof *words->ends);
    bool good = words->ends != NULL;
    for (size_t i = 0; good && i < text.count; i++)
        good = add_sentence(work, words, text.sentences[i]);
    return good;
}

/* --- sequences of n words ----------------------------------------------------------------------------------------- */

static int compare(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The sequences of one or two words, sorted, to be freed. */
static uint64_t *sequences(const struct words *words, size_t size, size_t *count)
{
    *count = words->count < size ? 0 : words->count - size + 1;
    uint64_t *row = calloc(*count + 1, sizeof *row);
    if (row == NULL)
        return NULL;
    for (size_t i = 0; i < *count; i++)
        row[i] = size == 1 ? words->at[i] : (uint64_t)words->at[i] << 32 | words->at[i + 1];
    qsort(row, *count, sizeof *row, compare);
    return row;
}

static bool measure_sequences(const struct work *work, size_t size, struct rouge_measure *measure)
{
    size_t candidates = 0, references = 0, hits = 0;
    uint64_t *candidate = sequences(&work->candidate, size, &candidates);
    uint64_t *reference = sequences(&work->reference, size, &references);
    const bool good = candidate != NULL && reference != NULL;
    for (size_t i = 0, j = 0; good && i < candidates && j < references;) {
        const int order = compare(&candidate[i], &reference[j]);
        hits += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    free(reference);
    free(candidate);
    *measure = make_measure(hits, candidates, references);
    return good;
}

/* --- longest common subsequences ---------------------------------------------------------------------------------- */

struct sequence {
    const uint32_t *at;
    size_t length;
};

static struct sequence sentence(const struct words *words, size_t index)
{
    const size_t begin = index == 0 ? 0 : words->ends[index - 1];
    return (struct sequence){words->at == NULL ? NULL : words->at + begin, words->ends[index] - begin};
}

/* Marks in `hit` the words of `reference` that stand in a longest common subsequence with `candidate`: of several the
 * one that the walk back from the ends meets first, which leaves words of the reference before those of the candidate.
 */
static bool mark_common(struct sequence reference, struct sequence candidate, bool *hit)
{
    const size_t row = candidate.length + 1;
    uint32_t *longest = calloc((reference.length + 1) * row, sizeof *longest);
    if (longest == NULL)
        return false;
    for (size_t i = 1; i <= reference.length; i++)
        for (size_t j = 1; j <= candidate.length; j++) {
            const uint32_t up = longest[(i - 1) * row + j], left = longest[i * row + j - 1];
            longest[i * row + j] = reference.at[i - 1] == candidate.at[j - 1] ? longest[(i - 1) * row + j - 1] + 1
                                   : up > left                                ? up
                                                                              : left;
        }
    for (size_t i = reference.length, j = candidate.length; i > 0 && j > 0;) {
        if (reference.at[i - 1] == candidate.at[j - 1])
            hit[--i] = true, j--;
        else if (longest[i * row + j - 1] > longest[(i - 1) * row + j])
            j--;
        else
            i--;
    }
    free(longest);
    return true;
}

static bool measure_common(const struct work *work, struct rouge_measure *measure)
{
    const struct words *candidate = &work->candidate, *reference = &work->reference;
    bool *hit = calloc(reference->count + 1, sizeof *hit);
    size_t *left = calloc(work->vocabulary.count + 1, sizeof *left); /* of each word, not yet hit in the candidate */
    bool good = hit != NULL && left != NULL;
    for (size_t i = 0; good && i < candidate->count; i++)
        left[candidate->at[i]]++;
    for (size_t i = 0; i < reference->sentences; i++)
        for (size_t j = 0; good && j < candidate->sentences; j++)
            good = mark_common(sentence(reference, i), sentence(candidate, j),
                               hit + (i == 0 ? 0 : reference->ends[i - 1]));
    size_t hits = 0;
    for (size_t i = 0; good && i < reference->count; i++)
        if (hit[i] && left[reference->at[i]] > 0) {
            left[reference->at[i]]--;
            hits++;
        }
    free(left);
    free(hit);
    *measure = make_measure(hits, candidate->count, reference->count);
    return good;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

bool rouge_measure(struct rouge_text candidate, struct rouge_text reference, struct rouge_measure measures[ROUGE_KINDS])
{
    struct work work = {0};
    const bool good = split(&work, &work.candidate, candidate) && split(&work, &work.reference, reference) &&
                      measure_sequences(&work, 1, &measures[ROUGE_1]) &&
                      measure_sequences(&work, 2, &measures[ROUGE_2]) && measure_common(&work, &measures[ROUGE_L]);
    free(work.reference.ends);
    free(work.reference.at);
    free(work.candidate.ends);
    free(work.candidate.at);
    labels_free(&work.vocabulary);
    arena_free(&work.arena);
    return good;
}
