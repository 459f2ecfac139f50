#include "words.h"

#include <assert.h>

struct group {
    uint8_t class;
    const char *words; /* parted by single spaces */
};

/* A word may stand in several groups. */
static const struct group groups[] = {
    {WORD_STOP,
     "a about above according across after again against ago all along already also although always am amid among an "
     "and another any anyone anything are aren't around as ask asked at away back be became because become been before "
     "behind being below between beyond both but by ca call called came can can't cannot come could couldn't day days "
     "did didn't do does doesn't doing don't done down during each either else even ever every everyone everything few "
     "first for former from further get gets getting give given go goes going gone got had hadn't has hasn't have "
     "haven't having he he's her here hers herself him himself his how however i i'd i'll i'm i've if in including "
     "indeed inside instead into is isn't it it's its itself just keep know known last later least less let like long "
     "look lot made make makes making many may maybe me meanwhile might month months more moreover most mr mrs ms much "
     "must my myself n't near nearly never new next no nor not nothing now of off often old on once one only onto or "
     "other others our out outside over own part people per perhaps put quite rather really said same say saying says "
     "second see seen several shall she she's should shouldn't since so some someone something soon still such take "
     "taken tell than that that's the their them themselves then there there's these they they're thing things think "
     "this those though three through throughout thus time to today told tomorrow too took toward towards two under "
     "unless until up upon us use used using very via want was wasn't way we we're we've week weeks well went were "
     "weren't what when where whether which while who whom whose why will with within without wo won't would wouldn't "
     "year years yes yesterday yet you you're your"},
    {WORD_STOP, "a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9"},
    {WORD_SPEECH, "said says added told asked wrote"},
    {WORD_LEANING, "he she it they but and or so this that these those however moreover then also still yet instead "
                   "meanwhile therefore his her their its"},
    {WORD_NOTICE,
     "click scroll subscribe copyright follow read watch listen share reporting editing updated photo photos "
     "picture pictures image video advertisement related source sign tap"},
    {WORD_CREDIT, "contributed"},
    {WORD_WORK, "report story article"},
    {WORD_BY, "by"},
    {WORD_DENIAL, "not no never n't"},
};

enum { WORDS_MAX = WORD_SLOTS, GROUP_MAX = 16 };

/* The words while the table is made. */
struct draft {
    uint64_t hashes[WORDS_MAX];
    uint8_t classes[WORDS_MAX];
    size_t count;
};

static void add(struct draft *draft, const char *at, size_t length, uint8_t class)
{
    const uint64_t hash = word_hash(at, length, length);
    size_t i = 0;
    while (i < draft->count && draft->hashes[i] != hash)
        i++;
    if (i == draft->count) {
        assert(i < WORDS_MAX);
        draft->hashes[draft->count++] = hash;
        draft->classes[i] = 0;
    }
    draft->classes[i] |= class;
}

/* The word with a typographic apostrophe. */
static void add_typographic(struct draft *draft, const char *at, size_t length, uint8_t class)
{
    char word[32];
    const char *apostrophe = memchr(at, '\'', length);
    if (apostrophe == NULL || length + 2 > sizeof word)
        return;
    const size_t before = (size_t)(apostrophe - at);
    memcpy(word, at, before);
    memcpy(word + before, "’", 3);
    memcpy(word + before + 3, apostrophe + 1, length - before - 1);
    add(draft, word, length + 2, class);
}

static void add_all(struct draft *draft)
{
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        for (const char *at = groups[i].words; *at != '\0';) {
            const size_t length = strcspn(at, " ");
            add(draft, at, length, groups[i].class);
            add_typographic(draft, at, length, groups[i].class);
            at += length + (at[length] == ' ');
        }
}

uint64_t word_hash_any(const char *at, size_t length)
{
    char rest[WORD_BLOCK] = {0};
    uint64_t hash = 0;
    for (; length > WORD_BLOCK; at += WORD_BLOCK, length -= WORD_BLOCK)
        hash = word_hash_block(hash, at, WORD_BLOCK);
    memcpy(rest, at, length);
    return word_hash_block(hash, rest, length);
}

/* Enters the words of a group with its shift as it is; false where one finds its slot taken. */
static bool enter(struct word_list *list, const struct draft *draft, const size_t *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const uint64_t hash = draft->hashes[members[i]];
        const size_t slot = word_slot(list, hash);
        if (list->entries[slot] != 0) {
            while (i-- > 0)
                list->entries[word_slot(list, draft->hashes[members[i]])] = 0;
            return false;
        }
        list->entries[slot] = ((uint32_t)hash & ~UINT32_C(0xff)) | draft->classes[members[i]];
    }
    return true;
}

static void place(struct word_list *list, const struct draft *draft, const size_t *members, size_t count, size_t group)
{
    while (!enter(list, draft, members, count)) {
        list->shifts[group]++;
        assert(list->shifts[group] < WORD_SLOTS); /* the words are constant: a change without a place shows at once */
    }
}

static void place_group(struct word_list *list, const struct draft *draft, size_t group)
{
    size_t members[GROUP_MAX], count = 0;
    for (size_t i = 0; i < draft->count; i++)
        if (word_group(draft->hashes[i]) == group)
            members[count++] = i;
    place(list, draft, members, count, group);
}

/* The groups with many words first, while there is much room. */
void word_list_fill(struct word_list *list)
{
    struct draft draft = {.count = 0};
    size_t sizes[WORD_GROUPS] = {0};
    memset(list, 0, sizeof *list);
    add_all(&draft);
    for (size_t i = 0; i < draft.count; i++)
        sizes[word_group(draft.hashes[i])]++;
    for (size_t size = GROUP_MAX; size > 0; size--)
        for (size_t group = 0; group < WORD_GROUPS; group++)
            if (sizes[group] == size)
                place_group(list, &draft, group);
}

/* Whether a word is a stop word can hardly be guessed: the hash of one is written over by the next. */
size_t word_list_read(const struct word_list *list, uint64_t *hashes, size_t count, unsigned *first, unsigned *all)
{
    unsigned any = 0;
    size_t content = 0;
    *first = count > 0 ? word_classes(list, hashes[0]) : 0;
    for (size_t i = 0; i < count; i++) {
        const uint64_t hash = hashes[i];
        const unsigned classes = word_classes(list, hash);
        any |= classes;
        hashes[content] = hash;
        content += (classes & WORD_STOP) == 0;
    }
    *all = any;
    return content;
}
