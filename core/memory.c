#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 4096, KEPT_BLOCK = 4 << 20 };

struct arena_block {
    struct arena_block *older;
    size_t size;
    alignas(max_align_t) char bytes[];
};

bool memory_grow_more(void **items, size_t *capacity, size_t needed, size_t size)
{
    size_t room = *capacity < 16 ? 16 : *capacity;
    while (room < needed)
        room = room > SIZE_MAX / 2 ? needed : room * 2;
    if (room > PTRDIFF_MAX / size)
        return false;
    void *grown = realloc(*items, room * size);
    if (grown == NULL)
        return false;
    *items = grown;
    *capacity = room;
    return true;
}

static bool add_block(struct arena *arena, size_t size)
{
    struct arena_block *block = malloc(sizeof *block + size);
    if (block == NULL)
        return false;
    block->older = arena->block;
    block->size = size;
    arena->block = block;
    arena->next = block->bytes;
    arena->left = size;
    arena->total += size;
    return true;
}

void *arena_alloc_more(struct arena *arena, size_t size)
{
    const size_t unit = alignof(max_align_t);
    if (size > PTRDIFF_MAX)
        return NULL;
    size = size == 0 ? unit : (size + unit - 1) / unit * unit;
    const size_t doubled = arena->total < FIRST_BLOCK ? FIRST_BLOCK : arena->total;
    if (size > arena->left && !add_block(arena, size > doubled ? size : doubled))
        return NULL;
    return arena_alloc(arena, size);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    if (copy == NULL)
        return NULL;
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

void arena_reset(struct arena *arena)
{
    const size_t total = arena->total;
    if (total <= KEPT_BLOCK && (arena->block == NULL || arena->block->older == NULL)) {
        arena->next = arena->block == NULL ? NULL : arena->block->bytes;
        arena->left = total;
        return;
    }
    arena_free(arena);
    if (total <= KEPT_BLOCK)
        (void)add_block(arena, total); /* where there is no memory, the next piece asks again */
}

void arena_free(struct arena *arena)
{
    while (arena->block != NULL) {
        struct arena_block *older = arena->block->older;
        free(arena->block);
        arena->block = older;
    }
    *arena = (struct arena){0};
}
