#include "document.h"

#include "host.h"
#include "utf8.h"

#include <stdlib.h>

struct document *document_create(const struct layout *layout, size_t max_text)
{
    struct document *document = calloc(1, sizeof *document);
    if (document == NULL)
        return NULL;
    document->layout = layout;
    for (size_t i = 0; i < layout->count; i++)
        document->layers[i].apart = names_contain("token sentence", layout->names[i]);
    document->max_text = max_text < UINT32_MAX ? max_text : UINT32_MAX - 1;
    document_reset(document);
    return document;
}

void document_reset(struct document *document)
{
    for (size_t i = 0; i < document->layout->count; i++)
        layer_reset(&document->layers[i]);
    labels_reset(&document->labels);
    arena_reset(&document->arena);
    document->seal = 0;
    document->violated = false;
    document->shown = (struct leat_doc){.host = &host_table};
    document_forget_text(document);
}

void document_forget_text(struct document *document)
{
    document->shown.text = "";
    document->shown.length = 0;
    document->shown.ascii = true;
    document->offsets = (struct offsets){0};
}

void document_destroy(struct document *document)
{
    if (document == NULL)
        return;
    arena_free(&document->arena);
    for (size_t i = 0; i < LAYERS_MAX; i++)
        layer_free(&document->layers[i]);
    labels_free(&document->labels);
    free(document->text);
    free(document);
}

void document_enter(struct document *document, struct access access)
{
    document->access = access;
}

enum leat_result document_leave(struct document *document, enum leat_result result, struct leat_error *error)
{
    document->access = (struct access){0};
    if (!document->violated || result == LEAT_FATAL)
        return result;
    *error = document->violation;
    document->violated = false;
    return LEAT_REJECT;
}

void document_violate(struct document *document, const char *format, ...)
{
    if (document->violated)
        return;
    document->violated = true;
    va_list values;
    va_start(values, format);
    vsnprintf(document->violation.message, sizeof document->violation.message, format, values);
    va_end(values);
}

size_t layout_find(const struct layout *layout, const char *name)
{
    for (size_t i = 0; i < layout->count; i++)
        if (layout->names[i][0] == name[0] && strcmp(layout->names[i], name) == 0)
            return i;
    return LAYERS_MAX;
}

bool layout_add(struct layout *layout, const char *name)
{
    if (layout->count == LAYERS_MAX)
        return false;
    layout->names[layout->count++] = name;
    return true;
}

struct leat_string names_next(const char **names)
{
    const char *at = *names == NULL ? "" : *names;
    at += strspn(at, " ");
    const size_t length = strcspn(at, " ");
    *names = at + length;
    return (struct leat_string){at, length};
}

bool names_contain(const char *names, const char *name)
{
    const struct leat_string wanted = leat_string(name);
    for (struct leat_string one = names_next(&names); one.length > 0; one = names_next(&names))
        if (leat_string_equal(one, wanted))
            return true;
    return false;
}
