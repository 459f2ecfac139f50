#include "window.h"

#include "buffer.h"

#include <stdlib.h>

enum { KEPT_MOST = 128 << 10 };

bool window_create(struct window *window, size_t records, size_t max_bytes)
{
    *window =
        (struct window){.slots = calloc(records, sizeof *window->slots), .capacity = records, .max_bytes = max_bytes};
    if (window->slots == NULL)
        return false;
    window->kept = 2 * (max_bytes / records) < KEPT_MOST ? 2 * (max_bytes / records) : KEPT_MOST;
    for (size_t i = 0; i < records; i++) {
        struct slot *slot = &window->slots[i];
        slot->content = slot->names = slot->result = buffer_make();
    }
    return true;
}

void window_destroy(struct window *window)
{
    for (size_t i = 0; window->slots != NULL && i < window->capacity; i++) {
        struct slot *slot = &window->slots[i];
        buffer_free(&slot->result);
        buffer_free(&slot->names);
        buffer_free(&slot->content);
        free(slot->skips);
    }
    free(window->slots);
    *window = (struct window){0};
}

struct slot *window_offer(struct window *window)
{
    struct slot *slot = window_slot(window, window->tail);
    slot->task = (struct task){.sequence = window->tail};
    slot->suspect_attempts = slot->deaths = 0;
    buffer_reset(&slot->content, window->kept);
    buffer_reset(&slot->names, window->kept);
    buffer_reset(&slot->result, window->kept);
    return slot;
}

void window_admit(struct window *window, enum slot_state state)
{
    struct slot *slot = window_slot(window, window->tail++);
    slot->state = state;
    window->bytes += slot->content.length + slot->result.length;
    window->waiting += slot->result.length;
}

struct slot *window_queued(struct window *window)
{
    struct slot *head = window_slot(window, window->head);
    if (window->waiting >= window->max_bytes && window->tail > window->head) /* more results would only wait as well */
        return head->state == SLOT_QUEUED ? head : NULL;
    for (; window->unsent < window->tail; window->unsent++) {
        struct slot *slot = window_slot(window, window->unsent);
        if (slot->state == SLOT_QUEUED)
            return slot;
    }
    return NULL;
}

void window_requeue(struct window *window, struct slot *slot)
{
    slot->state = SLOT_QUEUED;
    if (slot->task.sequence < window->unsent)
        window->unsent = slot->task.sequence;
}

bool window_keep(struct window *window, struct slot *slot, struct leat_string body)
{
    leat_out_append(&slot->result, body);
    slot->state = SLOT_DONE;
    window->bytes += body.length;
    window->waiting += body.length;
    return !slot->result.failed;
}

void window_release(struct window *window)
{
    struct slot *slot = window_slot(window, window->head++);
    slot->state = SLOT_FREE;
    window->idle_deaths = 0;
    window->bytes -= slot->content.length + slot->result.length;
    window->waiting -= slot->result.length;
    if (window->unsent < window->head)
        window->unsent = window->head;
}
