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

enum { WORD_SLOT_BITS = 10, WORD_SLOTS = 1 << WORD_SLOT_BITS, WORD_GROUPS = 256 };

/* Classes by hash, in a table without collisions: each word has one slot of its own, found with the shift of its group,
 * so that a look-up takes no branch. */
struct word_list {
    uint32_t entries[WORD_SLOTS]; /* of the word with this slot: bits of its hash, and in the lowest byte its classes */
    uint16_t shifts[WORD_GROUPS];
};

void word_list_fill(struct word_list *list);

/* Eight bytes with the small letters of ASCII among them made capital. (So are a few marks, such as { to [.) */
static inline uint64_t word_fold(uint64_t bytes)
{
    return bytes & (bytes >> 2 | UINT64_C(0xdfdfdfdfdfdfdfdf));
}

enum { WORD_BLOCK = 16 };

/* The hash of the first `length` of the WORD_BLOCK bytes at `at`, chained to that of those before them, without a
 * branch on the length. */
static inline uint64_t word_hash_block(uint64_t hash, const char *at, size_t length)
{
    static const unsigned char masks[2 * WORD_BLOCK] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                                        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    const unsigned char *mask = masks + WORD_BLOCK - length;
    uint64_t low, high, low_mask, high_mask;
    memcpy(&low, at, sizeof low);
    memcpy(&high, at + sizeof low, sizeof high);
    memcpy(&low_mask, mask, sizeof low_mask);
    memcpy(&high_mask, mask + sizeof low_mask, sizeof high_mask);
    hash = (hash ^ word_fold(low & low_mask)) * UINT64_C(0x9e3779b97f4a7c15) +
           word_fold(high & high_mask) * UINT64_C(0xc2b2ae3d27d4eb4f);
    return hash ^ (hash >> 32);
}

/* The same for any length and with only `length` bytes to read. */
uint64_t word_hash_any(const char *at, size_t length);

/* Of a word that has a letter or digit; never 0. Behind `at` there are `room` bytes to read. */
static inline uint64_t word_hash(const char *at, size_t length, size_t room)
{
    return (length > WORD_BLOCK || room < WORD_BLOCK ? word_hash_any(at, length) : word_hash_block(0, at, length)) | 1;
}

static inline size_t word_group(uint64_t hash)
{
    return (hash >> 40) % WORD_GROUPS;
}

static inline size_t word_slot(const struct word_list *list, uint64_t hash)
{
    return (size_t)(hash >> (64 - WORD_SLOT_BITS)) ^ list->shifts[word_group(hash)];
}

/* The classes of a word, 0 for most. */
static inline unsigned word_classes(const struct word_list *list, uint64_t hash)
{
    const uint32_t differing = list->entries[word_slot(list, hash)] ^ ((uint32_t)hash & ~UINT32_C(0xff));
    const uint32_t same = differing <= 0xff;
    return differing & (0 - same);
}

/* Of the `count` words with these hashes leaves those that are no stop words. Returns how many these are; `*first` and
 * `*all` are the classes of the first word, and of all. */
size_t word_list_read(const struct word_list *list, uint64_t *hashes, size_t count, unsigned *first, unsigned *all);

#endif
