/* Finds the end of a run of bytes that stand for themselves in a JSON string, in wide steps. */
#ifndef PLAIN_H
#define PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Whether a byte ends a run: a quote, a backslash, a control character, and with `ascii` a byte above 0x7F. */
static inline bool plain_ends(char byte, bool ascii)
{
    const unsigned char value = (unsigned char)byte;
    return value == '"' || value == '\\' || value < 0x20 || (ascii && value > 0x7F);
}

#if defined(__SSE2__)
enum { PLAIN_STEP = 16 };

/* Bit i is set where byte i of the PLAIN_STEP at `bytes` ends a run. */
static inline uint32_t plain_mask(const char *bytes, bool ascii)
{
    const __m128i step = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    const __m128i control = ascii ? _mm_cmplt_epi8(step, _mm_set1_epi8(0x20)) /* bytes above 0x7F are negative */
                                  : _mm_cmpeq_epi8(_mm_min_epu8(step, _mm_set1_epi8(0x1F)), step);
    const __m128i quote = _mm_cmpeq_epi8(step, _mm_set1_epi8('"'));
    const __m128i backslash = _mm_cmpeq_epi8(step, _mm_set1_epi8('\\'));
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(quote, backslash)));
}
#else
enum { PLAIN_STEP = 8 };

static inline uint32_t plain_mask(const char *bytes, bool ascii)
{
    uint32_t mask = 0;
    for (int i = 0; i < PLAIN_STEP; i++)
        mask |= (uint32_t)plain_ends(bytes[i], ascii) << i;
    return mask;
}
#endif

/* The length of the run at the start of `bytes`. */
static inline size_t plain_run(const char *bytes, size_t length, bool ascii)
{
    size_t at = 0;
    for (; length - at >= PLAIN_STEP; at += PLAIN_STEP) {
        const uint32_t mask = plain_mask(bytes + at, ascii);
        if (mask != 0)
            return at + (size_t)__builtin_ctz(mask);
    }
    while (at < length && !plain_ends(bytes[at], ascii))
        at++;
    return at;
}

#endif
