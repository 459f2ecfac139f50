/* Lexemes with their scores, worked out once for each spelling and kept from document to document: news is written
 * with few words. What is kept shows in the time that a document takes, never in what comes out. */
#ifndef LEXICON_H
#define LEXICON_H

#include "batch.h"
#include "lexeme.h"

enum { LEXICON_BITS = 13, LEXICON_WAYS = 8 };

/* Where the lexeme of a spelling is kept. */
struct lexicon_entry {
    uint64_t key;   /* 0: free */
    uint32_t place; /* in `lexemes` */
    uint32_t used;  /* the last passage that needed it */
};

/* The entries for some spellings: which set has a spelling's is told by its key. One that is found moves a step to the
 * front, and a new one takes the place of the last. */
struct lexicon_set {
    struct lexicon_entry ways[LEXICON_WAYS];
};

struct lexicon {
    const struct model *model;
    struct lexicon_set *sets; /* 2^LEXICON_BITS */
    struct lexeme *lexemes;   /* in the order in which they came: those that are used most lie side by side */
    uint32_t count;
    uint32_t passage;   /* the one at hand, from 1 */
    struct lexeme edge; /* of no word: what stands beyond the ends of a sentence */
};

static inline struct lexicon_set *lexicon_set(const struct lexicon *lexicon, uint64_t key)
{
    return &lexicon->sets[key >> (64 - LEXICON_BITS)];
}

/* False where there is no memory. `model` must outlive it. */
bool lexicon_make(struct lexicon *lexicon, const struct model *model, const struct kernel *kernel);

void lexicon_free(struct lexicon *lexicon);

/* Begins a passage: from here on, lexemes of earlier ones are not good any more. */
void lexicon_begin(struct lexicon *lexicon);

/* Memory is far away, so a word is looked up in three steps, each of which has the machine fetch what the next needs:
 * do each for all words of a passage before the next.
 *
 * The first: tells the key of the spelling that will be looked for. */
static inline void lexicon_expect(const struct lexicon *lexicon, uint64_t key)
{
    __builtin_prefetch(lexicon_set(lexicon, key));
}

/* The second: the lexeme of the spelling, good until lexicon_begin. NULL where there is no memory. */
struct lexeme *lexicon_find(struct lexicon *lexicon, struct leat_doc *doc, uint64_t key);

/* The third: works out the scores of a lexeme that are `wanted` (bits as in `known`) and not known, which are good when
 * the batch ends. */
void lexicon_work_out(const struct lexicon *lexicon, struct lexeme *lexeme, struct leat_string word, uint32_t lists,
                      unsigned wanted, struct batch *batch);

#endif
