/* Numbers with a unit, as options write them. */
#ifndef UNIT_H
#define UNIT_H

#include <leat/option.h>

/* "64MB" (a million each), "1GiB" (2^30), "512". False where it is not of that form, or 2^63 and more. */
bool unit_size(const char *text, uint64_t *bytes);

/* "10s", "1.5ms", "2h", as nanoseconds; a bare number means seconds. False as above. */
bool unit_duration(const char *text, uint64_t *nanoseconds);

/* "3" or "5%". */
bool unit_amount(const char *text, struct leat_amount *amount);

/* The units taken, for messages and patterns, parted by '|'. */
extern const char unit_sizes[], unit_durations[];

#endif
