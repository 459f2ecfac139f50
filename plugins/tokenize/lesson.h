/* Learning where sentences end: the scanner reads documents whose sentences are known, and is told at each place where
 * it would ask the classifier. */
#ifndef TOKENIZE_LESSON_H
#define TOKENIZE_LESSON_H

#include "boundary.h"

#include <leat/plugin.h>

struct english_options;
struct lesson;

/* Keeps what is seen at one place, and tells whether a sentence ends there. */
bool lesson_note(struct lesson *lesson, const struct boundary *boundary, const uint32_t features[BOUNDARY_FEATURES]);

/* Compares a sentence that was found with those known. */
void lesson_sentence(struct lesson *lesson, size_t begin, size_t end);

/* Learns from the layer "gold:sentence" and writes the model's file. LEAT_FATAL where that can't be. */
enum leat_result lesson_train(const struct leat_training *training, const struct english_options *options,
                              struct leat_out *model, struct leat_error *error);

#endif
