/* Tokens and sentences of English text in one pass over its bytes. A file each: english.c takes what comes next by its
 * first byte; plain_words.c reads words that nothing joins; word.c decides what one word holds; contraction.c,
 * address.c: two of its parts; sentence_end.c asks where a sentence ends, and stop_rules.c, pause.c and boundary.c
 * answer.
 *
 * Time is linear for any text. Whatever looks ahead either stops at a fixed number of bytes, or at something that
 * begins a search of its own, or remembers how far it looked (`no_address`). */
#ifndef TOKENIZE_SCANNER_H
#define TOKENIZE_SCANNER_H

#include "boundary.h"
#include "chunk.h"
#include "properties.h"
#include "spans.h"

enum newline { NEWLINE_PARAGRAPH, NEWLINE_SPACE };
enum joined { JOINED_WHOLE, JOINED_SPLIT };

struct english_options {
    int newline;      /* enum newline */
    int hyphens;      /* enum joined */
    int contractions; /* enum joined */
};

struct scanner {
    const char *text;
    size_t length;
    size_t at;          /* the next byte to look at */
    size_t begin;       /* of the word that is being read */
    size_t sentence;    /* where the open sentence begins */
    struct chunk first; /* its first chunk, once it was looked at; else without shape and signs */
    size_t line;        /* where the line begins */
    size_t end;         /* of the last token */
    size_t stopped;     /* behind the last terminator, with its closing quotes and brackets */
    size_t address;     /* the end of the last address */
    size_t no_address;  /* up to here stands no part of a host's name or e-mail address */
    struct english_options options;
    struct spans tokens, sentences;
    const int8_t *weights; /* of the classifier; NULL: the rules alone decide where a sentence ends */
    struct lesson *lesson; /* what the classifier learns from; NULL but in training */
};

/* --- characters --------------------------------------------------------------------------------------------------- */

/* What a token that begins with this byte is. */
enum kind {
    KIND_SINGLE, /* a token of its own: brackets, quotes, controls */
    KIND_WORD,   /* letters, digits, low line */
    KIND_SPACE,
    KIND_LINE_END,
    KIND_TERMINATOR, /* . ! ? */
    KIND_RUN,        /* one token with those like it: -- === *** */
    KIND_QUOTE,      /* ' and `: perhaps a word's head */
    KIND_MARK,       /* # @ : ; and others that may open a tag, a handle, an emoticon */
    KIND_WIDE,       /* not ASCII */
};

extern const unsigned char scanner_kinds[256];

/* The byte at `at`, or 0 behind the text. */
static inline unsigned char scanner_byte(const struct scanner *s, size_t at)
{
    return at < s->length ? (unsigned char)s->text[at] : 0;
}

static inline enum kind scanner_kind(const struct scanner *s, size_t at)
{
    return (enum kind)scanner_kinds[scanner_byte(s, at)];
}

static inline bool is_lower(unsigned char byte)
{
    return byte >= 'a' && byte <= 'z';
}

static inline bool is_upper(unsigned char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static inline bool is_letter(unsigned char byte)
{
    return is_lower(byte | 0x20);
}

static inline bool is_digit(unsigned char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Letters and digits of ASCII. */
static inline bool is_alnum(unsigned char byte)
{
    return is_letter(byte) || is_digit(byte);
}

/* White space, and what shows as nothing: joiners, marks of direction, the space of no width. */
static inline bool scanner_is_invisible(property of)
{
    return (of & PROPERTY_WHITE_SPACE) != 0 || property_sentence(of) == SENTENCE_FORMAT ||
           property_word(of) == WORD_FORMAT || property_word(of) == WORD_ZWJ;
}

/* Where the word characters of ASCII that begin at `at` end. */
size_t scanner_run(const struct scanner *s, size_t at);

/* Where the letters and digits (of any script that parts words by spaces) and marks begin anew: whether a word that
 * ends at `at` would be cut there. */
bool scanner_word_goes_on(const struct scanner *s, size_t at);

/* Behind the combining marks and joiners at `at`, which belong to the character before. */
size_t scanner_skip_marks(const struct scanner *s, size_t at);

/* Behind the white space at `at`, and what is invisible in it. Adds the lines that end in it to `*lines`. */
size_t scanner_skip_space(const struct scanner *s, size_t at, size_t *lines);

/* --- tokens ------------------------------------------------------------------------------------------------------- */

static inline void scanner_token(struct scanner *s, size_t begin, size_t end)
{
    spans_push(&s->tokens, begin, end);
    s->end = end;
}

/* Reads the whole text: english.c. */
void scanner_read(struct scanner *s);

/* Reads the words from s->at on that a space, or a comma and a space, follows, and the first that something else does:
 * plain_words.c. */
void scanner_plain_words(struct scanner *s);

/* Reads the rest of the word that begins at s->begin and has been read up to s->at, and its clitics: word.c. */
void scanner_word(struct scanner *s);

/* At an apostrophe of `width` bytes behind the word from s->begin to s->at: takes the clitics that follow, or joins
 * what is one word with it. False where the word ends before it: contraction.c. */
bool scanner_apostrophe(struct scanner *s, size_t width);

/* The end of the clitic or clipped word ('s, 'em, '90s) that begins with the apostrophe at s->at; s->at where there
 * is none: contraction.c. */
size_t scanner_clipped(const struct scanner *s, size_t width);

/* The end of the host's name, web or e-mail address that begins at s->begin; 0 where it is none. s->at is behind the
 * first letters of it: address.c. */
size_t scanner_address(struct scanner *s);

/* The end of a web address whose "://" begins at `at`: address.c. */
size_t scanner_url(const struct scanner *s, size_t at);

/* Where the word from `begin` to `end` is cut if it is two written as one, such as cannot; otherwise `end`:
 * contraction.c. */
size_t scanner_fused(const struct scanner *s, size_t begin, size_t end);

/* --- sentences: sentence_end.c ------------------------------------------------------------------------------------ */

enum stop {
    STOP_FULL,         /* a full stop of its own */
    STOP_ABBREVIATION, /* the full stop of an abbreviation or initial */
    STOP_MARK,         /* ! and ? */
    STOP_ELLIPSIS,
    STOP_WIDE, /* of a script that puts no space behind it */
};

/* A terminator has been read and s->at is behind it. `word` is where the word before it begins (or the token that
 * holds the stop). Ends the sentence if it ends here: then its closing quotes and the space behind are read too. */
void scanner_stop(struct scanner *s, enum stop stop, size_t word);

/* Ends the open sentence at `end`; the next begins at `next`. */
void scanner_end_sentence(struct scanner *s, size_t end, size_t next);

/* Whether there is a classifier to ask, or one to teach. */
static inline bool scanner_asks(const struct scanner *s)
{
    return s->weights != NULL || s->lesson != NULL;
}

/* Places where a sentence may end without a stop, of which the classifier knows more than the rules: pause.c. Behind a
 * sign or address that has been read; before the sign or address at `at`; before the capital at `at`, with a space in
 * front; before the number or letter at `at` if it heads an item. */
void scanner_pause_behind(struct scanner *s, enum boundary_kind kind);
void scanner_pause_before(struct scanner *s, size_t at, enum boundary_kind kind);
void scanner_pause_at_capital(struct scanner *s, size_t at);
void scanner_pause_at_item(struct scanner *s, size_t at);

/* Reads white space with line ends in it, which may end the sentence. */
void scanner_line_end(struct scanner *s);

/* Ends the last sentence. */
void scanner_finish(struct scanner *s);

/* One character of punctuation as a token: english.c. */
void scanner_single(struct scanner *s);

#endif
