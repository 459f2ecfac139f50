/* A sentence as the tagger sees it: which of its words can be part of a name at all, and the features that tell of
 * more than one word. */
#ifndef CONTEXT_H
#define CONTEXT_H

#include "lexeme.h"

enum { CONTEXT_ROWS = 80 };

/* What is kept for each target: a word that can be part of a name. Of the words around it, `lexeme` and `wanted`. */
struct seat {
    struct lexeme *lexeme; /* set for targets and REACH words around them */
    uint32_t phrase;       /* IN_… bits of the longest listed phrase that it is part of */
    uint8_t part;          /* its place in that phrase: enum part */
    uint8_t from, to;      /* its run of capitals begins so many words before it, and ends so many behind */
    uint8_t wanted;        /* for which targets its lexeme needs scores: bits as in `known`; set by the tagger */
};

struct context {
    const struct sentence *sentence;
    struct seat *seats;        /* one for each word */
    uint32_t *targets;         /* the words that can be part of a name, in order; room for all */
    size_t count;              /* of the targets */
    const struct lexeme *edge; /* what stands before the first word and behind the last */
};

/* Finds the targets, and sets all of their seats but `lexeme` and `wanted`. */
void context_read(struct context *context);

/* The lexeme `distance` behind word `at`. */
static inline const struct lexeme *context_lexeme(const struct context *context, size_t at, int distance)
{
    const size_t place = at + (size_t)distance;
    return place < context->sentence->count ? context->seats[place].lexeme : context->edge;
}

/* The rows of the features of target `at` that tell of more than one word; those of its listed phrase come last, two
 * for each list. */
size_t context_rows(const struct context *context, size_t at, uint32_t row_count, uint32_t rows[CONTEXT_ROWS]);

#endif
