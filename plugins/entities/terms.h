/* The words that values are made of: number words, months, units, currencies. A word may have up to two roles. */
#ifndef TERMS_H
#define TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum role {
    ROLE_NONE,
    ROLE_ONES,     /* 0 to 19 */
    ROLE_TENS,     /* 20 to 90 */
    ROLE_HUNDRED,  /* "hundred" */
    ROLE_SCALE,    /* the power of ten: "million" is 6 */
    ROLE_SHORT,    /* a power of ten that is glued to its number, or behind money: "bn", "m", "k" */
    ROLE_MANY,     /* "tens", "dozens", "hundreds", "thousands", "millions": no number by itself */
    ROLE_DOZEN,    /* "dozen" */
    ROLE_HALF,     /* "half" */
    ROLE_FRACTION, /* the divisor: "thirds" */
    ROLE_ARTICLE,  /* "a", "an" */
    ROLE_ORDINAL,  /* its number */
    ROLE_ENDING,   /* "st", "nd", "rd", "th" */
    ROLE_CURRENCY, /* enum currency: "dollars" */
    ROLE_CODE,     /* stands before an amount or behind it: CODE_ITSELF for "USD", CODE_SHORT for "Rs" */
    ROLE_MULTI,    /* "multimillion", "multi": MULTI_ALONE before a word of scale */
    ROLE_COUNTRY,  /* enum country: "Australian" */
    ROLE_PERCENT,  /* PERCENT_SIGN for "percent", PERCENT_PER and so on */
    ROLE_UNIT,     /* enum unit: "kilometers", "km" */
    ROLE_MEASURE,  /* "square" is 2, "cubic" 3 */
    ROLE_DEGREE,   /* enum unit: "Celsius" */
    ROLE_MONTH,    /* 1 to 12 */
    ROLE_WEEKDAY,  /* 1 to 7, from Monday */
    ROLE_DECADE,   /* its first year: "eighties" */
    ROLE_TOWARD,   /* "last" -1, "this" 0, "next" 1 */
    ROLE_PART,     /* enum part_of: "early", "mid", "late" */
    ROLE_PERIOD,   /* enum period: "week" */
    ROLE_SEASON,   /* enum season */
    ROLE_DAY,      /* "yesterday" -1, "today" 0, "tomorrow" 1 */
    ROLE_DAYPART,  /* enum daypart: "morning" */
    ROLE_AGO,      /* "ago" */
    ROLE_HOURS,    /* "am" 0, "pm" 12 */
    ROLE_CLOCK,    /* "noon" 12, "midnight" 0 */
    ROLE_ZONE,     /* the offset in minutes: "GMT" */
    ROLE_JOIN,     /* JOIN_TO and so on */
    ROLE_CUE,      /* a date follows: "in" 0; of the past: "since" -1; of the future: "until" 1 */
    ROLE_FUTURE,   /* the sentence speaks of what is to come: "will" */
    ROLE_ERA,      /* "BC" -1, "AD" 1 */
    ROLE_PLURAL,   /* "people": is counted though it does not end in s */
    ROLE_COUNT
};

enum { ROLES = 2 };

struct term {
    uint8_t roles[ROLES];
    int16_t values[ROLES];
    uint16_t opens[2]; /* the labels of values that may begin with it, as bits: in small letters, with a capital; set by
                        * opening.c */
};

