/* The faults found in one configuration: all of them, each with its place. */
#ifndef FAULT_H
#define FAULT_H

#include "memory.h"

#include <leat/result.h>

struct fault {
    const char *file;    /* as the user named it */
    size_t line, column; /* from 1; 0 where the fault has no place in the file */
    const char *path;    /* JSON path: "stages[1].sentences"; "" for the whole file */
    const char *message; /* what is wrong, what was expected, the nearest right name */
};

/* All zero is an empty list, without faults. */
struct faults {
    struct fault *at;
    size_t count, capacity;
    struct arena arena;
    struct fault unkept; /* stands in for faults that there was no memory for */
};

/* Keeps a fault; its strings are copied. Where there is no memory for the first, one that says so takes its place, so
 * that it never looks as if there were none. */
LEAT_PRINTF(6, 7)
void fault_add(struct faults *faults, const char *file, size_t line, size_t column, const char *path,
               const char *format, ...);

/* Puts them in the order of their places. */
void fault_sort(struct faults *faults);

void fault_free(struct faults *faults);

#endif
