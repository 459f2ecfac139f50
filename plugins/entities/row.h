/* The scores of all tags at once, as one vector: the compiler makes of it what the machine has. */
#ifndef ROW_H
#define ROW_H

#include "model.h"

/* Adds the scores `more` to `sum`. */
static inline void row_add(int16_t *restrict sum, const int16_t *restrict more)
{
    for (unsigned tag = 0; tag < TAGS; tag++)
        sum[tag] = (int16_t)(sum[tag] + more[tag]);
}

/* Adds rows of the model: at most some hundred, so that nothing overflows. */
static inline void row_add_all(int16_t sum[TAGS], const struct model *model, const uint32_t *rows, size_t count)
{
    typedef int16_t half __attribute__((vector_size(sizeof(int16_t[TAGS / 2]))));
    typedef int8_t half_bytes __attribute__((vector_size(sizeof(int8_t[TAGS / 2]))));
    half low, high;
    half_bytes weights;
    memcpy(&low, sum, sizeof low);
    memcpy(&high, sum + TAGS / 2, sizeof high);
    for (size_t i = 0; i < count; i++) {
        memcpy(&weights, model->rows[rows[i]], sizeof weights);
        low += __builtin_convertvector(weights, half);
        memcpy(&weights, model->rows[rows[i]] + TAGS / 2, sizeof weights);
        high += __builtin_convertvector(weights, half);
    }
    memcpy(sum, &low, sizeof low);
    memcpy(sum + TAGS / 2, &high, sizeof high);
}

#endif
