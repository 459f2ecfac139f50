/* One sentence as the rules see it: its tokens cut at hyphens, without possessive endings, each with its shape. */
#ifndef SENTENCE_H
#define SENTENCE_H

#include "spelling.h"

struct word {
    uint64_t key;          /* by which its spelling is known */
    uint32_t lower, lists; /* as those of its spelling */
    uint32_t begin, end;   /* bytes of the text */
    uint8_t shape;         /* as that of its spelling, like the next two */
    bool capital, opener;
    bool glued;      /* nothing stands between this word and the one before */
    bool hyphen;     /* only a hyphen stands between them */
    bool apart;      /* a line's end stands between them */
    bool opens;      /* its capital may be that of a beginning: of the sentence, of a quotation, after a colon */
    bool possessive; /* 's follows */
};

struct sentence {
    const struct spellings *spellings; /* set by the caller, as `keys` and `words` are */
    const uint64_t *keys;              /* of the tokens of the document, as sentence_keys has them */
    const char *text;
    size_t length; /* of the text */
    struct word *words;
    size_t count;
    uint32_t *capitals; /* the words that are `capital`, in order; set by the caller, with room for all words */
    size_t capital_count;
    bool heading; /* nearly all its words have capitals, so that a capital says nothing */
};

/* Reads the tokens that lie in `span`, from token *next on, which moves behind them. `words` has room for as many
 * words as `span` has bytes at most; see sentence_room. */
void sentence_read(struct sentence *sentence, const struct leat_doc *doc, struct leat_layer tokens,
                   struct leat_span span, size_t *next);

/* Fills in the key of each token, 0 for one that may make several words, and has the machine fetch what is kept for it.
 */
void sentence_keys(const struct leat_doc *doc, struct leat_layer tokens, const struct spellings *spellings,
                   uint64_t *keys);

/* How many words the document's sentences can have together. */
size_t sentence_room(const struct leat_doc *doc, struct leat_layer tokens);

static inline struct leat_string word_text(const struct sentence *sentence, size_t at)
{
    const struct word *word = &sentence->words[at];
    return (struct leat_string){sentence->text + word->begin, word->end - word->begin};
}

/* Whether the word begins with a capital. */
static inline bool word_capital(const struct sentence *sentence, size_t at)
{
    return at < sentence->count && sentence->words[at].shape >= SHAPE_CAPITAL &&
           sentence->words[at].shape <= SHAPE_INITIAL;
}

struct match {
    size_t words; /* 0: none */
    uint32_t lists;
};

/* The longest phrase of the lists that begins with word `at`. */
struct match sentence_match(const struct sentence *sentence, size_t at);

#endif
