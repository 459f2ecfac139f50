#include "number.h"

/* Where the second number of a range begins; 0 where none can. */
static size_t range_next(const struct pieces *pieces, size_t at, size_t end, int flags)
{
    int value;
    if (piece_hyphen(pieces, end) && piece_at(pieces, end)->spaced == piece_at(pieces, end + 1)->spaced &&
        (piece_glued(pieces, end) || (flags & NUMBER_RANGE) != 0))
        return end + 1;
    if ((flags & NUMBER_RANGE) == 0 || !piece_is(pieces, end, ROLE_JOIN, &value))
        return 0;
    if (value == JOIN_TO)
        return end + 1;
    int before;
    const bool between = at > 0 && piece_is(pieces, at - 1, ROLE_JOIN, &before) && before == JOIN_BETWEEN;
    return value == JOIN_AND && between ? end + 1 : 0;
}

void number_share_scale(struct number *from, const struct number *to)
{
    struct number shared = *from;
    shared.exponent += to->scale;
    if (to->scale == 0 || from->scaled || number_value(&shared) > number_value(to))
        return;
    shared.scale = to->scale;
    shared.scaled = true;
    *from = shared;
}

size_t amount_read(const struct pieces *pieces, size_t at, int flags, struct amount *amount)
{
    struct number *from = &amount->from, *to = &amount->to;
    *to = (struct number){.end = 0};
    amount->end = number_read(pieces, at, flags, from);
    const size_t next = amount->end > 0 ? range_next(pieces, at, amount->end, flags) : 0;
    if (next == 0 || number_read(pieces, next, flags, to) == 0)
        return amount->end;
    number_share_scale(from, to);
    if (!piece_hyphen(pieces, from->end) && number_value(from) >= number_value(to))
        to->end = 0; /* "in 2014 to 42 percent" */
    else
        amount->end = to->end;
    return amount->end;
}
