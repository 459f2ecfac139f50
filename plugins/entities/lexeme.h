/* What the tagger knows of a word by itself, wherever it stands: its features, and where a model is at hand, their
 * scores summed up. Words are looked up here once per place and worked out once per spelling. */
#ifndef LEXEME_H
#define LEXEME_H

#include "model.h"
#include "sentence.h"

enum { REACH = 2, OFFSETS = 2 * REACH + 1, ATTRIBUTES = 64 };

struct lexeme {
    int16_t scores[OFFSETS][TAGS]; /* [REACH + d]: what the word adds to the tags of the word that stands d before it */
    uint64_t hash;                 /* of the word as it stands */
    uint32_t lower, shape;
    uint16_t classes[GRAINS];
    uint8_t known; /* which of the scores are set: lexeme_bit */
};

/* The bit of the scores for the word that stands `distance` before this one. */
static inline unsigned lexeme_bit(int distance)
{
    return 1U << (REACH + distance);
}

/* Features of a word, as numbers; which of them count at which distance is told by `near`. */
struct attributes {
    uint32_t keys[ATTRIBUTES];
    uint8_t reach[ATTRIBUTES]; /* how far from the word the feature counts */
    bool listed[ATTRIBUTES];   /* it tells that the word stands in a list */
    size_t count;
};

/* The row of the feature `key`, seen from `place`. */
static inline uint32_t feature_row(uint32_t rows, uint32_t key, uint32_t place)
{
    const uint64_t mixed =
        ((uint64_t)key << 32 | (uint32_t)((place + 1) * UINT32_C(0x9e3779b1))) * UINT64_C(0xd6e8feb86659fd93);
    return (uint32_t)(((mixed ^ mixed >> 32) & UINT32_MAX) * (uint64_t)rows >> 32);
}

/* Has the machine fetch what lexeme_read will look at. */
void lexeme_expect(const struct model *model, struct leat_string word);

/* Sets all of a lexeme but its scores, and the features of the word, which has the IN_… bits `lists`. */
void lexeme_read(struct lexeme *lexeme, struct attributes *attributes, const struct model *model,
                 struct leat_string word, uint32_t lists);

/* The rows of the features of a word that stands `distance` (-REACH to REACH) behind the word to be tagged. Returns
 * how many, at most ATTRIBUTES. */
size_t lexeme_rows(const struct attributes *attributes, int distance, uint32_t row_count, uint32_t rows[ATTRIBUTES]);

#endif
