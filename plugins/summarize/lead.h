/* What the first byte of a token tells of it, and counting by it. */
#ifndef LEAD_H
#define LEAD_H

#include "words.h"

/* A token that begins with h or w and has so many bytes may be an address: http or www. */
enum { LEAD_ADDRESS_MIN = 7 };

/* What a first byte tells. */
struct lead {
    uint8_t most;   /* bytes a token has that needs no closer look; 0 for a quotation mark, a colon, beyond ASCII */
    uint8_t word;   /* 1: a letter, a digit, or anything beyond ASCII, unless a closer look tells more */
    uint8_t small;  /* 1: a small letter, or anything beyond ASCII */
    uint8_t figure; /* 1: a digit */
};

/* The words of a sentence, counted: all; those that begin with a small letter; with a digit. */
struct lead_counts {
    uint32_t words, small, figures;
};

struct lead_list {
    struct lead leads[256];
};

void lead_list_fill(struct lead_list *list);

static inline struct lead lead_of(const struct lead_list *list, const char *token)
{
    return list->leads[(unsigned char)*token];
}

/* Counts one token, and writes its hash behind those of the counts->words before it if it is a word. */
static inline void lead_count(struct lead lead, uint64_t hash, struct lead_counts *counts, uint64_t *hashes)
{
    hashes[counts->words] = hash;
    counts->words += lead.word;
    counts->small += lead.small;
    counts->figures += lead.figure;
}

/* Counts the tokens from `from` on. Stops, and returns where, before one that begins at `end` or behind, or that needs
 * a closer look: one that is longer than its lead allows, empty, or near the end of the text. */
size_t lead_read(const struct lead_list *list, const struct leat_doc *doc, const struct leat_layer *tokens, size_t from,
                 uint32_t end, struct lead_counts *counts, uint64_t *hashes);

#endif
