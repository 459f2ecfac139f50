/* Gold: what people say a layer should hold, read from the fields that a document came with.
 *
 * The gold of layer "entity" becomes layer "gold:entity" of the same document. A field is taken in these forms, its
 * annotations in any order:
 *
 *     [[0, 8], …]                        begin and end, in code points
 *     [[0, 8, "LOC"], …]                 with a label,
 *     [[0, 8, "LOC", "GPE"], …]          and with the label that its source had, which becomes feature "source"
 *     [{"begin": 0, "end": 8, "label": "LOC"}, …]   as the jsonl encoder writes it; further members become features
 *     "…" or ["…", …]                    text, such as a summary by hand, which becomes no layer */
#ifndef GOLD_H
#define GOLD_H

#include "document.h"

#define GOLD_PREFIX "gold:"

struct gold_layer {
    const char *layer; /* "entity" */
    const char *name;  /* "gold:entity" */
    const char *field; /* that holds it; NULL: one called as the layer, or by its plural */
    size_t slot;       /* of the gold layer in the layout */
    /* of the document at hand: */
    bool marked;                     /* it has the field */
    const struct leat_string *texts; /* what the field holds, if that is text; in the document's memory */
    size_t text_count;
};

struct gold {
    struct gold_layer at[LAYERS_MAX];
    size_t count;
    bool keep_texts; /* fields that hold text stay in the metadata, where steps see them */
};

/* Has the gold of `layer` read from `field`, NULL: from one called as the layer or by its plural. Its layer is added to
 * the layout, before any document of it is made. Strings are copied to the arena. False where there is no room or
 * memory. */
bool gold_add(struct gold *gold, const char *layer, const char *field, struct layout *layout, struct arena *arena);

/* The entry of a layer; NULL where there is none. */
struct gold_layer *gold_find(struct gold *gold, const char *layer);

/* Turns the gold fields of a decoded document into layers, and takes them out of its metadata, so that no step can look
 * them up. OK, or REJECT with what is wrong in which field. */
enum leat_result gold_read(struct gold *gold, struct document *document, struct leat_error *error);

#endif
