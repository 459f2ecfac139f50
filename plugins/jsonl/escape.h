/* Escapes in JSON strings: \n, \u00e9, \ud83d\ude00. */
#ifndef ESCAPE_H
#define ESCAPE_H

/* Moves `*place` from a backslash behind the escape that it begins; of a surrogate pair, behind both halves. NULL, or
 * what is wrong, a constant sentence; then `*place` stays. */
const char *escape_check(const char **place, const char *end);

/* Writes the character that a checked escape stands for to `*to`, moves that behind it, and returns the escape's end.
 * The character is never longer than the escape. */
const char *escape_put(const char *at, char **to);

#endif
