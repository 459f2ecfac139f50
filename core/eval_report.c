#include "eval_report.h"

#include "buffer.h"
#include "emit.h"
#include "terminal.h"

#include <inttypes.h>

static const char *const kind_names[] = {"missed", "spurious", "label", "bounds"};

/* --- misses ------------------------------------------------------------------------------------------------------- */

static bool label_counts(const struct evaluation_plan *plan, const struct evaluation_layer *layer,
                         struct leat_string label)
{
    const struct score *score = scores_find(&layer->scores, layer->labelled ? label : (struct leat_string){"", 0});
    return score != NULL && evaluation_counts(plan, layer, score);
}

/* Whether a miss concerns a label that counts somewhere. */
static bool concerns(const struct evaluation_plan *plan, const struct evaluation *evaluation, const struct miss *miss)
{
    for (size_t i = 0; i < evaluation->layer_count; i++) {
        const struct evaluation_layer *layer = &evaluation->total.layers[i];
        if (strcmp(layer->name, miss->layer) == 0)
            return (miss->kind != MISS_SPURIOUS && label_counts(plan, layer, miss->gold)) ||
                   (miss->kind != MISS_MISSED && label_counts(plan, layer, miss->found));
    }
    return false;
}

/* The next miss to be told, from `*at` on; NULL at the end. */
static const struct miss *next_miss(const struct evaluation_plan *plan, const struct evaluation *evaluation, size_t *at)
{
    while (*at < evaluation->misses.count) {
        const struct miss *miss = &evaluation->misses.at[(*at)++];
        if (concerns(plan, evaluation, miss))
            return miss;
    }
    return NULL;
}

