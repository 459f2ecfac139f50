/* A pull scanner of one JSON text, strict by RFC 8259: it holds no memory and copies nothing.
 *
 * A function takes what it is named for and moves behind it. Where the text is not what it should be, it answers false
 * and leaves the fault in the reader; after that the reader is of no use but to be asked for it. */
#ifndef READ_H
#define READ_H

#include <leat/document.h>

/* What is refused beyond, so that whatever is handed through can be read again by Leat's own reader, with a dead letter
 * around it. */
enum {
    JSON_DEPTH = 62,       /* objects and arrays in each other */
    JSON_NUMBER_SIZE = 63, /* characters of a number */
};

struct json_reader {
    const char *start, *at, *end;
    const char *fault; /* what is wrong at `at`, a constant sentence; NULL while all is well */
    bool fresh;        /* inside an object that was just entered, where no comma is due */
};

enum json_kind { JSON_NONE, JSON_OBJECT, JSON_ARRAY, JSON_STRING, JSON_NUMBER, JSON_BOOL, JSON_NULL };

/* What stands between the quotes, proved: UTF-8, no control character, every escape whole, no surrogate alone. */
struct json_string {
    struct leat_string raw;
    bool escaped; /* there are escapes in it */
};

struct json_reader json_reader_make(struct leat_string text);

/* The kind of the value that comes next, by its first byte; JSON_NONE where none begins. Moves to that byte. */
enum json_kind json_peek(struct json_reader *reader);

/* "an object", "a number", … */
const char *json_kind_name(enum json_kind kind);

bool json_take_string(struct json_reader *reader, struct json_string *string);

/* Takes a string and writes the characters that it stands for to `to`, which has room for as many bytes as are left to
 * read. */
bool json_copy_string(struct json_reader *reader, char *to, size_t *length);

/* Writes the characters that a string stands for, which was taken, to `to`, which has room for raw.length + 1 bytes.
 * Returns how many bytes they are. */
size_t json_unescape(struct json_string string, char *to);

/* Any value; `raw` is the text of it, from its first byte to its last. */
bool json_take_value(struct json_reader *reader, struct leat_string *raw);

/* Steps into an object. Then json_next_member takes the members' names one by one, and the caller takes each value. */
bool json_enter_object(struct json_reader *reader);

/* False at the end of the object, which is then left behind, and on a fault. */
bool json_next_member(struct json_reader *reader, struct json_string *name);

/* Proves that nothing but white space is left. */
bool json_end(struct json_reader *reader);

#endif
