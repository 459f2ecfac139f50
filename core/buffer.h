/* Bytes that grow: the core's use of the contract's struct leat_out. Append with leat_out_append and its kin. */
#ifndef BUFFER_H
#define BUFFER_H

#include <leat/plugin.h>

/* An empty buffer, which holds no memory yet. */
struct leat_out buffer_make(void);

/* Formatted text, as printf does it. */
LEAT_PRINTF(2, 3)
void buffer_printf(struct leat_out *buffer, const char *format, ...);

/* Forgets the content and a failure, keeping up to `keep` bytes of room. */
void buffer_reset(struct leat_out *buffer, size_t keep);

/* Drops the first `count` bytes. */
void buffer_consume(struct leat_out *buffer, size_t count);

void buffer_free(struct leat_out *buffer);

/* A buffer in a plugin's hands: what the plugin writes to `shown` reaches the true one only if it kept to the rules. */
struct buffer_loan {
    struct leat_out shown; /* first, so that a pointer to it is a pointer to this */
    struct leat_out *lender;
};
void buffer_lend(struct leat_out *buffer, struct buffer_loan *loan);

/* Takes over what was appended. False, with the buffer as it was, where the plugin misused it. */
bool buffer_take_back(struct buffer_loan *loan);

#endif
