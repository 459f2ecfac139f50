/* Tables of some megabytes that are read at random, in pages so large that the machine keeps at hand where all of them
 * lie, and needs few steps to hand them out. */
#ifndef HUGE_H
#define HUGE_H

#include <stdlib.h>
#include <sys/mman.h>

enum { HUGE_PAGE = 1 << 21 };

/* `size` bytes, rounded up to whole pages, to be freed by free(). NULL where there is no memory; a system without such
 * pages gives others. */
static inline void *huge_make(size_t size)
{
    size = (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    void *memory = aligned_alloc(HUGE_PAGE, size);
#ifdef MADV_HUGEPAGE
    if (memory != NULL)
        madvise(memory, size, MADV_HUGEPAGE);
#endif
    return memory;
}

#endif
