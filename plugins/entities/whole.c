#include "whole.h"

#include "hash.h"
#include "lists.h"

/* A name is looked for in at most this many slots; past them (only text made to collide) it is not remembered. */
enum { PROBES = 32, WORDS_MAX = 16, ACRONYM_LEAST = 2, ACRONYM_MOST = 10 };

/* What a slot of the memory is about; part of its hash. */
enum { ABOUT_WHOLE = 1, ABOUT_SURNAME, ABOUT_GIVEN, ABOUT_ACRONYM, ABOUT_COMPANY };

/* A name as it is compared: its words in small letters, parted at spaces and hyphens, without titles before them. */
struct form {
    uint64_t whole, first, last;
    uint64_t initials; /* of the capitals that its words begin with */
    uint32_t begin;    /* of the name in the text, behind its titles */
    uint16_t words;
    bool upper;         /* it is all capitals */
    bool surname_first; /* of a person: "Kim Jong Un" */
    bool company;       /* it ends in "Inc." or the like */
};

/* Where the document has used a name. */
struct slot {
    uint64_t hash;          /* 0: free */
    uint32_t first, latest; /* mentions + 1 */
};

struct memory {
    struct mentions *mentions;
    struct form *forms; /* one for each mention */
    struct slot *slots;
    unsigned bits;
    struct slot spare; /* what is lent where no slot is found */
};

/* --- reading a name ----------------------------------------------------------------------------------------------- */

static char small(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

static uint64_t hash_small(struct leat_string text)
{
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < text.length; i++)
        hash = hash_byte(hash, (unsigned char)small(text.at[i]));
    return hash;
}

/* The next word of a name: up to a space, a hyphen or the end. */
static struct leat_string next_word(struct leat_string name, size_t *at)
{
    while (*at < name.length && ((unsigned char)name.at[*at] <= ' ' || name.at[*at] == '-'))
        (*at)++;
    const size_t begin = *at;
    while (*at < name.length && (unsigned char)name.at[*at] > ' ' && name.at[*at] != '-')
        (*at)++;
    return (struct leat_string){name.at + begin, *at - begin};
}

/* Family names that stand first where names are written so: Korean, Chinese, Vietnamese. */
static bool family_first(struct leat_string word)
{
    static const char *const names[] = {
        "Kim",  "Lee",   "Yi",   "Park",   "Pak",  "Choi", "Choe", "Jung",  "Jeong", "Chung", "Kang",  "Cho",    "Jo",
        "Yoon", "Yun",   "Jang", "Lim",    "Im",   "Han",  "Oh",   "Seo",   "Shin",  "Kwon",  "Hwang", "Ahn",    "An",
        "Song", "Ryu",   "Yoo",  "Hong",   "Moon", "Ban",  "Xi",   "Li",    "Wang",  "Zhang", "Liu",   "Chen",   "Yang",
        "Zhao", "Huang", "Zhou", "Wu",     "Xu",   "Sun",  "Hu",   "Zhu",   "Gao",   "Lin",   "He",    "Guo",    "Ma",
        "Luo",  "Mao",   "Deng", "Jiang",  "Wen",  "Peng", "Tsai", "Chang", "Tan",   "Wong",  "Chan",  "Cheung", "Lam",
        "Lau",  "Leung", "Ng",   "Nguyen", "Tran", "Pham", "Phan", "Vo",    "Bui",   "Qin",   "Bo",    "Ding",   "Cai"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t same = 0;
        while (same < word.length && names[i][same] != '\0' && small(word.at[same]) == small(names[i][same]))
            same++;
        if (same == word.length && names[i][same] == '\0')
            return true;
    }
    return false;
}

/* What ends the name of a company, without its stop. */
static bool company_end(struct leat_string word)
{
    static const char *const ends[] = {"Inc",   "Corp",     "Corporation", "Co",    "Company", "Ltd",     "Limited",
                                       "LLC",   "PLC",      "Plc",         "plc",   "AG",      "SA",      "NV",
                                       "Group", "Holdings", "SE",          "Motor", "Motors",  "Airlines"};
    word.length -= word.length > 0 && word.at[word.length - 1] == '.';
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (leat_string_equal(word, leat_string(ends[i])))
            return true;
    return false;
}

static bool is_title(struct leat_string word)
{
    return (lists_find(hash_bytes(HASH_START, word.at, word.length)) & IN_TITLE) != 0;
}

static void add_word(struct form *form, struct leat_string word, bool person)
{
    const uint64_t hash = hash_small(word);
    const char initial = word.at[0];
    form->whole = hash_byte(form->whole, ' ') ^ hash;
    form->whole *= UINT64_C(0x9e3779b97f4a7c15);
    form->last = hash;
    if (form->words++ == 0) {
        form->first = hash;
        form->surname_first = person && family_first(word);
    }
    form->company = company_end(word);
    if (initial >= 'A' && initial <= 'Z')
        form->initials = hash_byte(form->initials, (unsigned char)initial);
    for (size_t i = 0; i < word.length; i++)
        form->upper = form->upper && !(word.at[i] >= 'a' && word.at[i] <= 'z') && (word.at[i] & 0x80) == 0;
}

