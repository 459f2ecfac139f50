#include "values.h"

#include "address.h"
#include "opening.h"

const char *const value_names[VALUE_LABELS] = {
    [VALUE_MONEY] = "MONEY",       [VALUE_PERCENT] = "PERCENT", [VALUE_DATE] = "DATE",         [VALUE_TIME] = "TIME",
    [VALUE_CARDINAL] = "CARDINAL", [VALUE_ORDINAL] = "ORDINAL", [VALUE_QUANTITY] = "QUANTITY", [VALUE_URL] = "URL",
    [VALUE_EMAIL] = "EMAIL",       [VALUE_HANDLE] = "HANDLE"};

enum leat_result value_rules_make(struct value_rules *rules, struct leat_list wanted, const char *date,
                                  enum slashed slashed, struct leat_error *error)
{
    terms_make(&rules->terms);
    opening_make(&rules->terms);
    rules->date = date;
    rules->slashed = slashed;
    rules->any = wanted.count > 0;
    memset(rules->wanted, 0, sizeof rules->wanted);
    for (size_t i = 0; i < wanted.count; i++) {
        size_t label = 0;
        while (label < VALUE_LABELS && strcmp(value_names[label], wanted.at[i]) != 0)
            label++;
        if (label == VALUE_LABELS)
            return leat_fail(error, LEAT_FATAL,
                             "option \"values\" names \"%s\"; it may name MONEY, PERCENT, DATE, TIME, CARDINAL, "
                             "ORDINAL, QUANTITY, URL, EMAIL and HANDLE",
                             wanted.at[i]);
        rules->wanted[label] = true;
    }
    return LEAT_OK;
}

/* --- finding ------------------------------------------------------------------------------------------------------ */

/* A document as it is searched. */
struct search {
    const struct value_rules *rules;
    struct leat_doc *doc;
    struct values *values;
    struct addresses addresses;
    struct leat_span address; /* the next one; empty where there is no more */
    enum value_label label;   /* its label */
    bool kept;                /* it is among the values */
    struct pieces pieces;
    bool failed; /* there was no memory */
};

static void keep(struct search *search, const struct value *value)
{
    struct values *values = search->values;
    if (!search->rules->wanted[value->label])
        return;
    if (values->count == values->capacity) {
        const size_t capacity = values->capacity > 0 ? 2 * values->capacity : 64;
        struct value *more = leat_doc_alloc(search->doc, capacity * sizeof *more);
        search->failed = more == NULL;
        if (search->failed)
            return;
        if (values->count > 0)
            memcpy(more, values->at, values->count * sizeof *more);
        values->at = more;
        values->capacity = capacity;
    }
    values->at[values->count++] = *value;
}

static void next_address(struct search *search)
{
    search->kept = false;
    if (!addresses_next(&search->addresses, &search->address, &search->label))
        search->address = (struct leat_span){UINT32_MAX, UINT32_MAX};
}

/* Whether the piece lies in an address, which is kept then. It may reach over the end of a sentence. */
static bool in_address(struct search *search, const struct piece *piece)
{
    while (search->address.end <= piece->span.begin)
        next_address(search);
    if (piece->span.end <= search->address.begin)
        return false;
    if (!search->kept)
        keep(search, &(struct value){.span = search->address, .label = (uint8_t)search->label});
    search->kept = true;
    return true;
}

typedef size_t value_reader(const struct pieces *pieces, size_t at, struct value *value);

/* In the order in which they are tried. */
static const struct {
    value_reader *read;
    enum value_label label;
} readers[] = {
    {money_read, VALUE_MONEY},       {percent_read, VALUE_PERCENT},   {clock_read, VALUE_TIME},
    {date_read, VALUE_DATE},         {quantity_read, VALUE_QUANTITY}, {ordinal_read, VALUE_ORDINAL},
    {cardinal_read, VALUE_CARDINAL},
};

