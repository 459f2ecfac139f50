/* From the tags of words to names with labels. */
#ifndef NAMES_H
#define NAMES_H

#include "lexeme.h"
#include "mention.h"

struct name {
    size_t from, to; /* words of the sentence */
    enum group group;
};

/* The first name at word `at` or behind it; one of GROUP_NONE where there is none. */
struct name names_next(const struct sentence *sentence, const uint8_t *tags, size_t at);

enum { KIND_ROWS = 640, KINDS = LABEL_MISC - LABEL_EVENT + 1 };

/* The rows of the features that tell the kind of words [from, to), a name of GROUP_MISC: the score of LABEL_EVENT + k
 * stands in column k. Returns how many, at most KIND_ROWS. */
size_t names_kind_rows(const struct sentence *sentence, size_t from, size_t to, const struct model *model,
                       uint32_t row_count, uint32_t rows[KIND_ROWS]);

/* The label of a name. */
enum label names_label(const struct sentence *sentence, struct name name, const struct model *model);

#endif
