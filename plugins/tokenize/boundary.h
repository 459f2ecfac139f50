/* Whether a sentence ends at a place where it may: the classifier that was trained. It sums the weights of what it sees
 * there: the words and signs on both sides, their shapes, how long the sentence is, what the rules say. */
#ifndef TOKENIZE_BOUNDARY_H
#define TOKENIZE_BOUNDARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scanner;

enum { BOUNDARY_BITS = 16, BOUNDARY_WEIGHTS = 1 << BOUNDARY_BITS, BOUNDARY_FEATURES = 20 };

/* The weights that come with the plugin: from sentences.model, by gen/model.c. */
extern const int8_t boundary_weights[BOUNDARY_WEIGHTS];

/* What makes a place one where a sentence may end. */
enum boundary_kind {
    BOUNDARY_FULL, /* behind a stop: the same order as enum stop */
    BOUNDARY_ABBREVIATION,
    BOUNDARY_MARK,
    BOUNDARY_ELLIPSIS,
    BOUNDARY_SIGN,    /* behind a sign that is no stop */
    BOUNDARY_CAPITAL, /* before a word with a capital */
    BOUNDARY_OPENER,  /* before a sign */
    BOUNDARY_ITEM,    /* before a number that may head an item */
    BOUNDARY_ADDRESS, /* before or behind an address */
};

struct boundary {
    enum boundary_kind kind;
    bool closed; /* quotes or brackets close behind the stop */
    bool rule;   /* what the rules say */
    size_t end;  /* of what comes before */
    size_t next; /* where what follows begins */
};

/* Tells which weights speak at `boundary`. */
void boundary_features(struct scanner *s, const struct boundary *boundary, uint32_t features[BOUNDARY_FEATURES]);

bool boundary_ends(struct scanner *s, const struct boundary *boundary);

#endif
