/* What the rules say of a stop: whether a sentence ends there. */
#ifndef TOKENIZE_STOP_RULES_H
#define TOKENIZE_STOP_RULES_H

#include "scanner.h"

enum follower { FOLLOWER_LOWER, FOLLOWER_UPPER, FOLLOWER_DIGIT, FOLLOWER_PUNCTUATION, FOLLOWER_OTHER };

/* A place where a sentence may end, and what speaks for and against it. */
struct candidate {
    enum stop stop;
    struct leat_string word; /* before the stop; without it. Of an ellipsis: where it stands, without length */
    bool at_begin;           /* the word is the first of the sentence */
    bool closed;             /* a quote or bracket closes behind the stop */
    bool spaced;             /* white space follows */
    bool quoted;             /* a quote closes behind the stop, or opens before the next word */
    size_t next;             /* where that word begins */
    enum follower follower;  /* and what it is */
};

/* The classifier is asked where the rules are not sure. */
enum verdict { VERDICT_GOES_ON, VERDICT_RATHER_GOES_ON, VERDICT_RATHER_ENDS, VERDICT_ENDS };

/* What stands at `at`. */
enum follower stop_follower(const struct scanner *s, size_t at);

enum verdict stop_verdict(const struct scanner *s, const struct candidate *candidate);

#endif
