#include "fitness.h"

enum { WORDS_MIN = 5, SCRAP_WORDS = 8, WORDS_LONG = 40, BYLINE_SMALL = 2, BYLINE_WORDS = 10, NOTICE_WORDS = 14 };

static const double leaning = 0.9, quoting = 0.8;

double fitness_of(const struct looks *looks)
{
    const unsigned marks = looks->marks, never = LOOKS_SMALL | LOOKS_LABEL | LOOKS_ADDRESS | LOOKS_CUT | LOOKS_CREDIT;
    if ((marks & never) != 0 || (marks & LOOKS_CLOSED) == 0 || looks->words < WORDS_MIN || looks->small == 0)
        return 0;
    if (((marks & LOOKS_SPEECH) != 0 && looks->words < SCRAP_WORDS) ||
        ((marks & LOOKS_BYLINE) != 0 && looks->small <= BYLINE_SMALL && looks->words <= BYLINE_WORDS) ||
        ((marks & LOOKS_NOTICE) != 0 && looks->words < NOTICE_WORDS))
        return 0;
    double fitness = (marks & LOOKS_LEANING) != 0 ? leaning : 1;
    if ((marks & LOOKS_QUOTING) != 0)
        fitness *= quoting;
    if (looks->words > WORDS_LONG)
        fitness *= (double)WORDS_LONG / looks->words;
    return fitness;
}

void fitness_fill(const struct reading *reading, double *fitness)
{
    bool any = false;
    for (size_t i = 0; i < reading->sentences; i++) {
        fitness[i] = fitness_of(&reading->looks[i]);
        any = any || fitness[i] > 0;
    }
    for (size_t i = 0; !any && i < reading->sentences; i++)
        fitness[i] = reading->words == 0 || reading->looks[i].words > 0 ? 1 : 0;
}
