/* The classic graph methods, for comparison: sentences are nodes, their likeness the weight of an edge, and a
 * sentence's score is its share of a random walk. */
#ifndef GRAPH_H
#define GRAPH_H

#include "reading.h"

/* The first so many fit sentences make the graph; those behind them score 0. */
enum { GRAPH_MAX = 256 };

enum graph_weight {
    GRAPH_TEXTRANK, /* shared words by the logarithms of the lengths: Mihalcea and Tarau, "TextRank", 2004 */
    GRAPH_LEXRANK,  /* cosine of idf vectors, continuous: Erkan and Radev, "LexRank", 2004; a word counts once */
};

/* Fills `scores`; those of sentences whose fitness is 0 are 0, too. False where there is no memory; the step then fails
 * by itself. */
bool graph_score(const struct reading *reading, enum graph_weight weight, const double *fitness, struct leat_doc *doc,
                 double *scores);

#endif
