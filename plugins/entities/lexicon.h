/* Lexemes with their scores, worked out once for each spelling and kept from document to document: news is written
 * with few words. What is kept shows in the time that a document takes, never in what comes out. */
#ifndef LEXICON_H
#define LEXICON_H

#include "lexeme.h"

struct lexicon {
    const struct model *model;
    uint64_t *hashes; /* open addressing; 0: free */
    struct lexeme *lexemes;
    size_t count;
    struct lexeme edge; /* of no word: what stands beyond the ends of a sentence */
};

/* False where there is no memory. `model` must outlive it. */
bool lexicon_make(struct lexicon *lexicon, const struct model *model);

void lexicon_free(struct lexicon *lexicon);

/* Makes room for a sentence: from here on, lexemes of earlier ones are not good any more. */
void lexicon_begin(struct lexicon *lexicon);

/* The lexeme of a word, good until lexicon_begin; with the scores of its own tags where it is a `target`. NULL where
 * there is no memory. */
const struct lexeme *lexicon_find(struct lexicon *lexicon, struct leat_doc *doc, struct leat_string word, bool target);

#endif
