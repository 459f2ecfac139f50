/* Addresses: of pages, of mail, and of people (@name). */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "value.h"

/* A text as it is searched for addresses. */
struct addresses {
    struct leat_string text;
    uint32_t from; /* up to here it is done */
    uint32_t at, colon,
        stop; /* the next @, : and . before a letter or digit from there on; the text's length where there is none */
};

void addresses_begin(struct addresses *addresses, struct leat_string text);

/* The next address; false where there is no more. */
bool addresses_next(struct addresses *addresses, struct leat_span *span, enum value_label *label);

enum { ADDRESS_MORE = 8 };

/* Writes an address in its normal form to `to`, which has room for its length and ADDRESS_MORE bytes; returns how many
 * they are. */
size_t address_normal(struct leat_string address, enum value_label label, char *to);

#endif
