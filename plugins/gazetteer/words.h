/* A text cut into words, the same way for a list's phrases and for documents.
 *
 * A word is a run of letters and digits, held together by apostrophes and by stops between them ("don't", "U.S",
 * "3.5"); every other character but white space is a word by itself. */
#ifndef WORDS_H
#define WORDS_H

#include "letters.h"

#include <leat/document.h>

enum { WORD_MAX = 256 }; /* bytes; a longer word is in no list */

struct word {
    uint32_t begin, end;
    uint64_t hash; /* of its folded characters */
    bool spaced;   /* white space stands before it */
    bool parted;   /* a blank line does: no phrase reaches over it */
};

struct words {
    struct leat_string text;
    size_t at;
};

/* Takes the next word; false at the end of the text. */
bool words_next(struct words *words, struct word *word);

/* The hash of a piece of text as that of one word. */
uint64_t words_hash(const char *at, size_t length);

/* Which of the first 32 letters of a piece of text are capitals: bit i for letter i. */
uint32_t words_capitals(const char *at, size_t length);

/* The hash of a phrase grows word by word; that of the first one leaves out what stands before it. */
#define PHRASE_START UINT64_C(0x51afd7ed558ccd25)

static inline uint64_t phrase_hash(uint64_t hash, uint64_t word, bool spaced)
{
    hash = (hash ^ (word + spaced)) * UINT64_C(0x9fb21c651e98df25);
    return hash ^ hash >> 32;
}

#endif
