/* Patterns: regular expressions without anything that can't be found in linear time, all in one program.
 *
 * A program is a Thompson automaton over bytes: it is in several places at once, each a step that waits for a byte. */
#ifndef PATTERN_H
#define PATTERN_H

#include "lexicon.h"

enum { STEPS_MAX = 1 << 16, PATTERN_MAX = 1000 };

enum step_kind {
    STEP_SET,   /* takes a byte of set `value` and goes on behind itself */
    STEP_SPLIT, /* goes on both behind itself and `value` steps from itself */
    STEP_JUMP,  /* goes on `value` steps from itself */
    STEP_MATCH, /* pattern `value` ends here */
};

struct step {
    uint8_t kind;
    int32_t value;
};

struct byte_set {
    uint64_t bits[4];
};

struct program {
    struct step *steps;
    size_t count, capacity;
    struct byte_set *sets;
    size_t set_count, set_capacity;
    uint32_t *facts; /* of each pattern */
    size_t patterns, pattern_capacity;
};

static inline bool byte_set_has(const struct byte_set *set, unsigned char byte)
{
    return (set->bits[byte / 64] >> byte % 64 & 1) != 0;
}

/* Adds a pattern. NULL, or what is wrong with it, a constant sentence, and `*at` the byte of the pattern where. */
const char *pattern_add(struct program *program, struct leat_string pattern, enum capitals rule, uint32_t facts,
                        size_t *at);

void program_free(struct program *program);

#endif
