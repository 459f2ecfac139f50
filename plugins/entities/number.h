/* Numbers in digits and in words: "1,234.5", "350 billion", "half a million", "twenty-five", "10-15". */
#ifndef NUMBER_H
#define NUMBER_H

#include "piece.h"

struct number {
    double mantissa;
    int exponent;    /* the number is mantissa × 10^exponent */
    int scale;       /* how much of the exponent comes from words of scale */
    size_t end;      /* the piece behind it; 0: there is none */
    unsigned digits; /* how many, where it is digits and nothing else */
    bool scaled;     /* a word of scale stands in it */
    bool brief;      /* that word is a short one: "bn" */
    bool worded;     /* it begins with a word */
    bool decimal;    /* it has a decimal point */
};

/* What a number may hold besides. */
enum {
    NUMBER_PLAIN = 0,
    NUMBER_MONEY = 1, /* short scales, as behind money: "5m", "$5 bn" */
    NUMBER_RANGE = 2, /* "10 to 15" as "10-15"; what follows proves that they belong together */
};

/* One number, or two that make a range. */
struct amount {
    struct number from, to; /* to.end is 0 where there is no range */
    size_t end;             /* 0: there is none */
};

double number_value(const struct number *number);

/* Gives the first of two numbers the scale of the second where it has none: "$10 to $15 million". */
void number_share_scale(struct number *from, const struct number *to);

/* The digits of one piece alone. Returns the piece behind it, 0 where it is no number; then the number is cleared. */
size_t number_digits(const struct pieces *pieces, size_t at, struct number *number);

/* The number of a piece of `least` to `most` digits and nothing else; -1 where it is none. */
int number_exact(const struct pieces *pieces, size_t at, unsigned least, unsigned most);

/* Whether a sign is a number by itself: "½". */
bool number_is_fraction(uint32_t sign);

/* The number that begins with piece `at`, in digits or words, with its scale; what it returns is as above. */
size_t number_read(const struct pieces *pieces, size_t at, int flags, struct number *number);

/* The number or range that begins there; the piece behind it is returned, too. */
size_t amount_read(const struct pieces *pieces, size_t at, int flags, struct amount *amount);

#endif