enum unit {
    UNIT_NONE,
    UNIT_KM,
    UNIT_M,
    UNIT_CM,
    UNIT_MM,
    UNIT_MILE,
    UNIT_FOOT,
    UNIT_INCH,
    UNIT_YARD,
    UNIT_NAUTICAL,
    UNIT_LIGHT_YEAR,
    UNIT_KG,
    UNIT_G,
    UNIT_MG,
    UNIT_TONNE,
    UNIT_TON,
    UNIT_POUND,
    UNIT_OUNCE,
    UNIT_HECTARE,
    UNIT_ACRE,
    UNIT_LITRE,
    UNIT_ML,
    UNIT_GALLON,
    UNIT_BARREL,
    UNIT_KMH,
    UNIT_MPH,
    UNIT_KNOT,
    UNIT_CELSIUS,
    UNIT_FAHRENHEIT,
    UNIT_DEGREE,
    UNIT_WATT,
    UNIT_KW,
    UNIT_MW,
    UNIT_GW,
    UNIT_KWH,
    UNIT_MWH,
    UNIT_GWH,
    UNIT_VOLT,
    UNIT_HZ,
    UNIT_MHZ,
    UNIT_GHZ,
    UNIT_KB,
    UNIT_MB,
    UNIT_GB,
    UNIT_TB,
    UNIT_YEAR,
    UNIT_MONTH,
    UNIT_WEEK,
    UNIT_DAY,
    UNIT_HOUR,
    UNIT_MINUTE,
    UNIT_SECOND,
    UNIT_MILLISECOND,
    UNIT_DECADE,
    UNIT_CENTURY,
    UNIT_KM2,
    UNIT_M2,
    UNIT_MILE2,
    UNIT_FOOT2,
    UNIT_YARD2,
    UNIT_INCH2,
    UNIT_CM2,
    UNIT_M3,
    UNIT_FOOT3,
    UNIT_YARD3,
    UNIT_CM3,
    UNIT_KM3,
    UNIT_INCH3,
    UNITS
};

enum part_of { PART_NONE, PART_EARLY, PART_MIDDLE, PART_LATE };
enum period {
    PERIOD_DAY,
    PERIOD_WEEK,
    PERIOD_WEEKEND,
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_YEAR,
    PERIOD_DECADE,
    PERIOD_CENTURY
};
enum season { SEASON_SPRING, SEASON_SUMMER, SEASON_AUTUMN, SEASON_WINTER };
enum daypart { DAYPART_MORNING, DAYPART_AFTERNOON, DAYPART_EVENING, DAYPART_NIGHT };

enum currency {
    CURRENCY_DOLLAR,
    CURRENCY_EURO,
    CURRENCY_POUND,
    CURRENCY_YEN,
    CURRENCY_WON,
    CURRENCY_YUAN,
    CURRENCY_RUPEE,
    CURRENCY_RUBLE,
    CURRENCY_FRANC,
    CURRENCY_PESO,
    CURRENCY_REAL,
    CURRENCY_RAND,
    CURRENCY_NAIRA,
    CURRENCY_BAHT,
    CURRENCY_RINGGIT,
    CURRENCY_RUPIAH,
    CURRENCY_DONG,
    CURRENCY_SHEKEL,
    CURRENCY_ZLOTY,
    CURRENCY_FORINT,
    CURRENCY_HRYVNIA,
    CURRENCY_TAKA,
    CURRENCY_CEDI,
    CURRENCY_BIRR,
    CURRENCY_KRONE,
    CURRENCY_KRONA,
    CURRENCY_KORUNA,
    CURRENCY_DINAR,
    CURRENCY_DIRHAM,
    CURRENCY_RIYAL,
    CURRENCY_RIAL,
    CURRENCY_SHILLING,
    CURRENCY_LIRA,
    CURRENCY_LEU,
    CURRENCY_LEV,
    CURRENCY_KWACHA,
    CURRENCY_TENGE,
    CURRENCY_CENT,
    CURRENCY_PENNY,
    CURRENCIES
};

