/* One value: what the rules know of it. */
#ifndef VALUE_H
#define VALUE_H

#include "calendar.h"
#include "number.h"

enum value_label {
    VALUE_MONEY,
    VALUE_PERCENT,
    VALUE_DATE,
    VALUE_TIME,
    VALUE_CARDINAL,
    VALUE_ORDINAL,
    VALUE_QUANTITY,
    VALUE_URL,
    VALUE_EMAIL,
    VALUE_HANDLE,
    VALUE_LABELS
};

struct value {
    struct leat_span span;
    uint8_t label;    /* enum value_label */
    uint8_t part;     /* DATE: enum part_of */
    uint8_t unit;     /* QUANTITY: enum unit; PERCENT: 1 for points */
    bool counted;     /* `from` is set */
    bool range;       /* `to` is, too */
    bool ahead;       /* DATE: its sentence speaks of what is to come */
    char currency[4]; /* MONEY: ISO 4217, empty where it is not known */
    union {
        struct {
            double from, to;
        };
        struct when when; /* DATE, TIME */
    };
};

/* Each of these reads the value that begins with piece `at`, sets all of it but span, label and ahead, and returns the
 * piece behind it, 0 where there is none. The value comes cleared, with the label; date_read makes a TIME of a DATE
 * that tells a part of a day. */
size_t money_read(const struct pieces *pieces, size_t at, struct value *value);
size_t percent_read(const struct pieces *pieces, size_t at, struct value *value);
size_t clock_read(const struct pieces *pieces, size_t at, struct value *value);
size_t date_read(const struct pieces *pieces, size_t at, struct value *value);
size_t quantity_read(const struct pieces *pieces, size_t at, struct value *value);
size_t ordinal_read(const struct pieces *pieces, size_t at, struct value *value);
size_t cardinal_read(const struct pieces *pieces, size_t at, struct value *value);

/* Whether a number by itself may begin at `at`: it is not a part of something longer, such as "COVID-19". */
bool number_begins(const struct pieces *pieces, size_t at);

/* The unit's symbol. */
const char *unit_symbol(enum unit unit);

/* Sets the numbers of a value. */
static inline void value_count(struct value *value, const struct amount *amount, double by)
{
    value->counted = true;
    value->range = amount->to.end > 0;
    value->from = number_value(&amount->from) * by;
    value->to = value->range ? number_value(&amount->to) * by : 0;
}

#endif
