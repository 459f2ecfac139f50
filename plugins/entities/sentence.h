/* One sentence as the rules see it: its tokens cut at hyphens, without possessive endings, each with its shape. */
#ifndef SENTENCE_H
#define SENTENCE_H

#include "cases.h"
#include "spelling.h"

struct word {
    uint64_t key;             /* of its bytes, without a possessive ending */
    struct spelling spelling; /* as it was found */
    struct leat_span span;    /* without a possessive ending */
};

struct sentence {
    struct spellings spellings; /* set by the caller, as the rest up to `words` */
    const uint64_t *keys;       /* of the tokens of the document, as sentence_keys has them */
    struct cases cases;         /* of the document */
    const char *text;
    size_t length; /* of the text */
    struct word *words;
    size_t count;
    uint32_t *capitals; /* the words that are `capital`, in order; set by the caller, with room for all words */
    size_t capital_count;
    bool heading; /* nearly all its words have capitals, so that a capital says nothing */
};

/* Reads the tokens that lie in `span`, from token *next on, which moves behind them, and notes in `cases` what they
 * tell of case; reading them again changes nothing there. `words` has room for as many words as `span` has bytes at
 * most; see sentence_room. */
void sentence_read(struct sentence *sentence, const struct leat_doc *doc, struct leat_layer tokens,
                   struct leat_span span, size_t *next);

/* Fills in the key of each token, 0 for one that may make several words or none, and has the machine fetch what is kept
 * for it. */
void sentence_keys(const struct leat_doc *doc, struct leat_layer tokens, struct spellings spellings, uint64_t *keys);

/* How many words the document's sentences can have together. */
size_t sentence_room(const struct leat_doc *doc, struct leat_layer tokens);

static inline size_t word_length(const struct word *word)
{
    return word->span.end - word->span.begin;
}

static inline struct leat_string word_text(const struct sentence *sentence, size_t at)
{
    const struct word *word = &sentence->words[at];
    return (struct leat_string){sentence->text + word->span.begin, word_length(word)};
}

/* Whether the word begins with a capital. */
static inline bool word_capital(const struct sentence *sentence, size_t at)
{
    return at < sentence->count && sentence->words[at].spelling.shape >= SHAPE_CAPITAL &&
           sentence->words[at].spelling.shape <= SHAPE_INITIAL;
}

/* How many bytes stand between word `at`, which is not the first, and the one before, and where. */
static inline size_t word_gap(const struct sentence *sentence, size_t at, const char **gap)
{
    const struct word *word = &sentence->words[at];
    *gap = sentence->text + word[-1].span.end;
    return word->span.begin - word[-1].span.end;
}

/* Whether nothing stands between word `at` and the one before. */
static inline bool word_glued(const struct sentence *sentence, size_t at)
{
    const char *gap;
    return at > 0 && (word_gap(sentence, at, &gap) == 0) & !sentence->words[at - 1].spelling.possessive;
}

/* Whether only a hyphen stands between word `at`, if there is one, and the one before. */
static inline bool word_hyphen(const struct sentence *sentence, size_t at)
{
    const char *gap;
    return at > 0 && at < sentence->count && (word_gap(sentence, at, &gap) == 1) & (*gap == '-');
}

/* Whether a line's end stands between word `at`, which is not the first, and the one before. */
static inline bool word_apart(const struct sentence *sentence, size_t at)
{
    const char *gap;
    const size_t length = word_gap(sentence, at, &gap);
    return length > 1 ? memchr(gap, '\n', length) != NULL : (length == 1) & (*gap == '\n');
}

/* Whether the word's capital may be that of a beginning: of the sentence, of a quotation, after a colon. */
static inline bool word_opens(const struct sentence *sentence, size_t at)
{
    return at == 0 || sentence->words[at - 1].spelling.opener | word_apart(sentence, at);
}

struct match {
    size_t words; /* 0: none */
    uint32_t lists;
};

/* The longest phrase of the lists that begins with word `at`. */
struct match sentence_match(const struct sentence *sentence, size_t at);

#endif
