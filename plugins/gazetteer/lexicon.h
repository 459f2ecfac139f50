/* All phrases of all lists in one automaton: a trie over words, kept as a hash table of the hashes of its paths.
 *
 * A slot stands for a path from the root: the words that some phrase begins with. It takes eight bytes, of which four
 * are the path's hash; where a phrase ends, its entry holds the other four, so that a phrase is known by 64 bits. */
#ifndef LEXICON_H
#define LEXICON_H

#include "words.h"

#include <leat/result.h>

#include <stdlib.h>

enum { PHRASE_WORDS = 64 }; /* the longest phrase */

/* How the capitals of a phrase and of the text must agree. */
enum capitals {
    CAPITALS_NEEDED,  /* a capital of the phrase must be one in the text; a small letter may be either */
    CAPITALS_IGNORED, /* they need not */
    CAPITALS_EXACT,   /* a capital must be a capital, a small letter a small one */
};

struct lexicon_slot {
    uint32_t check; /* the upper half of the path's hash */
    uint32_t value; /* bit 31: longer paths go through here; below: the number of its first entry + 1; 0: free */
};

struct lexicon_entry {
    uint32_t check;    /* the lower half of the phrase's hash */
    uint32_t next;     /* bits 30 and 31: enum capitals; below: the next entry of this slot + 1, or 0 */
    uint32_t capitals; /* words_capitals of the phrase */
    uint32_t facts;    /* what is known of it */
};

enum { FILTER_BITS = 20 };

struct lexicon {
    struct lexicon_slot *slots;
    unsigned bits; /* there are 2^bits slots */
    size_t used;
    struct lexicon_entry *entries;
    size_t count, capacity;
    uint8_t *filter; /* a bit for the hash of every first word: most words of a text begin no phrase */
};

#define LEXICON_ON UINT32_C(0x80000000)

/* False where there is no memory. */
bool lexicon_make(struct lexicon *lexicon);

void lexicon_free(struct lexicon *lexicon);

enum lexicon_added { LEXICON_ADDED, LEXICON_KNOWN, LEXICON_FULL };

/* Adds the phrase of these words. Where it is there already with the same capitals, the first one stays. LEXICON_FULL
 * where there is no memory. */
enum lexicon_added lexicon_add(struct lexicon *lexicon, const struct word *words, size_t count, uint32_t capitals,
                               enum capitals rule, uint32_t facts);

/* Gives back what was reserved for growing. */
void lexicon_finish(struct lexicon *lexicon);

/* The slot's value for the path with this hash; 0 where no phrase begins so. */
static inline uint32_t lexicon_find(const struct lexicon *lexicon, uint64_t hash)
{
    const uint32_t check = (uint32_t)(hash >> 32);
    const size_t mask = ((size_t)1 << lexicon->bits) - 1;
    for (size_t at = check >> (32 - lexicon->bits);; at = (at + 1) & mask) {
        const struct lexicon_slot *slot = &lexicon->slots[at];
        if (slot->value == 0 || slot->check == check)
            return slot->value;
    }
}

/* Whether some phrase may begin with the word of this hash. */
static inline bool lexicon_begins(const struct lexicon *lexicon, uint64_t word)
{
    const size_t bit = (word ^ word >> 32) & (((size_t)1 << FILTER_BITS) - 1);
    return (lexicon->filter[bit / 8] >> bit % 8 & 1) != 0;
}

/* The first entry of a slot's value that has this hash and allows these capitals; NULL where none does. */
const struct lexicon_entry *lexicon_entry(const struct lexicon *lexicon, uint32_t value, uint64_t hash,
                                          struct leat_string text);

#endif
