/* The document as the core sees it: one object that is filled, annotated, encoded and used again. */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "layer.h"
#include "memory.h"
#include "offset.h"

#include <leat/plugin.h>

enum { LAYERS_MAX = 64 };

/* The layers that the documents of one pipeline can have, in the order in which its stages give them. */
struct layout {
    const char *names[LAYERS_MAX];
    size_t count;
};

/* What one step may do. Bit i stands for layer i of the layout; with all bits set it may also ask for layers that
 * nobody gives. */
struct access {
    uint64_t readable, writable;
    const char *uses; /* names that it may ask for though nobody gives them; NULL for none */
    bool decoding;    /* it may set text, id, title and metadata */
};

struct document {
    struct leat_doc shown; /* what steps see; first, so that a pointer to it is a pointer to this */
    const struct layout *layout;
    struct access access;
    struct leat_error violation; /* what the step did against the contract, or the memory that it could not have */
    bool violated;
    size_t max_text;
    char *text; /* the room that shown.text stands in once it is set; the byte after its end is 0 */
    size_t text_capacity;
    struct labels labels;
    struct layer layers[LAYERS_MAX];
    struct offsets offsets;
    uint64_t seal;      /* what checker_begin took; 0: nothing yet */
    struct arena arena; /* holds id, origin, title, values, labels */
};

/* An empty document of this layout, which must outlive it; texts over `max_text` bytes are refused. NULL where there
 * is no memory. */
struct document *document_create(const struct layout *layout, size_t max_text);

/* Empties it for the next document, keeping its memory. */
void document_reset(struct document *document);

void document_destroy(struct document *document);

/* Empties the text alone, and what is known of it. */
void document_forget_text(struct document *document);

/* Lets the next step in. */
void document_enter(struct document *document, struct access access);

/* The step has returned: its own answer, or LEAT_REJECT with the violation where there was one. */
enum leat_result document_leave(struct document *document, enum leat_result result, struct leat_error *error);

/* Keeps the first thing that a step does wrong. */
LEAT_PRINTF(2, 3)
void document_violate(struct document *document, const char *format, ...);

static inline struct document *document_of(const struct leat_doc *doc)
{
    return (struct document *)doc;
}

/* Index of a layer in the layout; LAYERS_MAX where it has none of that name. */
size_t layout_find(const struct layout *layout, const char *name);

/* Adds a name, which must outlive the layout. False where there is no room. */
bool layout_add(struct layout *layout, const char *name);

/* Whether `name` stands in a list of names parted by spaces (NULL: none). */
bool names_contain(const char *names, const char *name);

/* Takes the next name from a list parted by spaces; empty at the end. */
struct leat_string names_next(const char **names);

#endif
