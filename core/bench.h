/* How fast a pipeline is, and where its time goes: records read once, then worked off in this process again and again.
 */
#ifndef BENCH_H
#define BENCH_H

#include "config.h"

struct bench {
    uint64_t *times;    /* nanoseconds of each step, in the round in which it was fastest */
    uint64_t whole;     /* of the fastest round */
    uint64_t bytes;     /* of the records */
    uint64_t documents; /* in one round, all that were read */
    uint64_t dead, dropped;
    unsigned rounds;
    size_t step_count;
};

enum { BENCH_INPUT_MAX = 256 << 20 }; /* bytes of records; what is beyond is left out */

/* Runs rounds for about `seconds`, three at least. False where the pipeline can't go on. Release it in either case. */
bool bench_measure(struct bench *bench, const struct config *config, double seconds, struct leat_error *error);
void bench_free(struct bench *bench);

#endif
