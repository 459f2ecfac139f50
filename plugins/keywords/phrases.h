/* The phrases of a document that may be keywords: content words in a row, counted. */
#ifndef PHRASES_H
#define PHRASES_H

#include <leat/plugin.h>

enum {
    PHRASE_WORDS_MAX = 6,
    PHRASES_MAX = 1 << 16, /* kinds of phrases; those that come first when there is no room for more are left out */
};

enum {
    PLACE_NAME = 1,  /* in a name that was found before */
    PLACE_GLUED = 2, /* belongs to one name with the token before it */
};

struct phrase {
    uint64_t hash;   /* 0: free */
    uint32_t first;  /* its first mention: the number of the first token */
    uint32_t count;  /* mentions */
    uint32_t names;  /* of these, those that are names: all words have capitals */
    uint16_t rarity; /* the sum of its words' */
    uint8_t tokens;
    bool chosen, covered; /* covered, for a word: a chosen phrase has it */
    double score;
};

struct phrases {
    struct phrase *at; /* a hash table of `slots`, a power of two */
    size_t slots, count;
    uint64_t *words;   /* of each token: its hash, or 0 where no phrase may go on */
    uint8_t *places;   /* of each token: PLACE_… */
    uint8_t *rarities; /* of each token: RARITY_STOP joins two parts of a name ("Bank of England") */
    size_t tokens;
    size_t longest; /* phrase, in tokens */
};

/* Finds and counts the phrases of up to `longest` tokens. False where there is no memory; the step then fails by
 * itself. */
bool phrases_find(struct phrases *phrases, struct leat_doc *doc, size_t longest);

/* The phrase of `tokens` tokens from `token` on; NULL where it is none. */
struct phrase *phrases_at(const struct phrases *phrases, size_t token, size_t tokens);

#endif
