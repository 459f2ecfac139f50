/* Sixty-four bytes at once: which of them are parts of words, spaces, commas. */
#ifndef TOKENIZE_BLOCK_H
#define TOKENIZE_BLOCK_H

#include <stdint.h>

#if defined(__SSE2__) && !defined(LEAT_PLAIN)
#include <emmintrin.h>
#endif

enum { BLOCK_SIZE = 64 };

/* Bit i stands for byte i. */
struct block {
    uint64_t words;  /* letters and digits of ASCII, low line */
    uint64_t spaces; /* ' ' alone */
    uint64_t commas;
    uint64_t capitals;                 /* A to Z */
    uint64_t fused_last, fused_before; /* t and a; n, o and t: the last two letters of two words written as one */
};

/* In plain C, eight bytes at a time. The highest bit of each byte tells whether it is between two others of ASCII;
 * `bytes` has those bits clear. */
static inline uint64_t block_between(uint64_t bytes, unsigned char first, unsigned char last)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    return (bytes + each * (0x80u - first)) & ~(bytes + each * (0x7Fu - last));
}

/* The highest bits of eight bytes side by side. */
static inline uint64_t block_gather(uint64_t bytes)
{
    return (bytes >> 7 & UINT64_C(0x0101010101010101)) * UINT64_C(0x0102040810204080) >> 56;
}

/* All BLOCK_SIZE bytes must be there. block_read does the same, faster where the processor can. */
static inline struct block block_read_plain(const char *bytes)
{
    struct block block = {0};
    for (int shift = 0; shift < BLOCK_SIZE; shift += 8) {
        uint64_t piece = 0;
        for (int i = 0; i < 8; i++)
            piece |= (uint64_t)(unsigned char)bytes[shift + i] << 8 * i;
        const uint64_t low = piece & UINT64_C(0x7F7F7F7F7F7F7F7F);
        const uint64_t folded = low | UINT64_C(0x2020202020202020);
        const uint64_t word =
            block_between(folded, 'a', 'z') | block_between(low, '0', '9') | block_between(low, '_', '_');
        block.words |= block_gather(word & ~piece) << shift;
        block.spaces |= block_gather(block_between(low, ' ', ' ') & ~piece) << shift;
        block.commas |= block_gather(block_between(low, ',', ',') & ~piece) << shift;
        block.capitals |= block_gather(block_between(low, 'A', 'Z') & ~piece) << shift;
        const uint64_t t = block_between(folded, 't', 't');
        block.fused_last |= block_gather((t | block_between(folded, 'a', 'a')) & ~piece) << shift;
        block.fused_before |= block_gather((t | block_between(folded, 'n', 'o')) & ~piece) << shift;
    }
    return block;
}

#if defined(__SSE2__) && !defined(LEAT_PLAIN)

/* Moved so that the first of a range becomes the least signed value, those in it are the bytes below its size. */
static inline void block_read_16(const char *bytes, int shift, struct block *block)
{
    const __m128i piece = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    const __m128i folded = _mm_or_si128(piece, _mm_set1_epi8(0x20));
    const __m128i letters = _mm_add_epi8(folded, _mm_set1_epi8((char)(0x80 - 'a')));
    const __m128i capitals = _mm_add_epi8(piece, _mm_set1_epi8((char)(0x80 - 'A')));
    const __m128i digits = _mm_add_epi8(piece, _mm_set1_epi8((char)(0x80 - '0')));
    const __m128i letter = _mm_cmplt_epi8(letters, _mm_set1_epi8(-128 + 26));
    const __m128i capital = _mm_cmplt_epi8(capitals, _mm_set1_epi8(-128 + 26));
    const __m128i digit = _mm_cmplt_epi8(digits, _mm_set1_epi8(-128 + 10));
    const __m128i low_line = _mm_cmpeq_epi8(piece, _mm_set1_epi8('_'));
    const __m128i space = _mm_cmpeq_epi8(piece, _mm_set1_epi8(' '));
    const __m128i comma = _mm_cmpeq_epi8(piece, _mm_set1_epi8(','));
    const __m128i t = _mm_cmpeq_epi8(folded, _mm_set1_epi8('t'));
    const __m128i a = _mm_cmpeq_epi8(folded, _mm_set1_epi8('a'));
    const __m128i n_or_o = _mm_cmpeq_epi8(_mm_or_si128(piece, _mm_set1_epi8(0x21)), _mm_set1_epi8('o'));
    const __m128i word = _mm_or_si128(low_line, _mm_or_si128(letter, digit));
    block->words |= (uint64_t)(unsigned)_mm_movemask_epi8(word) << shift;
    block->spaces |= (uint64_t)(unsigned)_mm_movemask_epi8(space) << shift;
    block->commas |= (uint64_t)(unsigned)_mm_movemask_epi8(comma) << shift;
    block->capitals |= (uint64_t)(unsigned)_mm_movemask_epi8(capital) << shift;
    block->fused_last |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(t, a)) << shift;
    block->fused_before |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(t, n_or_o)) << shift;
}

static inline struct block block_read(const char *bytes)
{
    struct block block = {0};
    for (int shift = 0; shift < BLOCK_SIZE; shift += 16)
        block_read_16(bytes + shift, shift, &block);
    return block;
}

#else

static inline struct block block_read(const char *bytes)
{
    return block_read_plain(bytes);
}

#endif

/* Where the lowest set bit stands; BLOCK_SIZE where none is. */
static inline unsigned block_first(uint64_t bits)
{
    return bits == 0 ? BLOCK_SIZE : (unsigned)__builtin_ctzll(bits);
}

/* Where the highest of the bits stands; one is set. */
static inline unsigned block_last(uint64_t bits)
{
    return BLOCK_SIZE - 1 - (unsigned)__builtin_clzll(bits);
}

#endif
