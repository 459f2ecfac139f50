#include "whole.h"

#include "form.h"
#include "hash.h"

/* A name is looked for in at most this many slots; past them (only text made to collide) it is not remembered. */
enum { PROBES = 32, ACRONYM_LEAST = 2, ACRONYM_MOST = 10 };

/* A longer form is none that other mentions are given: a text made of it could grow with the square of its length. */
enum { WHOLE_MOST = 256 };

/* What a slot of the memory is about; part of its hash. */
enum { ABOUT_WHOLE = 1, ABOUT_SURNAME, ABOUT_GIVEN, ABOUT_ACRONYM, ABOUT_COMPANY };

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
    bool again;        /* the names are gone through for the second time */
    struct slot spare; /* what is lent where no slot is found */
};

/* --- the memory --------------------------------------------------------------------------------------------------- */

/* The slot of a name, which is made where the names are gone through for the first time. */
static struct slot *recall(struct memory *memory, uint64_t hash, int about)
{
    hash = (hash ^ (uint64_t)about) * UINT64_C(0x9fb21c651e98df25) | 1;
    const size_t mask = ((size_t)1 << memory->bits) - 1;
    for (size_t i = 0, at = hash_slot(hash, memory->bits); i < PROBES; i++, at = (at + 1) & mask) {
        struct slot *slot = &memory->slots[at];
        if (slot->hash == hash)
            return slot;
        if (slot->hash == 0 && memory->again)
            break;
        if (slot->hash == 0) {
            slot->hash = hash;
            return slot;
        }
    }
    memory->spare = (struct slot){.hash = hash};
    return &memory->spare;
}

static void note(struct memory *memory, uint64_t hash, int about, size_t mention)
{
    struct slot *slot = recall(memory, hash, about);
    uint32_t *place = memory->again ? &slot->latest : &slot->first;
    if (memory->again || *place == 0)
        *place = (uint32_t)mention + 1;
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
    char *copy = form->plain ? NULL : leat_doc_alloc(doc, text.length);
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

/* Reads the names' forms, and notes which is the fullest of each and what short forms it may have. */
static void read_all(struct memory *memory)
{
    const struct mentions *mentions = memory->mentions;
    for (size_t i = 0; i < mentions->count; i++) {
        if (!has_whole(&mentions->at[i]))
            continue;
        memory->forms[i] = form_read(mentions->doc, &mentions->at[i]);
        struct slot *slot = recall(memory, key_of(&mentions->at[i], &memory->forms[i]), ABOUT_WHOLE);
        if (slot->first == 0 || fuller(&memory->forms[i], &memory->forms[slot->first - 1]))
            slot->first = (uint32_t)i + 1;
        if (memory->forms[i].words > 1)
            note_short(memory, i);
    }
}

/* Makes them whole, each by those before it. */
static void make_all(struct memory *memory)
{
    struct mentions *mentions = memory->mentions;
    memory->again = true;
    for (size_t i = 0; i < mentions->count; i++) {
        if (!has_whole(&mentions->at[i]))
            continue;
        if (memory->forms[i].words > 1)
            note_short(memory, i);
        const uint32_t full = full_form(memory, i);
        size_t at = full > 0 ? full - 1 : i;
        const struct slot *slot = recall(memory, key_of(&mentions->at[at], &memory->forms[at]), ABOUT_WHOLE);
        at = slot->first > 0 ? slot->first - 1 : at;
        if (mentions->at[at].span.end - mentions->at[at].span.begin > WHOLE_MOST)
            at = i;
        mentions->at[i].whole = spelling(mentions->doc, &mentions->at[at], &memory->forms[at]);
        if (mentions->at[i].label != LABEL_PER && memory->forms[at].upper)
            mentions->at[i].whole = well_known(mentions->at[i].whole);
    }
}

void whole_find(struct mentions *mentions)
{
    struct memory memory = {.mentions = mentions, .bits = 4};
    size_t names = 0;
    for (size_t i = 0; i < mentions->count; i++)
        names += has_whole(&mentions->at[i]);
    while (((size_t)1 << memory.bits) < 8 * names)
        memory.bits++;
    const size_t size = ((size_t)1 << memory.bits) * sizeof *memory.slots;
    memory.slots = leat_doc_alloc(mentions->doc, size);
    memory.forms = leat_doc_alloc(mentions->doc, (mentions->count + 1) * sizeof *memory.forms);
    if (memory.slots == NULL || memory.forms == NULL)
        return;
    memset(memory.slots, 0, size);
    read_all(&memory);
    make_all(&memory);
}
