#include "mention.h"

#include "hash.h"

/* A name is found again in at most this many slots; past them (only text made to collide) it is not remembered. */
enum { PROBES = 32, VOTES_MAX = 10000 };

enum { THRESHOLD = 4 };

/* What the document as a whole says of a name. */
struct memory {
    uint64_t hash; /* 0: free */
    int16_t votes[NAME_LABELS];
};

struct mention *mentions_add(struct mentions *mentions)
{
    if (mentions->count == mentions->capacity) {
        const size_t capacity = mentions->capacity > 0 ? 2 * mentions->capacity : 64;
        struct mention *more = leat_doc_alloc(mentions->doc, capacity * sizeof *more);
        if (more == NULL)
            return &mentions->spare;
        if (mentions->count > 0)
            memcpy(more, mentions->at, mentions->count * sizeof *more);
        mentions->at = more;
        mentions->capacity = capacity;
    }
    struct mention *mention = &mentions->at[mentions->count++];
    memset(mention, 0, sizeof *mention);
    return mention;
}

/* The memory of `hash`, made where there is none; NULL where there is no room near its slot. */
static struct memory *recall(struct memory *memories, unsigned bits, uint64_t hash)
{
    const size_t mask = ((size_t)1 << bits) - 1;
    size_t slot = hash_slot(hash, bits);
    for (int i = 0; i < PROBES; i++, slot = (slot + 1) & mask) {
        if (memories[slot].hash == 0)
            memories[slot].hash = hash;
        if (memories[slot].hash == hash)
            return &memories[slot];
    }
    return NULL;
}

static void vote(struct memory *memory, int label, int votes)
{
    if (memory != NULL && memory->votes[label] < VOTES_MAX && memory->votes[label] > -VOTES_MAX)
        memory->votes[label] = (int16_t)(memory->votes[label] + votes);
}

static int best_label(const struct mention *mention, const struct memory *memory, int *score)
{
    int best = LABELS;
    *score = THRESHOLD - 1;
    for (int label = 0; label < NAME_LABELS; label++) {
        const int votes = 2 * mention->votes[label] + (memory != NULL ? memory->votes[label] : 0);
        if (votes > *score) {
            *score = votes;
            best = label;
        }
    }
    return best;
}

/* A person's family name is the last word of the name, or the first. */
static void spread(struct memory *memories, unsigned bits, const struct mention *mention, int label, int score)
{
    const int votes = score > 12 ? 6 : score / 2;
    if (label == LABEL_PER && mention->words > 1) {
        vote(recall(memories, bits, mention->last), LABEL_PER, votes);
        vote(recall(memories, bits, mention->first), LABEL_PER, votes / 2);
    }
    if (label == LABEL_EVENT && mention->words == 2)
        vote(recall(memories, bits, mention->last), LABEL_EVENT, votes);
    if (label == LABEL_ORG && mention->words > 1)
        vote(recall(memories, bits, mention->first), LABEL_ORG, 1);
    if (mention->tie != 0)
        vote(recall(memories, bits, mention->tie), label, 8);
}

static void decide_all(struct mentions *mentions, struct memory *memories, unsigned bits)
{
    int score;
    for (size_t i = 0; i < mentions->count; i++) {
        const struct mention *mention = &mentions->at[i];
        for (int label = 0; mention->label < NAME_LABELS && label < NAME_LABELS; label++)
            if (mention->votes[label] != 0)
                vote(recall(memories, bits, mention->whole), label, mention->votes[label]);
    }
    for (size_t i = 0; i < mentions->count; i++) {
        const struct mention *mention = &mentions->at[i];
        if (mention->label >= NAME_LABELS || (mention->words < 2 && mention->tie == 0))
            continue;
        const int label = best_label(mention, recall(memories, bits, mention->whole), &score);
        if (label < LABELS)
            spread(memories, bits, mention, label, score);
    }
    for (size_t i = 0; i < mentions->count; i++) {
        struct mention *mention = &mentions->at[i];
        if (mention->label < NAME_LABELS)
            mention->label = (uint8_t)best_label(mention, recall(memories, bits, mention->whole), &score);
    }
}

void mentions_decide(struct mentions *mentions)
{
    unsigned bits = 6;
    while (((size_t)1 << bits) < 6 * mentions->count)
        bits++;
    const size_t size = ((size_t)1 << bits) * sizeof(struct memory);
    struct memory *memories = leat_doc_alloc(mentions->doc, size);
    if (memories == NULL)
        return;
    memset(memories, 0, size);
    decide_all(mentions, memories, bits);
}
