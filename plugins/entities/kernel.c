#include "kernel.h"

/* --- plain C ------------------------------------------------------------------------------------------------------ */

static void add_rows_plain(int16_t sum[TAGS], const int8_t (*weights)[TAGS], const uint32_t *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (unsigned tag = 0; tag < TAGS; tag++)
            sum[tag] = (int16_t)(sum[tag] + weights[rows[i]][tag]);
}

/* From `last`, the best scores (as keys without their tags) to reach each tag of the word before, to those of this
 * word, seen from that of TAG_NONE, so that no sum overflows, however long the row is. */
static void advance_plain(const struct ways *ways, int32_t last[TAGS], const int16_t score[TAGS], uint8_t back[TAGS])
{
    int32_t best[TAGS];
    for (unsigned tag = 0; tag < TAGS; tag++)
        best[tag] = INT32_MIN;
    for (unsigned before = 0; before < TAGS; before++)
        for (unsigned tag = 0; tag < TAGS; tag++) {
            const int32_t way = ways->follow[before][tag] + last[before];
            best[tag] = way > best[tag] ? way : best[tag];
        }
    const int32_t none = (best[TAG_NONE] & ~KEY_TAG) + score[TAG_NONE] * (1 << KEY_SHIFT);
    for (unsigned tag = 0; tag < TAGS; tag++) {
        const int32_t whole = (best[tag] & ~KEY_TAG) + score[tag] * (1 << KEY_SHIFT) - none;
        back[tag] = (uint8_t)(best[tag] & KEY_TAG);
        last[tag] = whole > KEY_NEVER ? whole : KEY_NEVER;
    }
}

static unsigned read_row_plain(const struct ways *ways, const int16_t (*scores)[TAGS], uint8_t (*back)[TAGS],
                               size_t count)
{
    const int32_t *begin = count > 1 ? ways->first : ways->alone;
    int32_t last[TAGS], most = INT32_MIN;
    for (unsigned tag = 0; tag < TAGS; tag++)
        last[tag] = begin[tag] + scores[0][tag] * (1 << KEY_SHIFT);
    for (size_t at = 1; at < count; at++)
        advance_plain(ways, last, scores[at], back[at]);
    for (unsigned tag = 0; tag < TAGS; tag++) {
        const int32_t whole = count > 1 ? last[tag] + ways->end[tag] : last[tag];
        most = whole > most ? whole : most;
    }
    return count > 1 ? (unsigned)most & KEY_TAG : KEY_TAG - ((unsigned)most & KEY_TAG);
}

static const struct kernel plain_kernel = {add_rows_plain, read_row_plain};

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

/* Sixteen scores as keys. */
struct keys {
    __m256i low, high;
};

WITH_AVX2 static inline struct keys load(const int32_t keys[TAGS])
{
    const __m256i *at = (const void *)keys;
    return (struct keys){_mm256_loadu_si256(at), _mm256_loadu_si256(at + 1)};
}

WITH_AVX2 static inline void store(int32_t last[TAGS], struct keys keys)
{
    _mm256_storeu_si256((void *)last, keys.low);
    _mm256_storeu_si256((void *)(last + TAGS / 2), keys.high);
}

WITH_AVX2 static inline struct keys load_scores(const int16_t scores[TAGS])
{
    const __m128i *at = (const void *)scores;
    return (struct keys){_mm256_slli_epi32(_mm256_cvtepi16_epi32(_mm_loadu_si128(at)), KEY_SHIFT),
                         _mm256_slli_epi32(_mm256_cvtepi16_epi32(_mm_loadu_si128(at + 1)), KEY_SHIFT)};
}

WITH_AVX2 static inline struct keys add(struct keys one, struct keys other)
{
    return (struct keys){_mm256_add_epi32(one.low, other.low), _mm256_add_epi32(one.high, other.high)};
}

WITH_AVX2 static inline struct keys greater(struct keys one, struct keys other)
{
    return (struct keys){_mm256_max_epi32(one.low, other.low), _mm256_max_epi32(one.high, other.high)};
}

WITH_AVX2 static inline struct keys all(int32_t key)
{
    return (struct keys){_mm256_set1_epi32(key), _mm256_set1_epi32(key)};
}

WITH_AVX2 static inline void advance_avx2(const struct ways *ways, int32_t last[TAGS], const int16_t score[TAGS],
                                          uint8_t back[TAGS])
{
    const __m256i tags = _mm256_set1_epi32(KEY_TAG);
    struct keys best = all(INT32_MIN);
    for (unsigned before = 0; before < TAGS; before += 2)
        best = greater(best, greater(add(load(ways->follow[before]), all(last[before])),
                                     add(load(ways->follow[before + 1]), all(last[before + 1]))));
    const __m256i from = _mm256_permute4x64_epi64(
        _mm256_packs_epi32(_mm256_and_si256(best.low, tags), _mm256_and_si256(best.high, tags)), 0xd8);
    _mm_storeu_si128((void *)back, _mm_packs_epi16(_mm256_castsi256_si128(from), _mm256_extracti128_si256(from, 1)));
    best = (struct keys){_mm256_andnot_si256(tags, best.low), _mm256_andnot_si256(tags, best.high)};
    best = add(best, load_scores(score));
    const __m256i none = _mm256_broadcastd_epi32(_mm256_castsi256_si128(best.low));
    best = (struct keys){_mm256_sub_epi32(best.low, none), _mm256_sub_epi32(best.high, none)};
    best = greater(best, all(KEY_NEVER));
    store(last, best);
}

WITH_AVX2 static inline unsigned tag_of_greatest(struct keys keys)
{
    __m256i most = _mm256_max_epi32(keys.low, keys.high);
    most = _mm256_max_epi32(most, _mm256_permute2x128_si256(most, most, 1));
    most = _mm256_max_epi32(most, _mm256_shuffle_epi32(most, 0x4e));
    most = _mm256_max_epi32(most, _mm256_shuffle_epi32(most, 0xb1));
    return (unsigned)_mm256_cvtsi256_si32(most) & KEY_TAG;
}

WITH_AVX2 static unsigned read_row_avx2(const struct ways *ways, const int16_t (*scores)[TAGS], uint8_t (*back)[TAGS],
                                        size_t count)
{
    int32_t last[TAGS];
    if (count == 1)
        return KEY_TAG - tag_of_greatest(add(load(ways->alone), load_scores(scores[0])));
    store(last, add(load(ways->first), load_scores(scores[0])));
    for (size_t at = 1; at < count; at++)
        advance_avx2(ways, last, scores[at], back[at]);
    return tag_of_greatest(add(load(last), load(ways->end)));
}

static const struct kernel avx2_kernel = {add_rows_avx2, read_row_avx2};

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