/* A percentage or quantity behind a minus: "-5 °C". */
static size_t read_negative(const struct pieces *pieces, size_t at, struct value *value)
{
    value->label = VALUE_PERCENT;
    size_t end = percent_read(pieces, at + 1, value);
    if (end == 0) {
        *value = (struct value){.label = VALUE_QUANTITY};
        end = quantity_read(pieces, at + 1, value);
    }
    value->from = 0 - value->from; /* without a minus where it is 0 */
    return value->range ? 0 : end;
}

/* Reads the value of one of these labels that begins with piece `at`; the piece behind it, or 0. */
static size_t read_any(const struct pieces *pieces, size_t at, unsigned labels, struct value *value)
{
    *value = (struct value){.label = VALUE_PERCENT};
    if (opening_is_minus(pieces, at))
        return read_negative(pieces, at, value);
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        if ((labels >> readers[i].label & 1) == 0)
            continue;
        *value = (struct value){.label = (uint8_t)readers[i].label};
        const size_t end = readers[i].read(pieces, at, value);
        if (end > 0)
            return end;
    }
    return 0;
}

/* Reads the value that begins with piece `at` and keeps it; the piece behind it, or 0. */
static size_t read_value(struct search *search, size_t at, unsigned labels)
{
    const struct pieces *pieces = &search->pieces;
    struct value value;
    const size_t end = read_any(pieces, at, labels, &value);
    if (end == 0)
        return 0;
    value.span = (struct leat_span){pieces->at[at].span.begin, piece_at(pieces, end - 1)->span.end};
    if (value.span.end > search->address.begin)
        return 0;
    keep(search, &value);
    return end;
}

/* The piece behind a run of pieces without a space between them. */
static size_t skip_run(const struct pieces *pieces, size_t at)
{
    at++;
    while (piece_glued(pieces, at) && (pieces->at[at].kind != PIECE_SIGN || piece_code(&pieces->at[at]) < 0x80))
        at++;
    return at;
}

static void search_sentence(struct search *search, struct leat_span sentence, const struct sentence *read)
{
    struct pieces *pieces = &search->pieces;
    const size_t first = search->values->count;
    unsigned hints = 0;
    pieces_begin(pieces, &search->rules->terms, (struct leat_string){search->doc->text, search->doc->length}, sentence,
                 read);
    for (size_t at = 0; pieces_seek(pieces, &at, search->address.begin, &hints);) {
        const struct piece *piece = &pieces->at[at];
        const bool opens = (piece->sense & HINT_OPENS) != 0;
        const unsigned labels = in_address(search, piece) || !opens ? 0 : opening_labels(pieces, at);
        const size_t end = labels != 0 ? read_value(search, at, labels) : 0;
        at = end > 0 ? end : labels != 0 && piece->kind == PIECE_NUMBER ? skip_run(pieces, at) : at + 1;
    }
    for (size_t i = first; i < search->values->count; i++)
        search->values->at[i].ahead = (hints & HINT_AHEAD) != 0;
}

static enum slashed slashed_of(const struct value *value)
{
    return value->label == VALUE_DATE || value->label == VALUE_TIME ? (enum slashed)value->when.slashed : SLASHED_NONE;
}

/* Gives every date that may be read either way the order that another of the document proves, else the usual one. */
static void settle(struct values *values, enum slashed order)
{
    bool proven = false;
    for (size_t i = 0; i < values->count && !proven; i++) {
        const enum slashed found = slashed_of(&values->at[i]);
        proven = found == SLASHED_DAY_FIRST || found == SLASHED_MONTH_FIRST;
        order = proven ? found : order;
    }
    for (size_t i = 0; i < values->count; i++)
        if (order == SLASHED_DAY_FIRST && slashed_of(&values->at[i]) == SLASHED_EITHER)
            when_turn(&values->at[i].when);
}

