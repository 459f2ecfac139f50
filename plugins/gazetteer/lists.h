/* Reading list files into the lexicon and the patterns. */
#ifndef LISTS_H
#define LISTS_H

#include "facts.h"
#include "pattern.h"

/* What is looked for, and what is said of it. */
struct lists {
    struct lexicon lexicon;
    struct program program;
    struct facts facts;
};

bool lists_make(struct lists *lists);

void lists_free(struct lists *lists);

/* Reads one file: JSON lines where its name ends in .jsonl or .ndjson, otherwise columns parted by tabs. `label` and
 * `rule` are for lines that don't say. LEAT_FATAL with file, line and column where a line is wrong. */
enum leat_result lists_read(struct lists *lists, const char *path, const char *label, enum capitals rule,
                            struct leat_error *error);

#endif
