#include "graph.h"

/* Only +, -, * and / and square roots of doubles, which are exact to the last bit everywhere, in a fixed order. */
static const double damping = 0.85, tolerance = 1e-6;
enum { ROUNDS_MAX = 50, LOGARITHM_TERMS = 12 };

/* The natural logarithm of a number from 1, by halving it to [1, 2) and the series of the inverse hyperbolic tangent.
 */
static double logarithm(double number)
{
    const double two = 0.69314718055994530942;
    double halvings = 0, sum = 0;
    while (number >= 2) {
        number /= 2;
        halvings++;
    }
    const double ratio = (number - 1) / (number + 1), square = ratio * ratio;
    for (int i = LOGARITHM_TERMS - 1; i >= 0; i--)
        sum = sum * square + 1.0 / (2 * i + 1);
    return halvings * two + 2 * ratio * sum;
}

/* What a shared term adds to the likeness of two sentences. */
static double *term_weights(const struct reading *reading, enum graph_weight weight, struct leat_doc *doc)
{
    double *weights = leat_doc_alloc(doc, (reading->terms + 1) * sizeof *weights);
    for (size_t i = 0; weights != NULL && i < reading->terms; i++) {
        const double idf = logarithm((double)reading->sentences / reading->counts[i]);
        weights[i] = weight == GRAPH_LEXRANK ? idf * idf : 1;
    }
    return weights;
}

struct graph {
    const struct reading *reading;
    enum graph_weight weight;
    const double *weights;     /* of each term */
    bool *marked;              /* a flag for each term, all false between two sentences */
    uint32_t nodes[GRAPH_MAX]; /* sentences */
    double norms[GRAPH_MAX];   /* of each node: what its likenesses are divided by, in part */
    double *edges;             /* count × count */
    size_t count;
};

static double norm_of(const struct graph *graph, size_t node)
{
    const struct reading *reading = graph->reading;
    double sum = 0;
    for (uint32_t at = reading_begin(reading, graph->nodes[node]); at < reading->ends[graph->nodes[node]]; at++)
        sum += graph->weights[reading->ids[at]];
    return graph->weight == GRAPH_LEXRANK ? sqrt(sum) : sum > 0 ? logarithm(sum) : 0;
}

static void mark(struct graph *graph, size_t node, bool flag)
{
    const struct reading *reading = graph->reading;
    for (uint32_t at = reading_begin(reading, graph->nodes[node]); at < reading->ends[graph->nodes[node]]; at++)
        graph->marked[reading->ids[at]] = flag;
}

/* The edges of a node to those before it. */
static void connect(struct graph *graph, size_t node)
{
    const struct reading *reading = graph->reading;
    mark(graph, node, true);
    for (size_t other = 0; other < node; other++) {
        const uint32_t begin = reading_begin(reading, graph->nodes[other]), end = reading->ends[graph->nodes[other]];
        double shared = 0;
        for (uint32_t at = begin; at < end; at++)
            shared += graph->marked[reading->ids[at]] ? graph->weights[reading->ids[at]] : 0;
        const double norm = graph->weight == GRAPH_LEXRANK ? graph->norms[node] * graph->norms[other]
                                                           : graph->norms[node] + graph->norms[other];
        const double likeness = norm > 0 ? shared / norm : 0;
        graph->edges[node * graph->count + other] = graph->edges[other * graph->count + node] = likeness;
    }
    graph->edges[node * graph->count + node] = 0;
    mark(graph, node, false);
}

/* Divides each row by its sum. */
static void make_stochastic(struct graph *graph)
{
    for (double *row = graph->edges; row < graph->edges + graph->count * graph->count; row += graph->count) {
        double sum = 0;
        for (size_t i = 0; i < graph->count; i++)
            sum += row[i];
        for (size_t i = 0; sum > 0 && i < graph->count; i++)
            row[i] /= sum;
    }
}

/* One step of the random walk; returns how far it led. */
static double step(const struct graph *graph, const double *from, double *to)
{
    double moved = 0;
    for (size_t i = 0; i < graph->count; i++)
        to[i] = (1 - damping) / (double)graph->count;
    for (size_t i = 0; i < graph->count; i++)
        for (size_t j = 0; j < graph->count; j++)
            to[j] += damping * from[i] * graph->edges[i * graph->count + j];
    for (size_t i = 0; i < graph->count; i++)
        moved += to[i] > from[i] ? to[i] - from[i] : from[i] - to[i];
    return moved;
}

/* Where the walk is in the long run. */
static void walk(const struct graph *graph, double *scores)
{
    double places[2][GRAPH_MAX], moved = 1;
    for (size_t i = 0; i < graph->count; i++)
        places[0][i] = 1 / (double)graph->count;
    int round = 0;
    for (; round < ROUNDS_MAX && moved > tolerance; round++)
        moved = step(graph, places[round % 2], places[(round + 1) % 2]);
    for (size_t i = 0; i < graph->count; i++)
        scores[graph->nodes[i]] = places[round % 2][i];
}

bool graph_score(const struct reading *reading, enum graph_weight weight, const double *fitness, struct leat_doc *doc,
                 double *scores)
{
    struct graph graph = {.reading = reading, .weight = weight, .weights = term_weights(reading, weight, doc)};
    for (size_t i = 0; i < reading->sentences; i++) {
        scores[i] = 0;
        if (fitness[i] > 0 && graph.count < GRAPH_MAX)
            graph.nodes[graph.count++] = (uint32_t)i;
    }
    graph.edges = leat_doc_alloc(doc, graph.count * graph.count * sizeof *graph.edges);
    graph.marked = leat_doc_alloc(doc, reading->terms + 1);
    if (graph.weights == NULL || graph.edges == NULL || graph.marked == NULL)
        return false;
    memset(graph.marked, 0, reading->terms + 1);
    for (size_t i = 0; i < graph.count; i++) {
        graph.norms[i] = norm_of(&graph, i);
        connect(&graph, i);
    }
    make_stochastic(&graph);
    walk(&graph, scores);
    return true;
}