bool values_find(struct values *values, const struct value_rules *rules, struct leat_doc *doc,
                 const struct sentence *read)
{
    *values = (struct values){.count = 0};
    if (!rules->any)
        return true;
    const struct leat_layer sentences = leat_doc_layer(doc, "sentence");
    struct search *search = leat_doc_alloc(doc, sizeof *search);
    if (search == NULL)
        return false;
    search->rules = rules;
    search->doc = doc;
    search->values = values;
    search->failed = false;
    addresses_begin(&search->addresses, (struct leat_string){doc->text, doc->length});
    next_address(search);
    for (size_t i = 0; i < sentences.count && !search->failed; i++)
        search_sentence(search, sentences.spans[i], &read[i]);
    settle(values, rules->slashed);
    return !search->failed;
}

/* --- the document's date ------------------------------------------------------------------------------------------ */

struct day values_today(const struct value_rules *rules, struct leat_doc *doc)
{
    static const struct day none = {0, 0, 0};
    const struct leat_feature *meta = doc->meta;
    while (meta != NULL && !leat_string_equal(meta->key, leat_string(rules->date)))
        meta = meta->next;
    if (meta == NULL || meta->value.kind != LEAT_VALUE_STRING || meta->value.string.length > 100)
        return none;
    struct pieces *pieces = leat_doc_alloc(doc, sizeof *pieces);
    if (pieces == NULL)
        return none;
    const struct leat_span all = {0, (uint32_t)meta->value.string.length};
    size_t at = 0;
    pieces_begin(pieces, &rules->terms, meta->value.string, all, NULL);
    (void)pieces_reach(pieces, &at);
    for (; at < pieces->count; at++) {
        struct value value = {.label = VALUE_DATE};
        if (date_read(pieces, at, &value) == 0 || value.when.kind != WHEN_DATE || value.when.year == 0 ||
            value.when.day == 0)
            continue;
        if (value.when.slashed == SLASHED_EITHER && rules->slashed == SLASHED_DAY_FIRST)
            when_turn(&value.when);
        return (struct day){value.when.year, value.when.month, value.when.day};
    }
    return none;
}

/* --- features ----------------------------------------------------------------------------------------------------- */

static void set(struct leat_doc *doc, size_t index, const char *key, const char *text)
{
    if (text != NULL && *text != '\0')
        leat_doc_set_string(doc, "entity", index, key, leat_string(text));
}

static void describe_when(const struct value *value, struct leat_doc *doc, struct day today, size_t index)
{
    static const char *const parts[] = {[PART_EARLY] = "early", [PART_MIDDLE] = "mid", [PART_LATE] = "late"};
    char text[WHEN_MAX];
    const size_t length = when_write(&value->when, today, value->ahead, text);
    if (length > 0)
        leat_doc_set_string(doc, "entity", index, "when", (struct leat_string){text, length});
    if (value->part != PART_NONE)
        set(doc, index, "part", parts[value->part]);
}

static void describe_address(const struct value *value, struct leat_doc *doc, size_t index)
{
    static const char *const keys[] = {[VALUE_URL] = "url", [VALUE_EMAIL] = "email", [VALUE_HANDLE] = "handle"};
    const struct leat_string address = leat_doc_slice(doc, value->span);
    char *normal = leat_doc_alloc(doc, address.length + ADDRESS_MORE);
    if (normal == NULL)
        return;
    const size_t length = address_normal(address, (enum value_label)value->label, normal);
    leat_doc_set_string(doc, "entity", index, keys[value->label], (struct leat_string){normal, length});
}

void value_describe(const struct value *value, struct leat_doc *doc, struct day today, size_t index)
{
    if (value->label == VALUE_DATE || value->label == VALUE_TIME) {
        describe_when(value, doc, today, index);
        return;
    }
    if (value->label >= VALUE_URL) {
        describe_address(value, doc, index);
        return;
    }
    if (value->counted)
        leat_doc_set_number(doc, "entity", index, "amount", value->from);
    if (value->range)
        leat_doc_set_number(doc, "entity", index, "amount_to", value->to);
    set(doc, index, "currency", value->currency);
    if (value->label == VALUE_QUANTITY)
        set(doc, index, "unit", unit_symbol((enum unit)value->unit));
    else if (value->label == VALUE_PERCENT && value->unit != 0)
        set(doc, index, "unit", "point");
}
