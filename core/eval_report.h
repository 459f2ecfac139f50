/* An evaluation, told as a table or as JSON. */
#ifndef EVAL_REPORT_H
#define EVAL_REPORT_H

#include "evaluation.h"

/* Appends all of it, with up to `misses` of the most frequent misses. */
void eval_report_table(const struct evaluation_plan *plan, const struct evaluation *evaluation, size_t misses,
                       bool colour, struct leat_out *out);
void eval_report_json(const struct evaluation_plan *plan, const struct evaluation *evaluation, size_t misses,
                      struct leat_out *out);

#endif
