/* Finds the end of a run of bytes that stand for themselves in a JSON string, or copies it, in wide steps. */
#ifndef PLAIN_H
#define PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__) && !defined(LEAT_PLAIN)
#include <emmintrin.h>
#endif

/* Whether a byte ends a run: a quote, a backslash, a control character, and with `ascii` a byte above 0x7F. */
static inline bool plain_ends(char byte, bool ascii)
{
    const unsigned char value = (unsigned char)byte;
    return value == '"' || value == '\\' || value < 0x20 || (ascii && value > 0x7F);
}

/* Eight bytes at once: 0 where none of them ends a run. Of the bits that are set otherwise, the lowest is in the least
 * significant byte that does: what is taken off there is borrowed from the next, which then may seem to end one, too.
 */
static inline uint64_t plain_eight(uint64_t bytes, bool ascii)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    const uint64_t quote = bytes ^ each * '"', backslash = bytes ^ each * '\\';
    const uint64_t ends =
        ((bytes - each * 0x20) & ~bytes) | ((quote - each) & ~quote) | ((backslash - each) & ~backslash);
    return (ascii ? ends | bytes : ends) & each * 0x80;
}

/* PLAIN_STEP bytes at once, PLAIN_BITS bits for each: 0 where none of them ends a run. For plain_first. */
#if defined(__SSE2__) && !defined(LEAT_PLAIN)
enum { PLAIN_STEP = 16, PLAIN_BITS = 1 };

static inline uint64_t plain_mask_of(__m128i step, bool ascii)
{
    const __m128i control = ascii ? _mm_cmplt_epi8(step, _mm_set1_epi8(0x20)) /* bytes above 0x7F are negative */
                                  : _mm_cmpeq_epi8(_mm_min_epu8(step, _mm_set1_epi8(0x1F)), step);
    const __m128i quote = _mm_cmpeq_epi8(step, _mm_set1_epi8('"'));
    const __m128i backslash = _mm_cmpeq_epi8(step, _mm_set1_epi8('\\'));
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(quote, backslash)));
}

static inline uint64_t plain_mask(const char *bytes, bool ascii)
{
    return plain_mask_of(_mm_loadu_si128((const __m128i *)(const void *)bytes), ascii);
}

/* Whether none of sixteen bytes ends a run, with `ascii` false. */
static inline bool plain_words(uint64_t first, uint64_t last)
{
    return plain_mask_of(_mm_set_epi64x((int64_t)last, (int64_t)first), false) == 0;
}
#else
enum { PLAIN_STEP = 8, PLAIN_BITS = 8 };

static inline uint64_t plain_mask(const char *bytes, bool ascii)
{
    uint64_t word = 0;
    for (int i = 0; i < PLAIN_STEP; i++)
        word |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
    return plain_eight(word, ascii);
}

static inline bool plain_words(uint64_t first, uint64_t last)
{
    return (plain_eight(first, false) | plain_eight(last, false)) == 0;
}
#endif

/* Which byte is the first to end a run; `mask` is not 0. */
static inline size_t plain_first(uint64_t mask)
{
    return (size_t)__builtin_ctzll(mask) / PLAIN_BITS;
}

/* The length of the run at the start of `bytes`. */
static inline size_t plain_run(const char *bytes, size_t length, bool ascii)
{
    size_t at = 0;
    for (; length - at >= PLAIN_STEP; at += PLAIN_STEP) {
        const uint64_t mask = plain_mask(bytes + at, ascii);
        if (mask != 0)
            return at + plain_first(mask);
    }
    while (at < length && !plain_ends(bytes[at], ascii))
        at++;
    return at;
}

/* Copies the run of ASCII at the start of `from`, and returns its length. Whole steps are copied before they are looked
 * at, so that `to` needs room for `length` bytes however short the run is. */
static inline size_t plain_copy(char *to, const char *from, size_t length)
{
    size_t at = 0;
    for (; length - at >= PLAIN_STEP; at += PLAIN_STEP) {
        const uint64_t mask = plain_mask(from + at, true);
        memcpy(to + at, from + at, PLAIN_STEP);
        if (mask != 0)
            return at + plain_first(mask);
    }
    for (; at < length && !plain_ends(from[at], true); at++)
        to[at] = from[at];
    return at;
}

#endif
