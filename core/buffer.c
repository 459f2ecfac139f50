#include "buffer.h"

#include "memory.h"

#include <stdlib.h>

static char *grow(struct leat_out *out, size_t size)
{
    void *bytes = out->at;
    /* One byte more, so that even room for nothing is a place in memory. */
    if (out->failed || size >= SIZE_MAX - out->length ||
        !memory_grow(&bytes, &out->capacity, out->length + size + 1, 1)) {
        out->failed = true;
        return NULL;
    }
    out->at = bytes;
    return out->at + out->length;
}

struct leat_out buffer_make(void)
{
    return (struct leat_out){.grow = grow};
}

void buffer_printf(struct leat_out *buffer, const char *format, ...)
{
    va_list values;
    const size_t room = buffer->capacity - buffer->length;
    va_start(values, format);
    const int length = vsnprintf(room > 0 ? buffer->at + buffer->length : NULL, room, format, values);
    va_end(values);
    if (length < 0 || leat_out_reserve(buffer, (size_t)length + 1) == NULL) {
        buffer->failed = true;
        return;
    }
    if ((size_t)length >= room) { /* it was cut */
        va_start(values, format);
        vsnprintf(buffer->at + buffer->length, (size_t)length + 1, format, values);
        va_end(values);
    }
    buffer->length += (size_t)length;
}

void buffer_reset(struct leat_out *buffer, size_t keep)
{
    if (buffer->capacity > keep)
        buffer_free(buffer);
    buffer->length = 0;
    buffer->failed = false;
}

void buffer_consume(struct leat_out *buffer, size_t count)
{
    if (count == 0)
        return;
    buffer->length -= count;
    memmove(buffer->at, buffer->at + count, buffer->length);
}

static char *grow_lent(struct leat_out *out, size_t size)
{
    struct buffer_loan *loan = (struct buffer_loan *)out;
    struct leat_out *lender = loan->lender;
    const size_t before = lender->length;
    char *room = NULL;
    if (out->length >= before && out->length <= lender->capacity) {
        lender->length = out->length; /* growing keeps what stands before it */
        room = grow(lender, size);
        lender->length = before;
    }
    out->at = lender->at;
    out->capacity = lender->capacity;
    out->failed = room == NULL;
    return room;
}

void buffer_lend(struct leat_out *buffer, struct buffer_loan *loan)
{
    loan->lender = buffer;
    loan->shown = *buffer;
    loan->shown.grow = grow_lent;
}

bool buffer_take_back(struct buffer_loan *loan)
{
    const struct leat_out *shown = &loan->shown;
    struct leat_out *lender = loan->lender;
    if (shown->at != lender->at || shown->capacity != lender->capacity || shown->grow != grow_lent ||
        shown->length < lender->length || shown->length > lender->capacity)
        return false;
    lender->length = shown->length;
    lender->failed = shown->failed;
    return true;
}

void buffer_free(struct leat_out *buffer)
{
    free(buffer->at);
    *buffer = buffer_make();
}
