#include "fault.h"

#include <stdlib.h>
#include <string.h>

enum { MESSAGE_MAX = 1024 };

/* The one that is kept where none can be: it lies in the list itself. */
static void keep_nothing(struct faults *faults)
{
    if (faults->count > 0)
        return;
    faults->unkept = (struct fault){.file = "", .path = "", .message = "there is no memory to tell what is wrong"};
    faults->at = &faults->unkept;
    faults->count = 1;
}

void fault_add(struct faults *faults, const char *file, size_t line, size_t column, const char *path,
               const char *format, ...)
{
    if (faults->at == &faults->unkept)
        return;
    char message[MESSAGE_MAX];
    va_list values;
    va_start(values, format);
    vsnprintf(message, sizeof message, format, values);
    va_end(values);

    struct fault fault = {.line = line, .column = column};
    fault.file = arena_copy(&faults->arena, file, strlen(file));
    fault.path = arena_copy(&faults->arena, path, strlen(path));
    fault.message = arena_copy(&faults->arena, message, strlen(message));
    void *at = faults->at;
    if (fault.file == NULL || fault.path == NULL || fault.message == NULL ||
        !memory_grow(&at, &faults->capacity, faults->count + 1, sizeof *faults->at)) {
        keep_nothing(faults);
        return;
    }
    faults->at = at;
    faults->at[faults->count++] = fault;
}

/* By place; what stands at one place (or has none) by path and message, so that the order is the same in every run. */
static int compare(const void *a, const void *b)
{
    const struct fault *x = a, *y = b;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    const int path = strcmp(x->path, y->path);
    return path != 0 ? path : strcmp(x->message, y->message);
}

void fault_sort(struct faults *faults)
{
    if (faults->count > 1)
        qsort(faults->at, faults->count, sizeof *faults->at, compare);
}

void fault_free(struct faults *faults)
{
    if (faults->at != &faults->unkept)
        free(faults->at);
    arena_free(&faults->arena);
    *faults = (struct faults){0};
}
