#include "score.h"

/* Only +, -, * and / of doubles, in a fixed order: the same bytes on every machine. The values were chosen on news
 * articles with highlights; see the README. */
static const double position_fall = 0.7; /* how fast the worth of a place falls */
static const double centrality = 0.4;
static const double fact = 0.01;   /* a name or figure */
static const double denial = 0.06; /* what is not so is seldom the news */
enum { FACTS_MAX = 2, LENGTH_NORM = 5, HEADER_MIN = 2, HEADING_WORDS = 4 };

/* How many headings, bylines and dates stand above the text. A single short line is how many a text begins. */
static size_t header_of(const struct reading *reading)
{
    size_t header = 0;
    while (header < reading->sentences &&
           (reading->looks[header].words <= HEADING_WORDS || reading->looks[header].small == 0))
        header++;
    return header >= HEADER_MIN ? header : 0;
}

void score_rank(const struct reading *reading, double *scores)
{
    const size_t header = header_of(reading);
    for (size_t i = 0; i < reading->sentences; i++) {
        const double place = i > header ? (double)(i - header) : 0;
        const uint32_t begin = reading_begin(reading, i), end = reading->ends[i];
        const struct looks *looks = &reading->looks[i];
        const uint32_t facts = looks->names + looks->figures;
        uint32_t shared = 0;
        for (uint32_t at = begin; at < end; at++)
            shared += reading_count(reading, reading->ids[at], SCORE_SHARED_MAX) - 1;
        scores[i] = 1 / (1 + position_fall * place) + centrality * shared / (end - begin + LENGTH_NORM) +
                    fact * (facts < FACTS_MAX ? facts : FACTS_MAX) - ((looks->marks & LOOKS_DENIAL) != 0 ? denial : 0);
    }
}
