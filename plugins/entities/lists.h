/* The word lists: every file lists/NAME.txt is a set of words and phrases, and this table names them all. */
#ifndef LISTS_H
#define LISTS_H

#include <stdint.h>

/* X(name in the code, file) */
#define LISTS(X)                                                                                                 \
    X(GIVEN, "given")         /* first names of people */                                                        \
    X(SURNAME, "surname")     /* family names of people */                                                       \
    X(PLACE, "place")         /* countries, states, cities, regions, seas */                                     \
    X(PEOPLE, "people")       /* nationalities, peoples, religions, camps */                                     \
    X(ORG, "org")             /* companies, bodies, media, clubs by their whole name */                          \
    X(EVENT, "event")         /* events by their whole name */                                                   \
    X(PRODUCT, "product")     /* vehicles, devices, weapons by their whole name */                               \
    X(TITLE, "title")         /* "President", "Mr.": stands before a person, is no part of the name */           \
    X(PORTFOLIO, "portfolio") /* "Commerce", "Deputy": stands before a title and belongs to it */                \
    X(ROLE, "role")           /* "spokesman", "striker": the same in small letters */                            \
    X(ORG_END, "org-end")     /* "Inc.", "Ministry": ends the name of an institution, or goes on with "of" */    \
    X(LOC_END, "place-end")   /* "River", "Airport" */                                                           \
    X(LOC_HEAD, "place-head") /* "Mount", "Lake": begins the name of a place */                                  \
    X(EVENT_END, "event-end") /* "War", "Cup" */                                                                 \
    X(OTHER_END, "other-end") /* "Act", "Prize": ends names that have none of our labels */                      \
    X(PARTICLE, "particle")   /* "van", "bin": inside names, in small letters */                                 \
    X(COMPOUND, "compound")   /* "led", "based": ends a word such as "Seoul-based" that is no name as a whole */ \
    X(COMMON, "common")       /* words with a capital at the beginning of a sentence alone */                    \
    X(NEVER, "never")         /* capitals that are no name: "GDP" */                                             \
    X(LOCATIVE, "locative")   /* "in", "near": a place follows */                                                \
    X(SAYS, "says")           /* "said", "told": a person goes before */                                         \
    X(MONTH, "month")         /* names of months */                                                              \
    X(WEEKDAY, "weekday")     /* names of days of the week */                                                    \
    X(CURRENCY, "currency")   /* "dollars" after an amount, "USD" before one */                                  \
    X(SCALE, "scale")         /* "million", "bn" */

enum list {
#define LIST_NUMBER(name, file) LIST_NUMBER_##name,
    LISTS(LIST_NUMBER)
#undef LIST_NUMBER
        LIST_COUNT
};

enum {
#define LIST_BIT(name, file) IN_##name = 1 << LIST_NUMBER_##name,
    LISTS(LIST_BIT)
#undef LIST_BIT
        IN_LISTS = (1 << LIST_COUNT) - 1,
    IN_PREFIX = 1 << 30, /* some phrase of some list begins with this */
    IN_INNER = 1 << 29,  /* in some phrase of some list this may be a later word */
    IN_FOLDED = 1 << 28, /* of a word in capitals: with one capital it has some of these bits; set by spelling.c */
};

/* One slot of the table that gen/lists.c makes; `lists` is 0 in a free one. An entry is known by its 64 bits of hash
 * alone: the generator proves that no two entries share them. */
struct list_entry {
    uint64_t hash;
    uint32_t lists;
};

extern const struct list_entry lists_table[];
extern const unsigned lists_bits; /* the table has 2^lists_bits slots */

/* A bit for each entry, so that most of what is in no list is known by a table that the machine has at hand: it has
 * 2^LISTS_FILTER times as many bits as the other has slots. */
enum { LISTS_FILTER = 3 };

extern const uint64_t lists_filter[];

/* The same for those entries alone that can be more than one word; 2^LISTS_PHRASES bits. */
enum { LISTS_PHRASES = 18 };

extern const uint64_t lists_phrases[];

/* The IN_… bits of the word or phrase with this hash. */
uint32_t lists_find(uint64_t hash);

/* The same of what is more than one word. */
uint32_t lists_find_phrase(uint64_t hash);

#endif
