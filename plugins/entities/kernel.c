#include "kernel.h"

/* --- plain C ------------------------------------------------------------------------------------------------------ */

static void add_rows_plain(int16_t sum[TAGS], const int8_t (*weights)[TAGS], const uint32_t *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            sum[tag] = (int16_t)(sum[tag] + weights[rows[i]][tag]);
}

static void advance_plain(const int32_t follow[TAGS][TAGS], int32_t last[TAGS], const int16_t score[TAGS],
                          uint8_t back[TAGS])
{
    int32_t best[TAGS], most = INT32_MIN;
    for (unsigned tag = 0; tag < TAGS; tag++)
        best[tag] = INT32_MIN;
    for (unsigned before = 0; before < TAGS; before++)
        for (unsigned tag = 0; tag < TAGS; tag++) {
            const int32_t way = follow[before][tag] + last[before];
            best[tag] = way > best[tag] ? way : best[tag];
        }
    for (unsigned tag = 0; tag < TAGS; tag++) {
        back[tag] = (uint8_t)(best[tag] & KEY_TAG);
        last[tag] = (best[tag] & ~KEY_TAG) + score[tag] * (1 << KEY_SHIFT);
        most = last[tag] > most ? last[tag] : most;
    }
    for (unsigned tag = 0; tag < TAGS; tag++) /* so that no sum overflows, however long the row of targets is */
        last[tag] = last[tag] - most > KEY_NEVER ? last[tag] - most : KEY_NEVER;
}

static const struct kernel plain_kernel = {add_rows_plain, advance_plain};

/* --- 256 bits ----------------------------------------------------------------------------------------------------- */

#if defined(__x86_64__)

#include <immintrin.h>

#define WITH_AVX2 __attribute__((target("avx2")))

WITH_AVX2 static void add_rows_avx2(int16_t sum[TAGS], const int8_t (*weights)[TAGS], const uint32_t *rows,
                                    size_t count)
{
    __m256i one = _mm256_loadu_si256((const __m256i *)(const void *)sum), two = _mm256_setzero_si256();
    size_t i = 0;
    for (; i + 1 < count; i += 2) {
        one = _mm256_add_epi16(one, _mm256_cvtepi8_epi16(_mm_loadu_si128((const void *)weights[rows[i]])));
        two = _mm256_add_epi16(two, _mm256_cvtepi8_epi16(_mm_loadu_si128((const void *)weights[rows[i + 1]])));
    }
    if (i < count)
        one = _mm256_add_epi16(one, _mm256_cvtepi8_epi16(_mm_loadu_si128((const void *)weights[rows[i]])));
    _mm256_storeu_si256((__m256i *)(void *)sum, _mm256_add_epi16(one, two));
}

/* The greatest of sixteen numbers, in each place. */
WITH_AVX2 static inline __m256i greatest(__m256i low, __m256i high)
{
    __m256i most = _mm256_max_epi32(low, high);
    most = _mm256_max_epi32(most, _mm256_permute2x128_si256(most, most, 1));
    most = _mm256_max_epi32(most, _mm256_shuffle_epi32(most, 0x4e));
    return _mm256_max_epi32(most, _mm256_shuffle_epi32(most, 0xb1));
}

WITH_AVX2 static void advance_avx2(const int32_t follow[TAGS][TAGS], int32_t last[TAGS], const int16_t score[TAGS],
                                   uint8_t back[TAGS])
{
    const __m256i tags = _mm256_set1_epi32(KEY_TAG), never = _mm256_set1_epi32(KEY_NEVER);
    __m256i low = _mm256_set1_epi32(INT32_MIN), high = low;
    for (unsigned before = 0; before < TAGS; before += 2) {
        const __m256i way = _mm256_set1_epi32(last[before]), *row = (const void *)follow[before];
        const __m256i other = _mm256_set1_epi32(last[before + 1]), *next = (const void *)follow[before + 1];
        low = _mm256_max_epi32(low, _mm256_add_epi32(way, _mm256_loadu_si256(row)));
        high = _mm256_max_epi32(high, _mm256_add_epi32(way, _mm256_loadu_si256(row + 1)));
        low = _mm256_max_epi32(low, _mm256_add_epi32(other, _mm256_loadu_si256(next)));
        high = _mm256_max_epi32(high, _mm256_add_epi32(other, _mm256_loadu_si256(next + 1)));
    }
    const __m256i from =
        _mm256_permute4x64_epi64(_mm256_packs_epi32(_mm256_and_si256(low, tags), _mm256_and_si256(high, tags)), 0xd8);
    _mm_storeu_si128((void *)back, _mm_packs_epi16(_mm256_castsi256_si128(from), _mm256_extracti128_si256(from, 1)));
    const __m128i *scores = (const void *)score;
    low = _mm256_add_epi32(_mm256_andnot_si256(tags, low),
                           _mm256_slli_epi32(_mm256_cvtepi16_epi32(_mm_loadu_si128(scores)), KEY_SHIFT));
    high = _mm256_add_epi32(_mm256_andnot_si256(tags, high),
                            _mm256_slli_epi32(_mm256_cvtepi16_epi32(_mm_loadu_si128(scores + 1)), KEY_SHIFT));
    const __m256i most = greatest(low, high);
    _mm256_storeu_si256((void *)last, _mm256_max_epi32(_mm256_sub_epi32(low, most), never));
    _mm256_storeu_si256((void *)(last + TAGS / 2), _mm256_max_epi32(_mm256_sub_epi32(high, most), never));
}

static const struct kernel avx2_kernel = {add_rows_avx2, advance_avx2};

const struct kernel *kernel_choose(bool plain)
{
    return !plain && __builtin_cpu_supports("avx2") ? &avx2_kernel : &plain_kernel;
}

#else

const struct kernel *kernel_choose(bool plain)
{
    (void)plain;
    return &plain_kernel;
}

#endif
