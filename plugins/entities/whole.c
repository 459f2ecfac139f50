#include "whole.h"

#include "form.h"
#include "hash.h"

/* A name is looked for in at most this many slots; past them (only text made to collide) it is not remembered. */
enum { PROBES = 32, ACRONYM_LEAST = 2, ACRONYM_MOST = 10 };

enum { SHORT_FORMS = 3 /* that one name may have */ };

/* A longer form is none that other mentions are given: a text made of it could grow with the square of its length. */
enum { WHOLE_MOST = 256 };

/* What a slot of the memory is about; part of its hash. */
enum { ABOUT_WHOLE = 1, ABOUT_SURNAME, ABOUT_GIVEN, ABOUT_ACRONYM, ABOUT_COMPANY };

/* Where the document has used a name. */
struct slot {
    uint64_t hash;          /* 0: free */
    uint32_t first, latest; /* names + 1 */
};

/* A mention that has a whole form. */
struct name {
    struct mention *mention;
    struct form form;
    struct slot *same; /* of its own name; NULL where that is not remembered */
    struct slot *shorter[SHORT_FORMS];
    size_t shorter_count;
};

struct memory {
    struct leat_doc *doc;
    struct name *names;
    size_t count;
    struct slot *slots;
    unsigned bits;
};

/* --- the memory --------------------------------------------------------------------------------------------------- */

/* The slot of a name, or a free one; NULL where neither is near its place. */
static struct slot *find(const struct memory *memory, uint64_t hash)
{
    const size_t mask = ((size_t)1 << memory->bits) - 1;
    for (size_t i = 0, at = hash_slot(hash, memory->bits); i < PROBES; i++, at = (at + 1) & mask)
        if (memory->slots[at].hash == hash || memory->slots[at].hash == 0)
            return &memory->slots[at];
    return NULL;
}

static uint64_t hash_about(uint64_t hash, int about)
{
    return (hash ^ (uint64_t)about) * UINT64_C(0x9fb21c651e98df25) | 1;
}

/* The same, made where the name is new. */
static struct slot *remember(const struct memory *memory, uint64_t hash, int about)
{
    struct slot *slot = find(memory, hash_about(hash, about));
    if (slot != NULL)
        slot->hash = hash_about(hash, about);
    return slot;
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

static void note(const struct memory *memory, size_t at, uint64_t hash, int about)
{
    struct name *name = &memory->names[at];
    struct slot *slot = remember(memory, hash, about);
    if (slot == NULL)
        return;
    if (slot->first == 0)
        slot->first = (uint32_t)at + 1;
    name->shorter[name->shorter_count++] = slot;
}

/* Notes by what short forms a full name may be called. */
static void note_short(const struct memory *memory, size_t at)
{
    const struct mention *mention = memory->names[at].mention;
    const struct form *form = &memory->names[at].form;
    if (mention->label == LABEL_PER) {
        note(memory, at, form->surname_first ? form->first : form->last, ABOUT_SURNAME);
        note(memory, at, form->surname_first ? form->last : form->first, ABOUT_GIVEN);
        return;
    }
    const struct leat_string acronym = bracketed(memory->doc, mention->span.end);
    if (acronym.length > 0)
        note(memory, at, hash_of(acronym), ABOUT_ACRONYM);
    if (form->words > 2)
        note(memory, at, form->initials, ABOUT_ACRONYM);
    if (form->company)
        note(memory, at, form->first, ABOUT_COMPANY);
}

/* The name noted with a short form, + 1; 0 where there is none: the nearest before it, or else the first behind it. */
static uint32_t noted(const struct memory *memory, uint64_t hash, int about)
{
    const struct slot *slot = find(memory, hash_about(hash, about));
    return slot == NULL ? 0 : slot->latest > 0 ? slot->latest : slot->first;
}

/* The name that is the full form of a short one, + 1; 0 where there is none. */
static uint32_t full_form(const struct memory *memory, const struct name *name)
{
    const struct form *form = &name->form;
    const struct leat_string text = leat_doc_slice(memory->doc, name->mention->span);
    uint32_t full = 0;
    if (form->words != 1)
        return 0;
    if (name->mention->label == LABEL_PER) {
        full = noted(memory, form->first, ABOUT_SURNAME);
        return full > 0 ? full : noted(memory, form->first, ABOUT_GIVEN);
    }
    if (form->upper && text.length <= ACRONYM_MOST)
        full = noted(memory, hash_of(text), ABOUT_ACRONYM);
    return full == 0 && name->mention->label == LABEL_ORG ? noted(memory, form->first, ABOUT_COMPANY) : full;
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

/* Reads a name's form, and notes whether it is the fullest yet and what short forms it may have. */
static void read_name(struct memory *memory, struct mention *mention)
{
    const size_t at = memory->count++;
    struct name *name = &memory->names[at];
    name->mention = mention;
    name->shorter_count = 0;
    form_read(memory->doc, mention, &name->form);
    name->same = remember(memory, key_of(mention, &name->form), ABOUT_WHOLE);
    if (name->same != NULL &&
        (name->same->first == 0 || fuller(&name->form, &memory->names[name->same->first - 1].form)))
        name->same->first = (uint32_t)at + 1;
    if (name->form.words > 1)
        note_short(memory, at);
}

/* Makes a name whole by those before it. */
static void make_whole(const struct memory *memory, size_t at)
{
    struct name *name = &memory->names[at];
    for (size_t i = 0; i < name->shorter_count; i++)
        name->shorter[i]->latest = (uint32_t)at + 1;
    const uint32_t full = full_form(memory, name);
    const struct name *whole = full > 0 ? &memory->names[full - 1] : name;
    if (whole->same != NULL)
        whole = &memory->names[whole->same->first - 1];
    if (whole->mention->span.end - whole->mention->span.begin > WHOLE_MOST)
        whole = name;
    name->mention->whole = spelling(memory->doc, whole->mention, &whole->form);
    if (name->mention->label != LABEL_PER && whole->form.upper)
        name->mention->whole = well_known(name->mention->whole);
}

void whole_find(struct mentions *mentions)
{
    struct memory memory = {.doc = mentions->doc, .bits = 4};
    size_t count = 0;
    for (size_t i = 0; i < mentions->count; i++)
        count += has_whole(&mentions->at[i]);
    while (((size_t)1 << memory.bits) < 8 * count)
        memory.bits++;
    const size_t size = ((size_t)1 << memory.bits) * sizeof *memory.slots;
    memory.slots = leat_doc_alloc(mentions->doc, size);
    memory.names = leat_doc_alloc(mentions->doc, count * sizeof *memory.names);
    if (memory.slots == NULL || memory.names == NULL)
        return;
    memset(memory.slots, 0, size);
    for (size_t i = 0; i < mentions->count; i++)
        if (has_whole(&mentions->at[i]))
            read_name(&memory, &mentions->at[i]);
    for (size_t i = 0; i < memory.count; i++)
        make_whole(&memory, i);
}