enum country {
    COUNTRY_NONE,
    COUNTRY_US,
    COUNTRY_AU,
    COUNTRY_CA,
    COUNTRY_HK,
    COUNTRY_SG,
    COUNTRY_NZ,
    COUNTRY_TW,
    COUNTRY_GB,
    COUNTRY_EG,
    COUNTRY_SY,
    COUNTRY_LB,
    COUNTRY_SD,
    COUNTRY_IN,
    COUNTRY_PK,
    COUNTRY_LK,
    COUNTRY_NP,
    COUNTRY_CH,
    COUNTRY_MX,
    COUNTRY_PH,
    COUNTRY_AR,
    COUNTRY_CL,
    COUNTRY_CO,
    COUNTRY_UY,
    COUNTRY_NO,
    COUNTRY_DK,
    COUNTRY_SE,
    COUNTRY_IS,
    COUNTRY_CZ,
    COUNTRY_KW,
    COUNTRY_IQ,
    COUNTRY_JO,
    COUNTRY_RS,
    COUNTRY_AE,
    COUNTRY_MA,
    COUNTRY_SA,
    COUNTRY_QA,
    COUNTRY_IR,
    COUNTRY_OM,
    COUNTRY_YE,
    COUNTRY_KE,
    COUNTRY_UG,
    COUNTRY_TZ,
    COUNTRY_SO,
    COUNTRY_TR,
    COUNTRY_KR,
    COUNTRY_KP,
    COUNTRY_CN,
    COUNTRY_JP,
    COUNTRY_RU,
    COUNTRY_BR,
    COUNTRY_ZA,
    COUNTRY_TH,
    COUNTRY_MY,
    COUNTRY_ID,
    COUNTRY_JM,
    COUNTRY_CFA,
    COUNTRY_RW,
    COUNTRY_ZW,
    COUNTRY_NG,
    COUNTRY_BH,
    COUNTRY_TN,
    COUNTRY_DZ,
    COUNTRY_LY,
    COUNTRY_BY,
    COUNTRY_RO,
    COUNTRY_MD,
    COUNTRIES
};

/* Values of ROLE_CODE, ROLE_MULTI, ROLE_PERCENT and ROLE_JOIN. */
enum { CODE_ITSELF, CODE_SHORT };
enum { MULTI_WHOLE, MULTI_ALONE };
enum { PERCENT_SIGN, PERCENT_PER, PERCENT_CENT, PERCENT_AGE, PERCENT_POINT };
enum { JOIN_TO, JOIN_AND, JOIN_OF, JOIN_BETWEEN };

enum {
    ABBREVIATED = 100,  /* is added to a month or weekday that is cut short: "Oct" */
    ZONE_UNSURE = 9999, /* a zone whose offset depends on the season or the country: "ET" */
};

enum { TERM_BITS = 11, TERM_MOST = 12 /* the longest, in letters */ };

/* What a word by itself tells of the piece that it makes is its sense (see piece.h): HINT_… bits, and above these
 * SENSE_HINTS the place of its term, TERM_NONE where it has none. A sense from SENSE_SIGN on is that of a sign, and has
 * its code point there. Only that of a sign beyond ASCII is longer than 16 bits. */
enum { TERM_NONE = (1 << TERM_BITS) - 1, SENSE_HINTS = 4, SENSE_SIGN = 1 << (TERM_BITS + SENSE_HINTS) };

enum {
    HINT_OPENS = 1,   /* a value may begin with it */
    HINT_AHEAD = 2,   /* its sentence speaks of what is to come */
    HINT_CAPITAL = 4, /* it begins with a capital */
    HINT_NONE = 8,    /* it makes none, or several, whatever stands behind it */
};

/* What a byte begins. */
enum byte_class { BYTE_LETTER, BYTE_WIDE /* a character beyond ASCII */, BYTE_DIGIT, BYTE_SIGN, BYTE_SPACE };

/* The words by their keys. Made once, then only read. */
struct terms {
    uint8_t bytes[256];             /* enum byte_class */
    uint16_t senses[128];           /* of a letter or sign by itself; set by opening.c */
    uint64_t keys[1 << TERM_BITS];  /* 0: free */
    struct term at[1 << TERM_BITS]; /* that at TERM_NONE has no role */
};

void terms_make(struct terms *terms);

/* The place of the term of a word, in capitals or small letters; TERM_NONE where it has none, as most words. */
unsigned terms_find(const struct terms *terms, const char *word, size_t length);

#endif
