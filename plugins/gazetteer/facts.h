/* What the lists say of their phrases: a label and features. Kept packed, because there may be millions of them. */
#ifndef FACTS_H
#define FACTS_H

#include <leat/plugin.h>

#include <stdlib.h>

/* Strings that are kept once and known by their number: labels, and the names of features. */
struct names {
    char **at; /* terminated */
    size_t count, capacity;
    uint32_t *table; /* open addressing over the numbers + 1; 0 is free */
    unsigned bits;
};

enum { NAMES_MAX = 1 << 16 };

struct facts {
    struct names names;
    char *bytes;
    size_t length, capacity;
    uint32_t plain; /* the last facts without a feature; a list often has the same label all through */
    bool any;       /* `plain` is set */
};

enum { FEATURES_MAX = 64 };

struct fact {
    struct leat_string key;
    struct leat_value value;
};

void facts_free(struct facts *facts);

/* Keeps a copy of a label and features (at most FEATURES_MAX) and tells its number. False where there is no room: no
 * memory, more than 4 GiB of them, or more than NAMES_MAX labels and names. */
bool facts_add(struct facts *facts, struct leat_string label, const struct fact *features, size_t count,
               uint32_t *number);

/* Adds an annotation with these facts to a layer. */
void facts_annotate(const struct facts *facts, uint32_t number, struct leat_doc *doc, const char *layer,
                    struct leat_span span);

#endif
