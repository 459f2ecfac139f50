/* Growing arrays, and the arena: many small pieces of memory, released at once. */
#ifndef MEMORY_H
#define MEMORY_H

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>

/* Makes room for `needed` items of `size` bytes in the array at `*items`, whose room is `*capacity` items. Grows by
 * doubling, so that appending is linear. False where there is no memory; the array then stays as it was. The array
 * starts as NULL with room 0, and is the caller's to free. */
bool memory_grow_more(void **items, size_t *capacity, size_t needed, size_t size);
static inline bool memory_grow(void **items, size_t *capacity, size_t needed, size_t size)
{
    return needed <= *capacity || memory_grow_more(items, capacity, needed, size);
}

struct arena_block;

/* All zero is an empty arena. */
struct arena {
    struct arena_block *block; /* the newest, from which pieces are cut */
    char *next;                /* the next piece */
    size_t left;               /* bytes from there to the end of the block, whole units of alignment */
    size_t total;              /* bytes of all blocks */
};

/* `size` bytes, aligned for any type, not cleared, of their own even where `size` is 0; NULL where there is no memory.
 */
void *arena_alloc_more(struct arena *arena, size_t size);
static inline void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t unit = alignof(max_align_t);
    if (size == 0 || size > arena->left)
        return arena_alloc_more(arena, size);
    char *piece = arena->next;
    size = (size + unit - 1) / unit * unit;
    arena->next += size;
    arena->left -= size;
    return piece;
}

/* A terminated copy of `length` bytes. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/* Forgets every piece. Up to 4 MiB stay as one block that would have held them all, so that a next round of the same
 * size asks for no memory. */
void arena_reset(struct arena *arena);

void arena_free(struct arena *arena);

#endif