static struct form read_form(const struct leat_doc *doc, const struct mention *mention)
{
    const struct leat_string name = leat_doc_slice(doc, mention->span);
    const bool person = mention->label == LABEL_PER;
    struct form form = {.whole = HASH_START, .initials = HASH_START, .begin = mention->span.begin, .upper = true};
    for (size_t at = 0;;) {
        const struct leat_string word = next_word(name, &at);
        if (word.length == 0)
            break;
        if (person && form.words == 0 && at < name.length && is_title(word)) {
            size_t next = at;
            const struct leat_string second = next_word(name, &next);
            form.begin += second.length > 0 ? (uint32_t)(second.at - (name.at + form.begin - mention->span.begin)) : 0;
            continue;
        }
        if (form.words < WORDS_MAX)
            add_word(&form, word, person);
    }
    form.surname_first = form.surname_first && form.words > 1;
    return form;
}

/* --- the memory --------------------------------------------------------------------------------------------------- */

static struct slot *recall(struct memory *memory, uint64_t hash, int about)
{
    hash = (hash ^ (uint64_t)about) * UINT64_C(0x9fb21c651e98df25) | 1;
    const size_t mask = ((size_t)1 << memory->bits) - 1;
    for (size_t i = 0, at = hash_slot(hash, memory->bits); i < PROBES; i++, at = (at + 1) & mask) {
        struct slot *slot = &memory->slots[at];
        if (slot->hash == 0)
            *slot = (struct slot){.hash = hash};
        if (slot->hash == hash)
            return slot;
    }
    memory->spare = (struct slot){.hash = hash};
    return &memory->spare;
}

static void note(struct memory *memory, uint64_t hash, int about, size_t mention)
{
    struct slot *slot = recall(memory, hash, about);
    slot->latest = (uint32_t)mention + 1;
    if (slot->first == 0)
        slot->first = slot->latest;
}

/* The hash by which two mentions are known to have the same name: of a person, the first and the last word, whatever
 * stands between them ("George W. Bush"), but the whole name where the family's stands first. */
static uint64_t key_of(const struct mention *mention, const struct form *form)
{
    if (mention->label == LABEL_PER && form->words > 1 && !form->surname_first)
        return form->first * 31 + form->last;
    return form->whole + (uint64_t)mention->label;
}

/* The fuller of two mentions of one name; of equal ones the one that is not all capitals, or the earlier. */
static bool fuller(const struct form *one, const struct form *other)
{
    return one->words != other->words ? one->words > other->words : !one->upper && other->upper;
}

static bool has_whole(const struct mention *mention)
{
    return mention->label == LABEL_PER || mention->label == LABEL_ORG || mention->label == LABEL_LOC ||
           mention->label == LABEL_EVENT;
}

/* --- short forms -------------------------------------------------------------------------------------------------- */

/* The acronym in brackets behind a name: "… Cooperation (APEC)"; empty where there is none. */
static struct leat_string bracketed(const struct leat_doc *doc, uint32_t end)
{
    const char *at = doc->text + end;
    const size_t left = doc->length - end;
    size_t length = 0;
    if (left < ACRONYM_LEAST + 3 || at[0] != ' ' || at[1] != '(')
        return (struct leat_string){NULL, 0};
    while (length <= ACRONYM_MOST && length + 2 < left &&
           ((at[length + 2] >= 'A' && at[length + 2] <= 'Z') ||
            (length > 0 && at[length + 2] >= '0' && at[length + 2] <= '9')))
        length++;
    const bool whole = length >= ACRONYM_LEAST && length <= ACRONYM_MOST && length + 2 < left && at[length + 2] == ')';
    return (struct leat_string){at + 2, whole ? length : 0};
}

static uint64_t hash_of(struct leat_string text)
{
    return hash_bytes(HASH_START, text.at, text.length);
}

/* Notes by what short forms a full name may be called. */
static void note_short(struct memory *memory, size_t at)
{
    const struct mention *mention = &memory->mentions->at[at];
    const struct form *form = &memory->forms[at];
    if (mention->label == LABEL_PER) {
        note(memory, form->surname_first ? form->first : form->last, ABOUT_SURNAME, at);
        note(memory, form->surname_first ? form->last : form->first, ABOUT_GIVEN, at);
        return;
    }
    const struct leat_string acronym = bracketed(memory->mentions->doc, mention->span.end);
    if (acronym.length > 0)
        note(memory, hash_of(acronym), ABOUT_ACRONYM, at);
    if (form->words > 2)
        note(memory, form->initials, ABOUT_ACRONYM, at);
    if (form->company)
        note(memory, form->first, ABOUT_COMPANY, at);
}

/* The mention with the full form of a short name, + 1; 0 where there is none: the nearest before it, or else the first
 * behind it. */
