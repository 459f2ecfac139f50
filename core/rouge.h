/* ROUGE: how much of a summary written by a person is in one that was made (C.-Y. Lin, "ROUGE: A Package for Automatic
 * Evaluation of Summaries", 2004).
 *
 * Which ROUGE it is: a word is a run of ASCII letters, digits and bytes of other characters, ASCII letters in lower
 * case; there is no stemming, and no word is left out. ROUGE-1 and ROUGE-2 count the one- and two-word sequences of the
 * whole text that both have, each as often as in the one that has it less often; sequences run across sentences.
 * ROUGE-L is of the summary level: for each sentence of the reference the union of its longest common subsequences with
 * every sentence of the candidate, a word counting as often as in the text that has it less often. Recall is in terms
 * of the reference, precision of the candidate, and F1 weighs them alike. There is one reference. */
#ifndef ROUGE_H
#define ROUGE_H

#include <leat/document.h>

struct rouge_measure {
    double precision, recall, f1; /* from 0 to 1 */
};

enum rouge_kind { ROUGE_1, ROUGE_2, ROUGE_L, ROUGE_KINDS };

/* A text as its sentences. */
struct rouge_text {
    const struct leat_string *sentences;
    size_t count;
};

/* Measures a candidate by a reference. False where there is no memory. */
bool rouge_measure(struct rouge_text candidate, struct rouge_text reference,
                   struct rouge_measure measures[ROUGE_KINDS]);

/* "ROUGE-1", … */
const char *rouge_name(enum rouge_kind kind);

#endif
