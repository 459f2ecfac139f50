#include "terms.h"

/* A word is looked for in at most this many slots; one that finds no room (only where words are made to collide) is
 * no term. */
enum { PROBES = 32 };

static const char stops[] =
    "a about above according across after again against ago all along already also although always am amid among an "
    "and another any anyone anything are aren't around as ask asked at away back be became because become been before "
    "behind being below between beyond both but by call called came can can't cannot come could couldn't day days did "
    "didn't do does doesn't doing don't done down during each either else even ever every everyone everything few "
    "first for former from further get gets getting give given go goes going gone got had hadn't has hasn't have "
    "haven't having he he's her here hers herself him himself his how however i i'd i'll i'm i've if in including "
    "indeed inside instead into is isn't it it's its itself just keep know known last later least less let like long "
    "look lot made make makes making many may maybe me meanwhile might month months more moreover most mr mrs ms much "
    "must my myself near nearly never new next no nor not nothing now of off often old on once one only onto or other "
    "others our out outside over own part people per perhaps put quite rather really said same say saying says second "
    "see seen several shall she she's should shouldn't since so some someone something soon still such take taken "
    "tell than that that's the their them themselves then there there's these they they're thing things think this "
    "those though three through throughout thus time to today told tomorrow too took toward towards two under unless "
    "until up upon us use used using very via want was wasn't way we we're we've week weeks well went were weren't "
    "what when where whether which while who whom whose why will with within without won't would wouldn't year years "
    "yes yesterday yet you you're your";

/* FNV-1a of the word with its ASCII letters made small. Never 0. */
static uint64_t hash_small(const char *at, size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++) {
        const unsigned char byte = (unsigned char)at[i];
        hash = (hash ^ (byte >= 'A' && byte <= 'Z' ? byte | 0x20u : byte)) * UINT64_C(0x100000001b3);
    }
    return hash != 0 ? hash : 1;
}

static size_t slot_of(uint64_t hash, size_t slots)
{
    return (size_t)((hash * UINT64_C(0x9e3779b97f4a7c15)) >> 32) & (slots - 1);
}

static bool is_stop(const struct stop_words *words, uint64_t hash)
{
    size_t slot = slot_of(hash, STOP_SLOTS);
    while (words->slots[slot] != 0 && words->slots[slot] != hash)
        slot = (slot + 1) % STOP_SLOTS;
    return words->slots[slot] == hash;
}

void stop_words_fill(struct stop_words *words)
{
    memset(words, 0, sizeof *words);
    for (const char *at = stops; *at != '\0';) {
        const size_t length = strcspn(at, " ");
        const uint64_t hash = hash_small(at, length);
        size_t slot = slot_of(hash, STOP_SLOTS);
        while (words->slots[slot] != 0)
            slot = (slot + 1) % STOP_SLOTS;
        words->slots[slot] = hash;
        at += length + (at[length] == ' ');
    }
}

struct entry {
    uint64_t hash; /* 0: free */
    uint32_t id;
    uint32_t seen; /* the last sentence that has it, from 1 */
};

struct table {
    struct entry *entries;
    size_t size; /* a power of two */
};

/* The entry of a word, taken for it where it is new; NULL where there is no room near its slot. */
static struct entry *find(const struct table *table, uint64_t hash)
{
    size_t slot = slot_of(hash, table->size);
    for (int i = 0; i < PROBES; i++, slot = (slot + 1) & (table->size - 1))
        if (table->entries[slot].hash == hash || table->entries[slot].hash == 0)
            return &table->entries[slot];
    return NULL;
}

/* Words of one byte and what begins with neither letter nor digit are no terms; 's is no part of one. */
static uint64_t term_hash(struct leat_string word)
{
    const unsigned char first = (unsigned char)word.at[0];
    const bool letter = (first | 0x20) >= 'a' && (first | 0x20) <= 'z';
    if (word.length < 2 || (!letter && first < 0x80 && !(first >= '0' && first <= '9')))
        return 0;
    if (word.length > 3 && memcmp(word.at + word.length - 2, "'s", 2) == 0)
        word.length -= 2;
    else if (word.length > 5 && memcmp(word.at + word.length - 4, "’s", 4) == 0)
        word.length -= 4;
    return hash_small(word.at, word.length);
}

static bool make_room(struct terms *terms, struct table *table, struct leat_doc *doc, size_t tokens, size_t sentences)
{
    table->size = 64;
    while (table->size < tokens + tokens / 2)
        table->size *= 2;
    table->entries = leat_doc_alloc(doc, table->size * sizeof *table->entries);
    terms->ids = leat_doc_alloc(doc, tokens * sizeof *terms->ids + 1);
    terms->counts = leat_doc_alloc(doc, tokens * sizeof *terms->counts + 1);
    terms->ends = leat_doc_alloc(doc, sentences * sizeof *terms->ends + 1);
    if (table->entries == NULL || terms->ids == NULL || terms->counts == NULL || terms->ends == NULL)
        return false;
    memset(table->entries, 0, table->size * sizeof *table->entries);
    terms->count = 0;
    return true;
}

bool terms_read(struct terms *terms, const struct stop_words *stop_words, struct leat_doc *doc,
                struct leat_layer tokens, struct leat_layer sentences)
{
    struct table table;
    if (!make_room(terms, &table, doc, tokens.count, sentences.count))
        return false;
    uint32_t used = 0;
    size_t token = 0;
    for (size_t i = 0; i < sentences.count; i++) {
        for (; token < tokens.count && tokens.spans[token].begin < sentences.spans[i].end; token++) {
            if (tokens.spans[token].begin == tokens.spans[token].end)
                continue;
            const uint64_t hash = term_hash(leat_doc_slice(doc, tokens.spans[token]));
            struct entry *entry = hash != 0 && !is_stop(stop_words, hash) ? find(&table, hash) : NULL;
            if (entry == NULL || entry->seen == i + 1)
                continue;
            if (entry->hash == 0) {
                *entry = (struct entry){.hash = hash, .id = (uint32_t)terms->count};
                terms->counts[terms->count++] = 0;
            }
            entry->seen = (uint32_t)i + 1;
            terms->counts[entry->id]++;
            terms->ids[used++] = entry->id;
        }
        terms->ends[i] = used;
    }
    return true;
}
