#include "recall.h"

/* A word is found again in at most this many slots; past them (only text made to collide) it is not remembered. */
enum { PROBES = 32, PLACE = 1000, COUNT_MAX = 60000 };

unsigned recall_bits(size_t targets)
{
    unsigned bits = 6;
    while (((size_t)1 << bits) < 2 * targets)
        bits++;
    return bits;
}

void recall_begin(struct recall *recall)
{
    memset(recall->slots, 0, sizeof *recall->slots << recall->bits);
    recall->memories[0] = (struct memory){0};
    recall->count = 0;
}

/* The number of the memory of a spelling; 0 where there is no slot for it. */
static uint32_t find(struct recall *recall, uint64_t hash)
{
    const size_t mask = ((size_t)1 << recall->bits) - 1;
    size_t slot = hash_slot(hash, recall->bits);
    for (int i = 0; i < PROBES; i++, slot = (slot + 1) & mask) {
        const uint32_t number = recall->slots[slot];
        if (number != 0 && recall->memories[number].hash == hash)
            return number;
        if (number == 0) {
            recall->slots[slot] = ++recall->count;
            recall->memories[recall->count] = (struct memory){.hash = hash};
            return recall->count;
        }
    }
    return 0;
}

void recall_note(struct recall *recall, struct trace *trace)
{
    trace->memory = find(recall, trace->hash);
    struct memory *memory = &recall->memories[trace->memory];
    if (trace->memory == 0 || memory->total == COUNT_MAX)
        return;
    memory->tags[trace->tag]++;
    memory->seen |= (uint16_t)(1u << trace->tag);
    memory->total++;
}

struct opinion recall_weigh(const struct memory *memory, unsigned own)
{
    struct opinion opinion = {0};
    if (memory->total < 2)
        return opinion;
    unsigned groups[GROUPS] = {0}, most = 0;
    for (unsigned tags = memory->seen; tags != 0; tags &= tags - 1) {
        const unsigned tag = (unsigned)__builtin_ctz(tags);
        const unsigned count = memory->tags[tag] - (unsigned)(tag == own);
        if (count == 0)
            continue;
        opinion.seen |= (uint16_t)(1u << tag);
        groups[tag_group(tag)] += count;
        opinion.tag = count > most ? (uint8_t)tag : opinion.tag;
        most = count > most ? count : most;
    }
    for (unsigned group = 1; group < GROUPS; group++)
        if (groups[group] > groups[opinion.group])
            opinion.group = (uint8_t)group;
    opinion.total = (uint16_t)(memory->total - 1);
    opinion.share = groups[opinion.group] == opinion.total ? 2 : 2 * groups[opinion.group] > opinion.total;
    return opinion;
}

static uint32_t key_of(uint32_t a, uint32_t b, uint32_t c)
{
    return (uint32_t)(((uint64_t)a << 40 ^ (uint64_t)b << 20 ^ c) * UINT64_C(0x9e3779b97f4a7c15) >> 32);
}

size_t recall_rows(const struct opinion *self, uint32_t shape, uint32_t row_count, uint32_t rows[RECALL_ROWS])
{
    const struct opinion *left = self - 1, *right = self + 1;
    if (self->total == 0 && left->total == 0 && right->total == 0)
        return 0;
    const uint32_t amount = self->total < 3 ? self->total : self->total < 6 ? 3 : 4;
    const uint32_t side = 1 + left->group * GROUPS * 2u + (left->total > 0);
    const uint32_t other = right->group * 2u + (right->total > 0);
    const uint32_t keys[] = {
        key_of(self->group, self->share, amount),   key_of(self->group, self->share, shape),
        key_of(self->tag, self->share, amount > 0), key_of(self->seen, amount > 0, 0),
        key_of(self->group, side, amount > 0),      key_of(self->group, other, amount > 0),
        key_of(self->tag, left->tag, right->tag),   key_of(self->total == 0, side, shape),
        key_of(self->total == 0, other, shape),
    };
    enum { KEYS = sizeof keys / sizeof *keys };
    for (uint32_t i = 0; i < KEYS; i++)
        rows[i] = feature_row(row_count, keys[i], PLACE + i);
    return KEYS;
}
