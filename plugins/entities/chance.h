/* Chance that a seed makes the same everywhere: SplitMix64 (Steele, Lea and Flood 2014). */
#ifndef CHANCE_H
#define CHANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline uint64_t chance_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* True in this share of the calls. */
static inline bool chance_below(uint64_t *state, float share)
{
    return (float)(chance_next(state) >> 40) * 0x1p-24F < share;
}

static inline void chance_shuffle(uint64_t *state, uint32_t *numbers, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        const size_t other = (size_t)(chance_next(state) % i);
        const uint32_t number = numbers[i - 1];
        numbers[i - 1] = numbers[other];
        numbers[other] = number;
    }
}

#endif
