/* Lexemes with their scores, worked out once for each spelling and kept from document to document: news is written
 * with few words. What is kept shows in the time that a document takes, never in what comes out. */
#ifndef LEXICON_H
#define LEXICON_H

#include "lexeme.h"

/* Slots stand in sets of WAYS; the set of a word is told by its key, and the slot that was used longest ago makes room
 * for a new word. */
struct lexicon {
    const struct model *model;
    uint64_t *keys; /* of the word in each slot; 0: free */
    uint32_t *used; /* the sentence for which a slot was used last */
    struct lexeme *lexemes;
    uint32_t sentence;  /* the one at hand, from 1 */
    struct lexeme edge; /* of no word: what stands beyond the ends of a sentence */
};

/* False where there is no memory. `model` must outlive it. */
bool lexicon_make(struct lexicon *lexicon, const struct model *model);

void lexicon_free(struct lexicon *lexicon);

/* Begins a sentence: from here on, lexemes of earlier ones are not good any more. */
void lexicon_begin(struct lexicon *lexicon);

/* The lexeme of a word, good until lexicon_begin, with the scores that `wanted` names (bits as in `known`). `key` is
 * that of its spelling. NULL where there is no memory. */
const struct lexeme *lexicon_find(struct lexicon *lexicon, struct leat_doc *doc, struct leat_string word, uint64_t key,
                                  unsigned wanted);

#endif
