/* What the tests of the document's files share: cmocka, and documents of a small layout. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "document.h"

#include <leat/plugin.h>

enum { TOKEN, SENTENCE, ENTITY };

static const struct layout fixture_layout = {.names = {"token", "sentence", "entity"}, .count = 3};

/* Lets a step in that may add to all layers, and read them. */
static inline void fixture_annotate(struct document *document)
{
    document_enter(document, (struct access){.readable = 7, .writable = 7});
}

/* Proves that the step that was let in last is answered with `result` and, where that is not OK, with `message`. */
static inline void fixture_leave(struct document *document, enum leat_result result, const char *message)
{
    struct leat_error error = {""};
    assert_int_equal(document_leave(document, LEAT_OK, &error), result);
    assert_string_equal(error.message, message);
}

/* A decoded document of this text with id "a", in which a step may annotate. */
static inline struct document *fixture_document(const char *text)
{
    struct leat_error error;
    struct document *document = document_create(&fixture_layout, 1 << 20);
    assert_non_null(document);
    document_enter(document, (struct access){.decoding = true});
    assert_int_equal(leat_doc_set_text(&document->shown, leat_string(text), &error), LEAT_OK);
    leat_doc_set_id(&document->shown, leat_string("a"));
    fixture_leave(document, LEAT_OK, "");
    fixture_annotate(document);
    return document;
}

#define assert_string(actual, expected) assert_true(leat_string_equal(actual, leat_string(expected)))

#endif
