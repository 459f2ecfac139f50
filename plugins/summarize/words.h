/* Words as numbers, without regard to capitals, and the English words that tell something by themselves. */
#ifndef WORDS_H
#define WORDS_H

#include <leat/plugin.h>

enum {
    WORD_STOP = 1,    /* says nothing about the subject: "the" */
    WORD_SPEECH = 2,  /* tells who spoke: "said" */
    WORD_LEANING = 4, /* at a sentence's beginning, leans on the one before: "However" */
    WORD_NOTICE = 8,  /* at a sentence's beginning, speaks to the reader of the page: "Click" */
    WORD_CREDIT = 16, /* with WORD_WORK, in a line of thanks: "contributed" */
    WORD_WORK = 32,   /* "report" */
    WORD_BY = 64,
    WORD_DENIAL = 128, /* "not" */
};

enum { WORD_SLOTS = 1024, WORD_SHIFTS = 256 };

/* What the first byte of a token tells. */
enum {
    LEAD_WORD = 1,  /* a letter, a digit, or anything beyond ASCII: of a word, as long as it is not LEAD_OTHER */
    LEAD_SMALL = 2, /* a small letter, or anything beyond ASCII */
    LEAD_DIGIT = 4,
    LEAD_OTHER = 8,    /* needs a closer look: a quotation mark, a colon, anything beyond ASCII */
    LEAD_ADDRESS = 16, /* may begin http or www */
};

/* Classes by hash, in a table without collisions: each word has one slot of its own, found with the shift of its group,
 * so that a look-up takes no branch. */
struct word_list {
    uint32_t tags[WORD_SLOTS];
    uint8_t classes[WORD_SLOTS];
    uint8_t shifts[WORD_SHIFTS];
    uint8_t leads[256]; /* LEAD_… of each byte */
};

void word_list_fill(struct word_list *list);

/* Eight bytes with the capital letters of ASCII among them made small. (So are a few marks, such as [ to {.) */
static inline uint64_t word_fold(uint64_t bytes)
{
    return bytes | (~bytes & UINT64_C(0x8080808080808080)) >> 2;
}

/* The hash of up to 16 bytes at `at`, chained to that of those before them. Behind `at` there are `room` bytes to read:
 * where there are 16, there is no branch on the length. */
static inline uint64_t word_hash_block(uint64_t hash, const char *at, size_t length, size_t room)
{
    static const unsigned char masks[32] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                            0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    uint64_t bytes[2] = {0, 0}, mask[2];
    if (room >= sizeof bytes)
        memcpy(bytes, at, sizeof bytes);
    else
        memcpy(bytes, at, length);
    memcpy(mask, masks + sizeof bytes - length, sizeof mask);
    hash = (hash ^ word_fold(bytes[0] & mask[0])) * UINT64_C(0x9e3779b97f4a7c15) +
           word_fold(bytes[1] & mask[1]) * UINT64_C(0xc2b2ae3d27d4eb4f);
    return hash ^ (hash >> 32);
}

/* Of a word that has a letter or digit; never 0. */
static inline uint64_t word_hash(const char *at, size_t length, size_t room)
{
    uint64_t hash = 0;
    for (; length > 16; at += 16, length -= 16, room -= 16)
        hash = word_hash_block(hash, at, 16, room);
    return word_hash_block(hash, at, length, room) | 1;
}

static inline size_t word_slot(const struct word_list *list, uint64_t hash)
{
    const uint64_t shift = list->shifts[(hash >> 20) % WORD_SHIFTS], step = hash >> 44 | 1;
    return (size_t)((hash >> 8) + shift * step) % WORD_SLOTS;
}

/* The classes of a word, 0 for most. */
static inline unsigned word_classes(const struct word_list *list, uint64_t hash)
{
    const size_t slot = word_slot(list, hash);
    const unsigned same = list->tags[slot] == (uint32_t)(hash >> 28);
    return list->classes[slot] & (0 - same);
}

#endif
