/* Sums of rows of weights that are on their way from the memory: the machine fetches those of many while the rows of
 * others are still being looked for. */
#ifndef BATCH_H
#define BATCH_H

#include "kernel.h"
#include "model.h"

enum { BATCH = 32, BATCH_ROWS = 80 }; /* so many sums, of so many rows each */

struct batch {
    const struct kernel *kernel;
    const struct model *model;
    uint32_t rows[BATCH][BATCH_ROWS];
    size_t row_counts[BATCH], count;
    int16_t *scores[BATCH];
};

static inline void batch_begin(struct batch *batch, const struct kernel *kernel, const struct model *model)
{
    batch->kernel = kernel;
    batch->model = model;
    batch->count = 0;
}

/* Adds all rows to their scores. */
static inline void batch_end(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++)
        batch->kernel->add_rows(batch->scores[i], batch->model->rows, batch->rows[i], batch->row_counts[i]);
    batch->count = 0;
}

/* Where the caller puts the next rows, BATCH_ROWS at most. */
static inline uint32_t *batch_rows(struct batch *batch)
{
    return batch->rows[batch->count];
}

/* Takes the `count` rows at batch_rows, to be added to `score`, which must stay good until batch_end. */
static inline void batch_take(struct batch *batch, size_t count, int16_t *score)
{
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(batch->model->rows[batch_rows(batch)[i]]);
    batch->row_counts[batch->count] = count;
    batch->scores[batch->count++] = score;
    if (batch->count == BATCH)
        batch_end(batch);
}

#endif
