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

struct amount amount_read(const struct pieces *pieces, size_t at, int flags)
{
    struct amount amount = {.from = number_read(pieces, at, flags)};
    amount.end = amount.from.end;
    const size_t next = amount.end > 0 ? range_next(pieces, at, amount.end, flags) : 0;
    if (next == 0)
        return amount;
    amount.to = number_read(pieces, next, flags);
    const bool hyphen = piece_hyphen(pieces, amount.end);
    number_share_scale(&amount.from, &amount.to);
    if (amount.to.end > 0 && !hyphen && number_value(&amount.from) >= number_value(&amount.to))
        amount.to.end = 0; /* "in 2014 to 42 percent" */
    amount.end = amount.to.end > 0 ? amount.to.end : amount.from.end;
    return amount;
}