static uint32_t full_form(struct memory *memory, size_t at)
{
    const struct mention *mention = &memory->mentions->at[at];
    const struct form *form = &memory->forms[at];
    const int about[] = {mention->label == LABEL_PER ? ABOUT_SURNAME : ABOUT_ACRONYM,
                         mention->label == LABEL_PER ? ABOUT_GIVEN : ABOUT_COMPANY};
    const struct leat_string name = leat_doc_slice(memory->mentions->doc, mention->span);
    const bool acronym = mention->label != LABEL_PER && form->upper && name.length <= ACRONYM_MOST;
    const uint64_t hashes[] = {mention->label == LABEL_PER ? form->first : hash_of(name), form->first};
    if (form->words != 1)
        return 0;
    for (size_t i = 0; i < 2; i++) {
        const bool may = mention->label == LABEL_PER || (i == 0 ? acronym : mention->label == LABEL_ORG);
        const struct slot *slot = may ? recall(memory, hashes[i], about[i]) : &memory->spare;
        if (may && (slot->latest > 0 || slot->first > 0))
            return slot->latest > 0 ? slot->latest : slot->first;
    }
    return 0;
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

/* A name's text on one line, without its titles. */
static struct leat_string spelling(struct leat_doc *doc, const struct mention *mention, const struct form *form)
{
    const struct leat_string text = leat_doc_slice(doc, (struct leat_span){form->begin, mention->span.end});
    bool plain = true;
    for (size_t i = 0; i < text.length; i++)
        plain = plain && ((unsigned char)text.at[i] > ' ' || (text.at[i] == ' ' && text.at[i + 1] != ' '));
    char *copy = plain ? NULL : leat_doc_alloc(doc, text.length);
    if (copy == NULL)
        return text;
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        const bool space = (unsigned char)text.at[i] <= ' ';
        if (!space || (length > 0 && copy[length - 1] != ' '))
            copy[length++] = space ? ' ' : text.at[i];
    }
    return (struct leat_string){copy, length};
}

/* Some places and bodies are known by their letters in every text. */
static struct leat_string well_known(struct leat_string name)
{
    static const char *const names[][2] = {
        {"U.S.", "United States"},       {"US", "United States"},    {"USA", "United States"},
        {"U.S", "United States"},        {"U.K.", "United Kingdom"}, {"UK", "United Kingdom"},
        {"UAE", "United Arab Emirates"}, {"U.N.", "United Nations"}, {"UN", "United Nations"},
        {"EU", "European Union"},        {"E.U.", "European Union"}};
    for (size_t i = 0; name.length <= 4 && i < sizeof names / sizeof *names; i++)
        if (leat_string_equal(name, leat_string(names[i][0])))
            return leat_string(names[i][1]);
    return name;
}

static void find_all(struct memory *memory)
{
    struct mentions *mentions = memory->mentions;
    for (size_t i = 0; i < mentions->count; i++) {
        if (!has_whole(&mentions->at[i]))
            continue;
        memory->forms[i] = read_form(mentions->doc, &mentions->at[i]);
        struct slot *slot = recall(memory, key_of(&mentions->at[i], &memory->forms[i]), ABOUT_WHOLE);
        if (slot->first == 0 || fuller(&memory->forms[i], &memory->forms[slot->first - 1]))
            slot->first = (uint32_t)i + 1;
        if (memory->forms[i].words > 1)
            note_short(memory, i);
    }
    for (size_t i = 0; i < (size_t)1 << memory->bits; i++)
        memory->slots[i].latest = 0;
    for (size_t i = 0; i < mentions->count; i++) {
        if (!has_whole(&mentions->at[i]))
            continue;
        if (memory->forms[i].words > 1)
            note_short(memory, i);
        const uint32_t full = full_form(memory, i);
        size_t at = full > 0 ? full - 1 : i;
        const struct slot *slot = recall(memory, key_of(&mentions->at[at], &memory->forms[at]), ABOUT_WHOLE);
        at = slot->first > 0 ? slot->first - 1 : at;
        mentions->at[i].whole = spelling(mentions->doc, &mentions->at[at], &memory->forms[at]);
        if (mentions->at[i].label != LABEL_PER)
            mentions->at[i].whole = well_known(mentions->at[i].whole);
    }
}

void whole_find(struct mentions *mentions)
{
    struct memory memory = {.mentions = mentions, .bits = 6};
    while (((size_t)1 << memory.bits) < 8 * mentions->count)
        memory.bits++;
    const size_t size = ((size_t)1 << memory.bits) * sizeof *memory.slots;
    memory.slots = leat_doc_alloc(mentions->doc, size);
    memory.forms = leat_doc_alloc(mentions->doc, (mentions->count + 1) * sizeof *memory.forms);
    if (memory.slots == NULL || memory.forms == NULL)
        return;
    memset(memory.slots, 0, size);
    find_all(&memory);
}
