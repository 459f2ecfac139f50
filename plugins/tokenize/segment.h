/* The rules of UAX #29 as they stand, without tailoring. */
#ifndef TOKENIZE_SEGMENT_H
#define TOKENIZE_SEGMENT_H

#include <stddef.h>

/* The end of the word segment (Unicode's: it may be white space or punctuation) that begins at `at`, before the end
 * of a valid UTF-8 text. */
size_t segment_word(const char *text, size_t length, size_t at);

/* The end of the sentence, with the white space behind it, that begins at `at`. */
size_t segment_sentence(const char *text, size_t length, size_t at);

#endif
