#include "facts.h"

/* --- names -------------------------------------------------------------------------------------------------------- */

static size_t hash_of(struct leat_string text, unsigned bits)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * UINT64_C(0x100000001b3);
    return (size_t)((hash * UINT64_C(0x9e3779b97f4a7c15)) >> (64 - bits));
}

static uint32_t *names_place(struct names *names, struct leat_string text)
{
    const size_t mask = ((size_t)1 << names->bits) - 1;
    size_t slot = hash_of(text, names->bits);
    while (names->table[slot] != 0 && !leat_string_equal(leat_string(names->at[names->table[slot] - 1]), text))
        slot = (slot + 1) & mask;
    return &names->table[slot];
}

static bool names_grow(struct names *names)
{
    if (names->count < names->capacity)
        return true;
    const size_t capacity = names->capacity > 0 ? 2 * names->capacity : 32;
    char **at = capacity <= NAMES_MAX ? realloc(names->at, capacity * sizeof *at) : NULL;
    if (at == NULL)
        return false;
    names->at = at;
    uint32_t *table = calloc(2 * capacity, sizeof *table);
    if (table == NULL)
        return false;
    free(names->table);
    names->table = table;
    names->capacity = capacity;
    names->bits = (unsigned)__builtin_ctzll(2 * capacity);
    for (size_t i = 0; i < names->count; i++)
        *names_place(names, leat_string(at[i])) = (uint32_t)i + 1;
    return true;
}

static bool names_take(struct names *names, struct leat_string text, uint16_t *number)
{
    if (!names_grow(names))
        return false;
    uint32_t *place = names_place(names, text);
    if (*place == 0) {
        char *copy = malloc(text.length + 1);
        if (copy == NULL)
            return false;
        memcpy(copy, text.at, text.length);
        copy[text.length] = '\0';
        names->at[names->count++] = copy;
        *place = (uint32_t)names->count;
    }
    *number = (uint16_t)(*place - 1);
    return true;
}

static void names_free(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->at[i]);
    free(names->at);
    free(names->table);
}

/* --- packing ------------------------------------------------------------------------------------------------------
 *
 * The label's name (2 bytes), how many features (1), and for each its key's name (2), its kind (1), its length (4) and
 * its bytes; those of a number are the double's. */

static bool put(struct facts *facts, const void *bytes, size_t length)
{
    if (facts->capacity - facts->length < length) {
        const size_t capacity = facts->capacity + facts->capacity / 2 + length + 4096;
        char *more = capacity < UINT32_MAX ? realloc(facts->bytes, capacity) : NULL;
        if (more == NULL)
            return false;
        facts->bytes = more;
        facts->capacity = capacity;
    }
    memcpy(facts->bytes + facts->length, bytes, length);
    facts->length += length;
    return true;
}

static bool put_feature(struct facts *facts, const struct fact *feature)
{
    uint16_t key;
    const struct leat_value *value = &feature->value;
    const uint8_t kind = (uint8_t)value->kind;
    const bool number = value->kind == LEAT_VALUE_NUMBER;
    const uint32_t length = number ? sizeof value->number : (uint32_t)value->string.length;
    return names_take(&facts->names, feature->key, &key) && put(facts, &key, sizeof key) &&
           put(facts, &kind, sizeof kind) && put(facts, &length, sizeof length) &&
           put(facts, number ? (const char *)&value->number : value->string.at, length);
}

bool facts_add(struct facts *facts, struct leat_string label, const struct fact *features, size_t count,
               uint32_t *number)
{
    uint16_t name, last;
    const uint8_t few = (uint8_t)count;
    if (!names_take(&facts->names, label, &name))
        return false;
    if (count == 0 && facts->any) {
        memcpy(&last, facts->bytes + facts->plain, sizeof last);
        *number = facts->plain;
        if (last == name)
            return true;
    }
    *number = (uint32_t)facts->length;
    if (!put(facts, &name, sizeof name) || !put(facts, &few, sizeof few))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!put_feature(facts, &features[i]))
            return false;
    if (count == 0) {
        facts->plain = *number;
        facts->any = true;
    }
    return true;
}

static const char *get(const char *from, void *to, size_t length)
{
    memcpy(to, from, length);
    return from + length;
}

void facts_annotate(const struct facts *facts, uint32_t number, struct leat_doc *doc, const char *layer,
                    struct leat_span span)
{
    uint16_t name;
    uint8_t count, kind;
    const char *at = get(facts->bytes + number, &name, sizeof name);
    at = get(at, &count, sizeof count);
    const char *label = facts->names.at[name];
    const size_t index = leat_doc_add(doc, layer, span, *label != '\0' ? label : NULL);
    for (size_t i = 0; i < count; i++) {
        uint32_t length;
        at = get(at, &name, sizeof name);
        at = get(at, &kind, sizeof kind);
        at = get(at, &length, sizeof length);
        struct leat_value value = {.kind = (enum leat_value_kind)kind};
        if (value.kind == LEAT_VALUE_NUMBER)
            memcpy(&value.number, at, sizeof value.number);
        else
            value.string = (struct leat_string){at, length};
        doc->host->set(doc, layer, index, facts->names.at[name], &value);
        at += length;
    }
}

void facts_free(struct facts *facts)
{
    names_free(&facts->names);
    free(facts->bytes);
}
