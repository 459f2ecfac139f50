#include "records.h"

#include "buffer.h"

enum { KEPT_ROOM = 4 << 20 }; /* of a slot's buffer, from one record to the next */

static void on_ready(void *user)
{
    ((struct records *)user)->waiting = false;
}

enum leat_result records_open(struct records *records, const struct config *config, struct leat_error *error)
{
    *records = (struct records){.intake = {.waiter = {.epoll = -1}}};
    if (uv_loop_init(&records->loop) != 0) {
        records->loop.data = records; /* there is none to close */
        return leat_fail(error, LEAT_FATAL, "can't make an event loop");
    }
    return intake_create(&records->intake, config, &records->loop, on_ready, records, error);
}

enum leat_result records_next(struct records *records, struct slot *slot, struct leat_error *error)
{
    for (;;) {
        slot->task = (struct task){0};
        buffer_reset(&slot->content, KEPT_ROOM);
        buffer_reset(&slot->names, KEPT_ROOM);
        buffer_reset(&slot->result, KEPT_ROOM);
        const enum leat_result result = intake_read(&records->intake, slot, error);
        if (result != LEAT_AGAIN)
            return result;
        records->waiting = true;
        while (records->waiting)
            uv_run(&records->loop, UV_RUN_ONCE);
    }
}

void records_close(struct records *records)
{
    if (records->loop.data == records)
        return;
    intake_close(&records->intake);
    uv_run(&records->loop, UV_RUN_DEFAULT);
    intake_destroy(&records->intake);
    uv_loop_close(&records->loop);
}

void records_slot_make(struct slot *slot)
{
    *slot = (struct slot){.content = buffer_make(), .names = buffer_make(), .result = buffer_make()};
}

void records_slot_free(struct slot *slot)
{
    buffer_free(&slot->result);
    buffer_free(&slot->names);
    buffer_free(&slot->content);
}
