/* What stands between two white spaces, as the classifier of boundaries sees it: signs, a word, signs. */
#ifndef TOKENIZE_CHUNK_H
#define TOKENIZE_CHUNK_H

#include <stddef.h>
#include <stdint.h>

/* No more bytes of a chunk than these are read. */
enum { CHUNK_LONGEST = 32 };

enum chunk_shape {
    CHUNK_FIRST = 7,          /* the first character of the word: 0 there is no word, or one of the next four */
    CHUNK_LOWER = 1,          /* a small letter of ASCII */
    CHUNK_UPPER = 2,          /* a capital */
    CHUNK_DIGIT = 3,          /* a digit */
    CHUNK_WIDE = 4,           /* not ASCII */
    CHUNK_HAS_LOWER = 1 << 3, /* there is a small letter behind it */
    CHUNK_HAS_UPPER = 1 << 4, /* a capital */
    CHUNK_HAS_DIGIT = 1 << 5, /* a digit */
    CHUNK_HAS_POINT = 1 << 6, /* a full stop within the word */
    CHUNK_HAS_SIGN = 1 << 7,  /* another sign within the word, such as a slash */
};

/* Hashes tell words apart, whatever the case of their letters and which digits they hold. */
struct chunk {
    uint32_t word;       /* english_hash of the word, with 0 for each digit; 0: there is none */
    uint32_t head, tail; /* of the signs before and behind it, 0: there are none; the same where there is no word */
    unsigned shape;      /* of the word */
    size_t begin, end;   /* where the word stands */
};

/* Reads the chunk that begins at `begin`: up to white space of ASCII, `limit`, or CHUNK_LONGEST bytes. */
struct chunk chunk_read(const char *text, size_t begin, size_t limit);

/* Where the chunk that ends at `end` begins, not before `limit`, nor more than CHUNK_LONGEST bytes before. */
size_t chunk_begin(const char *text, size_t limit, size_t end);

#endif
