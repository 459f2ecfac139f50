#include "scanner.h"

#include "block.h"
#include "english_words.h"

/* Whether the word from `begin` to `at` may number an item: "2)" or "b." All is computed, for a branch on each would be
 * foretold wrongly too often. */
static inline bool may_head_item(const struct scanner *s, size_t begin, size_t at)
{
    enum { LONGEST = 3 };
    const unsigned char sign = scanner_byte(s, at);
    const int closes = (sign == ')') | (sign == '.'), digit = is_digit((unsigned char)s->text[begin]);
    return (closes & (at - begin <= LONGEST) & (digit | (at - begin == 1))) != 0;
}

/* A word that does not simply end at a space. It begins at `begin` and has been read up to `at`. */
static void take_word(struct scanner *s, size_t begin, size_t at)
{
    if (may_head_item(s, begin, at))
        scanner_pause_at_item(s, begin);
    s->begin = begin;
    s->at = at;
    scanner_word(s);
}

enum { MAY_START_BYTES = 3 }; /* that english_may_start reads */

/* Whether a sentence might begin with the capital at `at`, in front of which stands a space. Nearly all are ruled out
 * here: all is computed, for a branch on each would be foretold wrongly too often. */
static inline bool capital_is_worth(const struct scanner *s, size_t at)
{
    const unsigned char before = (unsigned char)s->text[at - 2];
    const int start = english_may_start(s->text + at), digit = is_digit(before), comma = before == ',';
    return (start | digit | comma | (before == 'M')) != 0;
}

/* Before the words that begin with a capital, of those that begin in a block at `base`. */
static inline void pause_at_capitals(struct scanner *s, size_t base, uint64_t capitals)
{
    uint64_t worth = 0;
    for (; capitals != 0; capitals &= capitals - 1) {
        const int place = __builtin_ctzll(capitals);
        worth |= (uint64_t)capital_is_worth(s, base + (unsigned)place) << place;
    }
    for (; worth != 0; worth &= worth - 1)
        scanner_pause_at_capital(s, base + (unsigned)__builtin_ctzll(worth));
}

/* The lowest `count` bits. */
static inline uint64_t lowest(size_t count)
{
    return count < BLOCK_SIZE ? (UINT64_C(1) << count) - 1 : UINT64_MAX;
}

/* Where the words of the block at `base` that are two written as one are to be cut. */
static inline uint64_t find_cuts(const struct scanner *s, size_t base, const struct block *block, uint64_t begins,
                                 uint64_t ends)
{
    const uint64_t words = block->words, of_four = words & words << 1 & words << 2 & words << 3;
    uint64_t cuts = 0;
    for (uint64_t left = ends & (of_four & block->fused_last & block->fused_before << 1) << 1; left != 0;
         left &= left - 1) {
        const unsigned end = block_first(left), begin = block_last(begins & lowest(end));
        const size_t cut = scanner_fused(s, base + begin, base + end) - base;
        cuts |= cut < end ? UINT64_C(1) << cut : 0;
    }
    return cuts;
}

/* Takes the words that begin and end at these bits of the block at `base`. Returns the begin that is without an end. */
static inline uint64_t take_words(struct scanner *s, size_t base, uint64_t begins, uint64_t ends)
{
    struct leat_span *next = spans_room(&s->tokens);
    if (ends == 0)
        return begins;
    for (; ends != 0; ends &= ends - 1, begins &= begins - 1) {
        next->begin = (uint32_t)base + (unsigned)__builtin_ctzll(begins);
        next->end = (uint32_t)base + (unsigned)__builtin_ctzll(ends);
        next++;
    }
    s->tokens.next = next;
    s->begin = next[-1].begin;
    s->end = next[-1].end;
    return begins;
}

/* Most words have a space behind them, or a comma and a space. These are taken from the text a block at a time: to find
 * the end of each before the next can be looked for takes three times as long. The rest of a block, from the first byte
 * on that is nothing of these, is left to others; what is behind the text is taken for such a byte. */
void scanner_plain_words(struct scanner *s)
{
    const size_t base = s->at, left = s->length - base;
    char tail[BLOCK_SIZE];
    const char *bytes = s->text + base;
    if (left < BLOCK_SIZE)
        bytes = memcpy(memset(tail, 0, sizeof tail), bytes, left);
    const struct block block = block_read(bytes);
    const uint64_t commas = block.commas & block.spaces >> 1;
    const unsigned clean = block_first(~(block.words | block.spaces | commas));
    uint64_t begins = (block.words & ~(block.words << 1)) | commas;
    const uint64_t ends = ((block.words << 1 & ~block.words) | commas << 1) & lowest(clean);
    const uint64_t cuts = find_cuts(s, base, &block, begins, ends);
    begins = take_words(s, base, begins | cuts, ends | cuts);
    const unsigned begin = block_first(begins);
    const uint64_t capitals = block.capitals & block.words &
                              (block.spaces << 1 | (base > 1 && s->text[base - 1] == ' ')) &
                              lowest(clean == BLOCK_SIZE && begin > 0 ? begin : clean) &
                              lowest(left < MAY_START_BYTES ? 0 : left + 1 - MAY_START_BYTES);
    if (capitals != 0 && scanner_asks(s))
        pause_at_capitals(s, base, capitals);
    if (begin < clean && (clean < BLOCK_SIZE || begin == 0))
        take_word(s, base + begin, base + clean);
    else
        s->at = base + (begin < clean ? begin : clean);
}
