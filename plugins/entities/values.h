/* Values: amounts, dates, times, numbers and addresses, found by rules. */
#ifndef VALUES_H
#define VALUES_H

#include "sentence.h"
#include "value.h"

/* What is looked for. Made once, then only read. */
struct value_rules {
    struct terms terms;
    bool wanted[VALUE_LABELS], any; /* any: some label is wanted */
    const char *date;               /* the metadata that holds a document's date */
    enum slashed slashed;           /* how "4/5/2024" is read where nothing proves it */
};

extern const char *const value_names[VALUE_LABELS];

/* Makes the rules; LEAT_FATAL where the list names what is no label. */
enum leat_result value_rules_make(struct value_rules *rules, struct leat_list wanted, const char *date,
                                  enum slashed slashed, struct leat_error *error);

struct values {
    struct value *at; /* in the order of the text, apart from each other */
    size_t count, capacity;
};

/* Finds all values of a document, whose sentences have been read. False where there is no memory. */
bool values_find(struct values *values, const struct value_rules *rules, struct leat_doc *doc,
                 const struct sentence *read);

/* The day that the document's metadata tells; its year is 0 where there is none. */
struct day values_today(const struct value_rules *rules, struct leat_doc *doc);

/* Sets the features of annotation `index` of the layer "entity". */
void value_describe(const struct value *value, struct leat_doc *doc, struct day today, size_t index);

#endif
