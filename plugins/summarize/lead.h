/* What the first byte of a token tells of it, and counting by it. */
#ifndef LEAD_H
#define LEAD_H

#include "words.h"

enum { LEAD_BITS = 20 }; /* of one count */

/* What a first byte tells: counts side by side, to be summed with one addition, and marks. */
#define LEAD_WORD UINT64_C(1) /* a letter, a digit, or anything beyond ASCII, unless LEAD_OTHER tells more */
#define LEAD_SMALL (LEAD_WORD << LEAD_BITS)     /* a small letter, or anything beyond ASCII */
#define LEAD_FIGURE (LEAD_SMALL << LEAD_BITS)   /* a digit */
#define LEAD_ADDRESS (LEAD_FIGURE << LEAD_BITS) /* may begin http or www */
#define LEAD_OTHER (LEAD_ADDRESS << 1)          /* needs a closer look: a quotation mark, a colon, beyond ASCII */

/* A token that begins with LEAD_ADDRESS and has so many bytes may be an address. */
enum { LEAD_ADDRESS_MIN = 7 };

/* The words of a sentence, counted: all; those that begin with a small letter; with a digit. */
struct lead_counts {
    uint32_t words, small, figures;
};

struct lead_list {
    uint64_t leads[256];
};

void lead_list_fill(struct lead_list *list);

static inline uint64_t lead_of(const struct lead_list *list, const char *token)
{
    return list->leads[(unsigned char)*token];
}

/* Counts the tokens from `from` on, and writes the hashes of those that are words behind the counts->words that
 * `hashes` has already. Stops, and returns where, before one that begins at `end` or behind, or that may need a closer
 * look: LEAD_OTHER, a possible address, an empty one, or one far behind `from`. */
size_t lead_read(const struct lead_list *list, const struct leat_doc *doc, const struct leat_layer *tokens, size_t from,
                 uint32_t end, struct lead_counts *counts, uint64_t *hashes);

/* Counts one token, as lead_read does. */
void lead_count(uint64_t lead, uint64_t hash, struct lead_counts *counts, uint64_t *hashes);

#endif
