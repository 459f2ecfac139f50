/* How well a pipeline does on documents with gold: each layer that it gives against its gold.
 *
 * An annotation is right where gold has one of the same span and label; in a layer whose gold bears no labels the span
 * alone counts. What a file does not mark is not counted as wrong: neither a layer nor, unless `labels` says otherwise,
 * a label that its gold never bears. Layers whose gold is text are measured by ROUGE. */
#ifndef EVALUATION_H
#define EVALUATION_H

#include "corpus.h"
#include "miss.h"
#include "rouge.h"
#include "score.h"

struct evaluation_layer {
    const char *name;
    struct scores scores;                    /* of all labels that occurred, in gold or not */
    bool labelled;                           /* some of its gold bears a label */
    struct rouge_measure rouge[ROUGE_KINDS]; /* sums over the texts */
    uint64_t texts;                          /* documents whose gold is text */
};

/* What one file comes to, or all of them. */
struct evaluation_file {
    const char *name; /* its path; NULL: all */
    uint64_t documents;
    struct evaluation_layer *layers; /* one for each layer that the pipeline gives */
};

struct evaluation_plan {
    const struct config *source;   /* gives the documents */
    const struct config *pipeline; /* annotates them; with the decoders of `source` */
    struct gold *gold;             /* of the pipeline's layout: the layers to be measured */
    const char *const *labels;     /* that alone count; NULL at the end; NULL: those that the gold of a file bears */
    const struct leat_pair *map;   /* labels and what they are taken for, on both sides */
    size_t map_count;
    bool misses; /* they are gathered */
    void *user;
    void (*lose)(void *user, const struct corpus_loss *loss);
};

/* All zero is empty. */
struct evaluation {
    struct evaluation_file *files; /* in the order of reading */
    size_t file_count, file_capacity;
    struct evaluation_file total;
    struct misses misses;
    uint64_t lost;
    size_t layer_count;
    struct arena arena;
};

/* Runs it. OK or FATAL. Free the evaluation in either case. */
enum leat_result evaluation_run(const struct evaluation_plan *plan, struct evaluation *evaluation,
                                struct leat_error *error);
void evaluation_free(struct evaluation *evaluation);

/* Whether a label is one that counts in this file. */
bool evaluation_counts(const struct evaluation_plan *plan, const struct evaluation_layer *layer,
                       const struct score *score);

/* The sum of all that counts. */
struct score evaluation_sum(const struct evaluation_plan *plan, const struct evaluation_layer *layer);

#endif
