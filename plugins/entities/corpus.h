/* The documents to learn from, read once: each target's feature rows and the tags that gold allows it. */
#ifndef CORPUS_H
#define CORPUS_H

#include "context.h"
#include "names.h"
#include "recall.h"

/* Set in the number of a row that tells that a word or phrase stands in a list. */
#define ROW_LISTED (UINT32_C(1) << 31)

/* A word that can be part of a name. */
struct target {
    size_t rows;      /* where its rows begin in `rows` */
    uint16_t count;   /* of its rows */
    uint16_t allowed; /* tags, as bits */
};

/* Targets that stand side by side. */
struct stretch {
    size_t first;
    uint32_t count;
};

/* A name of GROUP_MISC whose kind is known. */
struct example {
    size_t rows;
    uint16_t count;
    uint8_t kind; /* from LABEL_EVENT on */
};

struct article {
    size_t first, end; /* its stretches */
    size_t first_example, end_example;
    uint32_t set;    /* the number of its set; 0 for those by the guide that counts */
    unsigned marked; /* the groups of names that its set marks, as bits */
};

struct corpus {
    uint32_t *rows; /* some with ROW_LISTED */
    struct target *targets;
    struct trace *traces; /* one for each target */
    struct stretch *stretches;
    struct example *examples;
    struct article *articles;
    size_t row_count, target_count, stretch_count, example_count, article_count;
    size_t row_capacity, target_capacity, trace_capacity, stretch_capacity, example_capacity, article_capacity;
    size_t longest; /* stretch, in targets */
};

/* Reads the documents of a training. `guide` is a part of the paths of those sets that are marked by the guide that
 * counts; NULL: all are. False where there is no memory. */
bool corpus_read(struct corpus *corpus, const struct leat_training *training, const struct model *clusters,
                 uint32_t row_count, const char *guide);

void corpus_free(struct corpus *corpus);

#endif