static void print_misses(const struct evaluation_plan *plan, const struct evaluation *evaluation, size_t count,
                         bool colour, struct leat_out *out)
{
    const char *bold = terminal_style(colour, TERMINAL_BOLD), *faint = terminal_style(colour, TERMINAL_FAINT),
               *plain = terminal_style(colour, TERMINAL_PLAIN);
    const struct miss *miss;
    buffer_printf(out, "\n%smisses, the most frequent first: gold in [ ], found in { }%s\n", bold, plain);
    if (evaluation->misses.count == 0)
        leat_out_text(out, "none\n");
    for (size_t at = 0, told = 0; told < count && (miss = next_miss(plan, evaluation, &at)) != NULL; told++) {
        char labels[64];
        snprintf(labels, sizeof labels, "%.*s%s%.*s", (int)miss->gold.length, miss->gold.at,
                 miss->gold.length > 0 && miss->found.length > 0 ? " as " : "", (int)miss->found.length,
                 miss->found.at);
        buffer_printf(out, "%6" PRIu64 "  %-9s %-9s %-12s %.*s  %s%.*s%s\n", miss->count, miss->layer,
                      kind_names[miss->kind], labels, (int)miss->context.length, miss->context.at, faint,
                      (int)miss->id.length, miss->id.at, plain);
    }
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

static void print_row(struct leat_out *out, const char *layer, struct leat_string label, const struct score *score)
{
    buffer_printf(out, "%-12s %-10.*s %9.2f %9.2f %9.2f %9" PRIu64 " %9" PRIu64 " %9" PRIu64 "\n", layer,
                  (int)label.length, label.at, 100 * score_precision(score), 100 * score_recall(score),
                  100 * score_f1(score), score->gold, score->found, score->right);
}

static void print_rouge(struct leat_out *out, const struct evaluation_layer *layer)
{
    for (enum rouge_kind kind = 0; kind < ROUGE_KINDS && layer->texts > 0; kind++) {
        const struct rouge_measure *sum = &layer->rouge[kind];
        const double texts = (double)layer->texts;
        buffer_printf(out, "%-12s %-10s %9.2f %9.2f %9.2f %9" PRIu64 "\n", kind == 0 ? layer->name : "",
                      rouge_name(kind), 100 * sum->precision / texts, 100 * sum->recall / texts, 100 * sum->f1 / texts,
                      layer->texts);
    }
}

/* Labels that were found and that the gold never bears: a wrong name, or what nobody marked. */
static void print_uncounted(const struct evaluation_plan *plan, const struct evaluation_layer *layer,
                            struct leat_out *out)
{
    const char *before = "not counted, as the gold never bears it: ";
    for (size_t i = 0; plan->labels == NULL && i < layer->scores.count; i++) {
        const struct score *score = &layer->scores.at[i];
        if (!layer->labelled || score->found == 0 || evaluation_counts(plan, layer, score))
            continue;
        buffer_printf(out, "%*s%s%.*s (%" PRIu64 " found)", before[0] == 'n' ? 13 : 0, "", before,
                      (int)score->label.length, score->label.at, score->found);
        before = ", ";
    }
    if (before[0] == ',')
        leat_out_text(out, "\n");
}

static void print_layer(const struct evaluation_plan *plan, const struct evaluation_layer *layer, struct leat_out *out)
{
    const struct score sum = evaluation_sum(plan, layer);
    const char *name = layer->name;
    for (size_t i = 0; layer->labelled && i < layer->scores.count; i++) {
        if (!evaluation_counts(plan, layer, &layer->scores.at[i]))
            continue;
        print_row(out, name, layer->scores.at[i].label, &layer->scores.at[i]);
        name = "";
    }
    if (sum.gold + sum.found > 0)
        print_row(out, name, leat_string(layer->labelled ? "all" : ""), &sum);
    print_uncounted(plan, layer, out);
    print_rouge(out, layer);
}

static void print_file(const struct evaluation_plan *plan, const struct evaluation *evaluation,
                       const struct evaluation_file *file, bool colour, struct leat_out *out)
{
    buffer_printf(out, "%s%s: %" PRIu64 " documents%s\n", terminal_style(colour, TERMINAL_BOLD),
                  file->name != NULL ? file->name : "all", file->documents, terminal_style(colour, TERMINAL_PLAIN));
    buffer_printf(out, "%-12s %-10s %9s %9s %9s %9s %9s %9s\n", "layer", "label", "precision", "recall", "F1", "gold",
                  "found", "right");
    for (size_t i = 0; i < evaluation->layer_count; i++)
        print_layer(plan, &file->layers[i], out);
}

void eval_report_table(const struct evaluation_plan *plan, const struct evaluation *evaluation, size_t misses,
                       bool colour, struct leat_out *out)
{
    for (size_t i = 0; i < evaluation->file_count; i++) {
        leat_out_text(out, i > 0 ? "\n" : "");
        print_file(plan, evaluation, &evaluation->files[i], colour, out);
    }
    if (evaluation->file_count > 1) {
        leat_out_text(out, "\n");
        print_file(plan, evaluation, &evaluation->total, colour, out);
    }
    if (misses > 0)
        print_misses(plan, evaluation, misses, colour, out);
}

/* --- JSON --------------------------------------------------------------------------------------------------------- */

/* A string that is not terminated. */
static void emit_string(struct emit *emit, const char *key, struct leat_string string)
{
    struct leat_out quoted = buffer_make();
    emit_quote(&quoted, string);
    leat_out_append(&quoted, (struct leat_string){"", 1});
    if (quoted.failed)
        emit->out->failed = true;
    else
        emit_raw(emit, key, quoted.at);
    buffer_free(&quoted);
}

static void emit_measure(struct emit *emit, double precision, double recall, double f1)
{
    emit_number(emit, "precision", precision);
    emit_number(emit, "recall", recall);
    emit_number(emit, "f1", f1);
}

static void emit_score(struct emit *emit, const char *key, const struct score *score, bool labelled, bool counts)
{
    emit_open(emit, key, '{');
    if (labelled)
        emit_string(emit, "label", score->label);
    if (labelled)
        emit_bool(emit, "counts", counts);
    emit_number(emit, "gold", (double)score->gold);
    emit_number(emit, "found", (double)score->found);
    emit_number(emit, "right", (double)score->right);
    emit_measure(emit, score_precision(score), score_recall(score), score_f1(score));
    emit_close(emit, '{');
}

static void emit_layer(struct emit *emit, const struct evaluation_plan *plan, const struct evaluation_layer *layer)
{
    const struct score sum = evaluation_sum(plan, layer);
    if (sum.gold + sum.found == 0 && layer->texts == 0)
        return;
    emit_open(emit, layer->name, '{');
    if (sum.gold + sum.found > 0)
        emit_score(emit, "all", &sum, false, true);
    if (layer->labelled) {
        emit_open(emit, "labels", '[');
        for (size_t i = 0; i < layer->scores.count; i++)
            emit_score(emit, NULL, &layer->scores.at[i], true, evaluation_counts(plan, layer, &layer->scores.at[i]));
        emit_close(emit, '[');
    }
    for (enum rouge_kind kind = 0; kind < ROUGE_KINDS && layer->texts > 0; kind++) {
        const struct rouge_measure *of = &layer->rouge[kind];
        const double texts = (double)layer->texts;
        emit_open(emit, rouge_name(kind), '{');
        emit_number(emit, "texts", texts);
        emit_measure(emit, of->precision / texts, of->recall / texts, of->f1 / texts);
        emit_close(emit, '{');
    }
    emit_close(emit, '{');
}

static void emit_file(struct emit *emit, const struct evaluation_plan *plan, const struct evaluation *evaluation,
                      const struct evaluation_file *file)
{
    if (file->name != NULL)
        emit_text(emit, "file", file->name);
    emit_number(emit, "documents", (double)file->documents);
    emit_open(emit, "layers", '{');
    for (size_t i = 0; i < evaluation->layer_count; i++)
        emit_layer(emit, plan, &file->layers[i]);
    emit_close(emit, '{');
}

static void emit_misses(struct emit *emit, const struct evaluation_plan *plan, const struct evaluation *evaluation,
                        size_t count)
{
    const struct miss *miss;
    emit_open(emit, "misses", '[');
    for (size_t at = 0, told = 0; told < count && (miss = next_miss(plan, evaluation, &at)) != NULL; told++) {
        emit_open(emit, NULL, '{');
        emit_number(emit, "count", (double)miss->count);
        emit_text(emit, "layer", miss->layer);
        emit_text(emit, "kind", kind_names[miss->kind]);
        emit_string(emit, "gold", miss->gold);
        emit_string(emit, "found", miss->found);
        emit_string(emit, "context", miss->context);
        emit_string(emit, "id", miss->id);
        emit_close(emit, '{');
    }
    emit_close(emit, '[');
}

void eval_report_json(const struct evaluation_plan *plan, const struct evaluation *evaluation, size_t misses,
                      struct leat_out *out)
{
    struct emit emit = {.out = out};
    emit_open(&emit, NULL, '{');
    emit_open(&emit, "by_file", '[');
    for (size_t i = 0; i < evaluation->file_count; i++) {
        emit_open(&emit, NULL, '{');
        emit_file(&emit, plan, evaluation, &evaluation->files[i]);
        emit_close(&emit, '{');
    }
    emit_close(&emit, '[');
    emit_open(&emit, "all", '{');
    emit_file(&emit, plan, evaluation, &evaluation->total);
    emit_close(&emit, '{');
    emit_number(&emit, "lost", (double)evaluation->lost);
    if (misses > 0)
        emit_misses(&emit, plan, evaluation, misses);
    emit_close(&emit, '{');
    leat_out_text(out, "\n");
}
