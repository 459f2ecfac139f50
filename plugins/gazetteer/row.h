/* One line of a list. */
#ifndef ROW_H
#define ROW_H

#include "facts.h"
#include "lexicon.h"

enum { PHRASES_MAX = 1000 };

struct row {
    struct leat_string phrases[PHRASES_MAX]; /* of one thing */
    size_t count;
    bool pattern; /* the one phrase is a pattern */
    struct leat_string label;
    enum capitals rule;
    struct fact features[FEATURES_MAX];
    size_t feature_count;
    const char *fault; /* a constant sentence; NULL where all is well */
    size_t at;         /* the byte of the line at which the fault is, or else the first phrase's */
};

/* Reads "phrase TAB label TAB id"; label and id may be left out, and a phrase between slashes is a pattern. The strings
 * lie in the line. `row` holds the label and rule for what the line does not say. False with a fault. */
bool row_read_tabs(struct row *row, struct leat_string line);

/* Reads a JSON object. The strings lie in `scratch`, which has room for as many bytes as the line has, or in the line.
 */
bool row_read_json(struct row *row, struct leat_string line, char *scratch);

#endif
