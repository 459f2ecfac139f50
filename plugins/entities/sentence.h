/* One sentence as the rules see it: its tokens cut at hyphens, without possessive endings, each with its shape. */
#ifndef SENTENCE_H
#define SENTENCE_H

#include "hash.h"
#include "lists.h"

#include <leat/plugin.h>

enum shape {
    SHAPE_OTHER,   /* punctuation, symbols, scripts without capitals */
    SHAPE_LOWER,   /* begins with a small letter */
    SHAPE_CAPITAL, /* begins with a capital */
    SHAPE_UPPER,   /* is two or more capitals, perhaps with stops: "APEC", "U.S." */
    SHAPE_INITIAL, /* is one capital, perhaps with a stop: "W." */
    SHAPE_NUMBER,  /* begins with a digit */
};

struct word {
    uint32_t begin, end; /* bytes of the text */
    uint32_t lists;      /* IN_… bits; only for words that are no SHAPE_LOWER: see word_lists */
    uint8_t shape;
    bool glued;      /* nothing stands between this word and the one before */
    bool hyphen;     /* only a hyphen stands between them */
    bool apart;      /* a line's end stands between them */
    bool opens;      /* its capital may be that of a beginning: of the sentence, of a quotation, after a colon */
    bool possessive; /* 's follows */
};

struct sentence {
    const char *text;
    struct word *words;
    size_t count;
    bool heading; /* nearly all its words have capitals, so that a capital says nothing */
};

/* Reads the tokens that lie in `span`, from token *next on, which moves behind them. `words` has room for as many
 * words as `span` has bytes at most; see sentence_room. */
void sentence_read(struct sentence *sentence, const struct leat_doc *doc, struct leat_layer tokens,
                   struct leat_span span, size_t *next);

/* How many words the document's sentences can have together. */
size_t sentence_room(const struct leat_doc *doc, struct leat_layer tokens);

static inline struct leat_string word_text(const struct sentence *sentence, size_t at)
{
    const struct word *word = &sentence->words[at];
    return (struct leat_string){sentence->text + word->begin, word->end - word->begin};
}

static inline uint64_t word_hash(const struct sentence *sentence, size_t at)
{
    const struct leat_string text = word_text(sentence, at);
    return hash_bytes(HASH_START, text.at, text.length);
}

/* The lists that hold this word; also good for small ones, and for places outside the sentence (none). */
static inline uint32_t word_lists(const struct sentence *sentence, size_t at)
{
    if (at >= sentence->count)
        return 0;
    const struct word *word = &sentence->words[at];
    return word->shape == SHAPE_LOWER ? lists_find(word_hash(sentence, at)) : word->lists;
}

static inline bool word_is(const struct sentence *sentence, size_t at, const char *text)
{
    return at < sentence->count && leat_string_equal(word_text(sentence, at), leat_string(text));
}

/* Whether the word begins with a capital. */
static inline bool word_capital(const struct sentence *sentence, size_t at)
{
    return at < sentence->count && sentence->words[at].shape >= SHAPE_CAPITAL &&
           sentence->words[at].shape <= SHAPE_INITIAL;
}

/* Whether a name begins with word `at` though it is small: "al" of "al-Qaida". */
static inline bool sentence_particle(const struct sentence *sentence, size_t at)
{
    return at + 1 < sentence->count && sentence->words[at + 1].hyphen && word_capital(sentence, at + 1) &&
           sentence->words[at].shape == SHAPE_LOWER && (word_lists(sentence, at) & IN_PARTICLE) != 0;
}

struct match {
    size_t words; /* 0: none */
    uint32_t lists;
};

/* The longest phrase of the lists that begins with word `at`. */
struct match sentence_match(const struct sentence *sentence, size_t at);

#endif
