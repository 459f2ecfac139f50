#include "score.h"

/* Only +, -, * and / of doubles, in a fixed order: the same bytes on every machine. The values were chosen on news
 * articles with highlights; see the README. */
static const double position_fall = 0.7; /* how fast the worth of a place falls */
static const double centrality = 0.4;
static const double fact = 0.01; /* a name or figure */
enum { FACTS_MAX = 4, LENGTH_NORM = 5 };

void score_rank(const struct reading *reading, double *scores)
{
    for (size_t i = 0; i < reading->sentences; i++) {
        const uint32_t begin = reading_begin(reading, i), end = reading->ends[i];
        const struct looks *looks = &reading->looks[i];
        const uint32_t facts = looks->names + looks->figures;
        uint32_t shared = 0;
        for (uint32_t at = begin; at < end; at++)
            shared += reading_count(reading, reading->ids[at], SCORE_SHARED_MAX) - 1;
        scores[i] = 1 / (1 + position_fall * (double)i) + centrality * shared / (end - begin + LENGTH_NORM) +
                    fact * (facts < FACTS_MAX ? facts : FACTS_MAX);
    }
}
