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

static struct memory *find(const struct recall *recall, uint64_t hash)
{
    const size_t mask = ((size_t)1 << recall->bits) - 1;
    size_t slot = hash_slot(hash, recall->bits);
    for (int i = 0; i < PROBES; i++, slot = (slot + 1) & mask)
        if (recall->memories[slot].hash == hash || recall->memories[slot].hash == 0)
            return &recall->memories[slot];
    return NULL;
}

void recall_note(struct recall *recall, const struct trace *trace)
{
    struct memory *memory = find(recall, trace->hash);
    if (memory == NULL || memory->total == COUNT_MAX)
        return;
    memory->hash = trace->hash;
    memory->tags[trace->tag]++;
    memory->total++;
}

/* What the other words of the same spelling say. */
struct opinion {
    unsigned total, seen; /* how many they are, and the tags that they have, as bits */
    unsigned tag, group;  /* the most frequent */
    unsigned share;       /* 2: all have this group, 1: more than half, 0: fewer */
};

static struct opinion ask(const struct recall *recall, const struct trace *trace)
{
    struct opinion opinion = {0};
    unsigned groups[GROUPS] = {0}, most = 0;
    const struct memory *memory = find(recall, trace->hash);
    if (memory == NULL || memory->hash == 0 || memory->total < 2)
        return opinion;
    for (unsigned tag = 0; tag < TAGS; tag++) {
        const unsigned count = memory->tags[tag] - (tag == trace->tag);
        groups[tag_group(tag)] += count;
        opinion.seen |= (unsigned)(count > 0) << tag;
        if (count > most) {
            most = count;
            opinion.tag = tag;
        }
    }
    for (unsigned group = 1; group < GROUPS; group++)
        if (groups[group] > groups[opinion.group])
            opinion.group = group;
    opinion.total = memory->total - 1u;
    opinion.share = groups[opinion.group] == opinion.total ? 2 : 2 * groups[opinion.group] > opinion.total;
    return opinion;
}

static uint32_t key_of(uint32_t a, uint32_t b, uint32_t c)
{
    return (uint32_t)(((uint64_t)a << 40 ^ (uint64_t)b << 20 ^ c) * UINT64_C(0x9e3779b97f4a7c15) >> 32);
}

size_t recall_rows(const struct recall *recall, const struct trace *traces, size_t count, size_t at, uint32_t row_count,
                   uint32_t rows[RECALL_ROWS])
{
    const struct opinion none = {0}, self = ask(recall, &traces[at]);
    const struct opinion before = at > 0 ? ask(recall, &traces[at - 1]) : none;
    const struct opinion after = at + 1 < count ? ask(recall, &traces[at + 1]) : none;
    const uint32_t amount = self.total < 3 ? self.total : self.total < 6 ? 3 : 4;
    const uint32_t side = 1 + before.group * GROUPS * 2 + (before.total > 0),
                   other = after.group * 2 + (after.total > 0);
    size_t used = 0;
    if (self.total == 0 && before.total == 0 && after.total == 0)
        return 0;
    rows[used++] = feature_row(row_count, key_of(self.group, self.share, amount), PLACE);
    rows[used++] = feature_row(row_count, key_of(self.group, self.share, traces[at].shape), PLACE + 1);
    rows[used++] = feature_row(row_count, key_of(self.tag, self.share, amount > 0), PLACE + 2);
    rows[used++] = feature_row(row_count, key_of(self.seen, amount > 0, 0), PLACE + 3);
    rows[used++] = feature_row(row_count, key_of(self.group, side, amount > 0), PLACE + 4);
    rows[used++] = feature_row(row_count, key_of(self.group, other, amount > 0), PLACE + 5);
    rows[used++] = feature_row(row_count, key_of(self.tag, before.tag, after.tag), PLACE + 6);
    rows[used++] = feature_row(row_count, key_of(self.total == 0, side, traces[at].shape), PLACE + 7);
    rows[used++] = feature_row(row_count, key_of(self.total == 0, other, traces[at].shape), PLACE + 8);
    return used;
}
