/* What the document says elsewhere: how each word was tagged in a first reading, as features for a second one. */
#ifndef RECALL_H
#define RECALL_H

#include "lexeme.h"

enum { RECALL_ROWS = 16 };

/* How often the words of one spelling got each tag. */
struct memory {
    uint64_t hash;
    uint16_t tags[TAGS];
    uint16_t total, seen; /* seen: the tags that they got, as bits */
};

struct recall {
    uint32_t *slots; /* 2^bits: the number of a memory, from 1; 0: free */
    unsigned bits;
    struct memory *memories; /* room for one more than there are targets; the first is empty */
    uint32_t count;          /* of them, but for the first */
};

/* A target as it is remembered. */
struct trace {
    uint64_t hash; /* of its lexeme */
    uint32_t shape;
    uint32_t memory; /* the number of its spelling's, set by recall_note; 0: it has none */
    uint8_t tag;     /* of the first reading */
};

/* The bits of a table for so many targets. */
unsigned recall_bits(size_t targets);

/* Forgets everything. */
void recall_begin(struct recall *recall);

/* Notes a target with its tag. */
void recall_note(struct recall *recall, struct trace *trace);

/* What the other words of the same spelling say. */
struct opinion {
    uint16_t total, seen; /* how many they are, and the tags that they have, as bits */
    uint8_t tag, group;   /* the most frequent */
    uint8_t share;        /* 2: all have this group, 1: more than half, 0: fewer */
};

/* The opinion for a word with the tag `own`, which is in the memory. */
struct opinion recall_weigh(const struct memory *memory, unsigned own);

/* The opinion for a target that was noted, when all are. */
static inline struct opinion recall_ask(const struct recall *recall, const struct trace *trace)
{
    const struct memory *memory = &recall->memories[trace->memory];
    if (memory->seen != 1U << trace->tag)
        return recall_weigh(memory, trace->tag);
    const bool others = memory->total > 1; /* is anyone's guess, and so no branch */
    return (struct opinion){
        .total = (uint16_t)(memory->total - 1),
        .seen = others ? memory->seen : 0,
        .tag = others ? trace->tag : TAG_NONE,
        .group = others ? (uint8_t)tag_group(trace->tag) : GROUP_NONE,
        .share = others ? 2 : 0,
    };
}

/* The rows of what the rest of the document says of a word and its neighbours, whose opinions stand beside its own;
 * none where that is nothing. */
size_t recall_rows(const struct opinion *self, uint32_t shape, uint32_t row_count, uint32_t rows[RECALL_ROWS]);

#endif
