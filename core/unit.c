#include "unit.h"

#include <stdlib.h>
#include <string.h>

struct unit {
    const char *name;
    long double worth;
};

const char unit_sizes[] = "B|kB|MB|GB|TB|KiB|MiB|GiB|TiB";
const char unit_durations[] = "ns|us|ms|s|m|h|d";

static const struct unit sizes[] = {
    {"", 1},       {"B", 1},         {"kB", 1e3L},        {"MB", 1e6L},           {"GB", 1e9L},
    {"TB", 1e12L}, {"KiB", 1024.0L}, {"MiB", 1048576.0L}, {"GiB", 1073741824.0L}, {"TiB", 1099511627776.0L},
    {NULL, 0},
};

static const struct unit durations[] = {
    {"", 1e9L},   {"ns", 1},      {"us", 1e3L},    {"ms", 1e6L}, {"s", 1e9L},
    {"m", 60e9L}, {"h", 3600e9L}, {"d", 86400e9L}, {NULL, 0},
};

/* The plain decimal number at the start; NULL where there is none, else what follows it. strtold alone would take
 * "0x1", "inf" and " +1" as well. */
static const char *decimal(const char *text, long double *number)
{
    const char *const figures = "0123456789";
    size_t length = strspn(text, figures);
    if (length == 0)
        return NULL;
    if (text[length] == '.') {
        const size_t fraction = strspn(text + length + 1, figures);
        if (fraction == 0)
            return NULL;
        length += 1 + fraction;
    }
    char *end;
    *number = strtold(text, &end);
    return end == text + length ? end : NULL;
}

static bool measure(const char *text, const struct unit *units, uint64_t *value)
{
    long double number;
    const char *unit = decimal(text, &number);
    if (unit == NULL)
        return false;
    while (units->name != NULL && strcmp(units->name, unit) != 0)
        units++;
    if (units->name == NULL || number * units->worth >= 9223372036854775808.0L)
        return false;
    *value = (uint64_t)(number * units->worth + 0.5L);
    return true;
}

bool unit_size(const char *text, uint64_t *bytes)
{
    return measure(text, sizes, bytes);
}

bool unit_duration(const char *text, uint64_t *nanoseconds)
{
    return measure(text, durations, nanoseconds);
}

bool unit_amount(const char *text, struct leat_amount *amount)
{
    long double number;
    const char *rest = decimal(text, &number);
    if (rest == NULL || (rest[0] != '\0' && strcmp(rest, "%") != 0))
        return false;
    *amount = (struct leat_amount){.value = (double)number, .percent = rest[0] == '%'};
    return !amount->percent || amount->value <= 100;
}
