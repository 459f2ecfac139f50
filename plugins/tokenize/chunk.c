#include "chunk.h"

#include "english_words.h"
#include <stdbool.h>

enum { S = CHUNK_FIRST, L = CHUNK_LOWER, U = CHUNK_UPPER, D = CHUNK_DIGIT, SPACE = S };

/* What a byte of ASCII is in a chunk: the first of its word, a sign (0), or the white space that ends it. */
static const unsigned char classes[128] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, S, S, S, S, S, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* controls */
    S, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0, /*  !"#… 0-9 … */
    0, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, 0, 0, 0, 0, 0, /* @A-Z[\]^_ */
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0, /* `a-z{|}~ */
};

static unsigned class_of(unsigned char byte)
{
    return byte < 0x80 ? classes[byte] : CHUNK_WIDE;
}

size_t chunk_begin(const char *text, size_t limit, size_t end)
{
    size_t begin = end;
    while (begin > limit && end - begin < CHUNK_LONGEST && class_of((unsigned char)text[begin - 1]) != SPACE)
        begin--;
    while (begin < end && ((unsigned char)text[begin] & 0xC0) == 0x80)
        begin++;
    return begin;
}

/* Whether a sign of U+2000 to U+207F begins at `at`. */
static bool is_wide_sign(const char *text, size_t at, size_t limit)
{
    return (unsigned char)text[at] == 0xE2 && limit - at > 2 && ((unsigned char)text[at + 1] & 0xFE) == 0x80;
}

/* Curly quotes as straight ones, dashes as hyphens, the ellipsis as a full stop. */
static unsigned char plain_sign(const char *sign)
{
    switch ((unsigned char)sign[2]) {
    case 0x98:
    case 0x99:
        return '\'';
    case 0x9C:
    case 0x9D:
        return '"';
    case 0x93:
    case 0x94:
        return '-';
    case 0xA6:
        return '.';
    default:
        return (unsigned char)sign[2] & 0x3F;
    }
}

/* What chunk_read carries from byte to byte. */
struct signs {
    uint32_t hash; /* of the signs since the last letter or digit; 0 where there is none */
    unsigned char last, same;
    unsigned shape; /* what they add to the word if it goes on behind them */
};

/* The same sign counts three times at most. */
static void add_sign(struct signs *signs, unsigned char byte)
{
    enum { MOST = 3 };
    signs->same = byte == signs->last ? signs->same + 1 : 1;
    signs->last = byte;
    signs->shape |= byte == '.' ? CHUNK_HAS_POINT : CHUNK_HAS_SIGN;
    if (signs->same <= MOST)
        signs->hash = (signs->hash + byte + 1) * 0x9E3779B1u;
}

struct chunk chunk_read(const char *text, size_t begin, size_t limit)
{
    struct chunk chunk = {.begin = begin, .end = begin};
    struct signs signs = {.hash = 0};
    uint32_t hash = english_hash_seed;
    limit = limit - begin > CHUNK_LONGEST ? begin + CHUNK_LONGEST : limit;
    for (size_t at = begin; at < limit; at++) {
        unsigned char byte = (unsigned char)text[at];
        const unsigned class = class_of(byte);
        if (class == SPACE)
            break;
        if (class == 0 || is_wide_sign(text, at, limit)) {
            byte = class == 0 ? byte : plain_sign(text + at);
            at += class == 0 ? 0 : 2;
            add_sign(&signs, byte);
            hash = english_hash_byte(hash, byte);
            continue;
        }
        if (chunk.shape == 0) {
            chunk.begin = at;
            chunk.head = signs.hash;
            chunk.shape = class;
            hash = english_hash_seed;
        } else {
            chunk.shape |= signs.shape | 1u << 2 << class;
        }
        hash = english_hash_byte(hash, class == CHUNK_DIGIT ? '0' : byte);
        chunk.word = hash;
        chunk.end = at + 1;
        signs = (struct signs){.hash = 0};
    }
    chunk.tail = signs.hash;
    chunk.head = chunk.shape == 0 ? signs.hash : chunk.head;
    return chunk;
}
