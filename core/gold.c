#include "gold.h"

#include "json.h"

#include <inttypes.h>
#include <stdlib.h>

bool gold_add(struct gold *gold, const char *layer, const char *field, struct layout *layout, struct arena *arena)
{
    if (gold->count == LAYERS_MAX)
        return false;
    char name[128];
    const int length = snprintf(name, sizeof name, GOLD_PREFIX "%s", layer);
    if ((size_t)length >= sizeof name)
        return false;
    struct gold_layer one = {.layer = arena_copy(arena, layer, strlen(layer)),
                             .name = arena_copy(arena, name, (size_t)length),
                             .field = field != NULL ? arena_copy(arena, field, strlen(field)) : NULL,
                             .slot = layout->count};
    if (one.layer == NULL || one.name == NULL || (field != NULL && one.field == NULL) || !layout_add(layout, one.name))
        return false;
    gold->at[gold->count++] = one;
    return true;
}

struct gold_layer *gold_find(struct gold *gold, const char *layer)
{
    for (size_t i = 0; i < gold->count; i++)
        if (strcmp(gold->at[i].layer, layer) == 0)
            return &gold->at[i];
    return NULL;
}

/* --- the field ---------------------------------------------------------------------------------------------------- */

static bool ends_in(struct leat_string key, size_t stem, const char *ending)
{
    return key.length >= stem &&
           leat_string_equal((struct leat_string){key.at + stem, key.length - stem}, leat_string(ending));
}

/* Whether a field is called as the layer, or by its plural. "sents" is what many a corpus calls its sentences. */
static bool names_field(const struct gold_layer *layer, struct leat_string key)
{
    if (layer->field != NULL)
        return leat_string_equal(key, leat_string(layer->field));
    if (strcmp(layer->layer, "sentence") == 0 && leat_string_equal(key, leat_string("sents")))
        return true;
    const size_t length = strlen(layer->layer);
    if (key.length >= length && memcmp(key.at, layer->layer, length) == 0)
        return ends_in(key, length, "") || ends_in(key, length, "s");
    return length > 1 && layer->layer[length - 1] == 'y' && key.length > length &&
           memcmp(key.at, layer->layer, length - 1) == 0 && ends_in(key, length - 1, "ies");
}

/* The place in the list that leads to the layer's field; NULL where there is none. */
static const struct leat_feature **find_field(const struct gold_layer *layer, const struct leat_feature **first)
{
    for (; *first != NULL; first = (const struct leat_feature **)&(*first)->next)
        if (names_field(layer, (*first)->key))
            return first;
    return NULL;
}

/* --- one annotation ----------------------------------------------------------------------------------------------- */

/* As it is written: offsets in code points. */
struct mark {
    int64_t begin, end;
    size_t index;
    const struct json *value, *label, *source;
};

/* One field on its way into a layer. */
struct reading {
    struct document *document;
    const struct gold_layer *layer;
    struct leat_string field;
    struct leat_error *error;
};

static bool fail(const struct reading *reading, size_t index, const char *what)
{
    leat_fail(reading->error, LEAT_REJECT, "field \"%.*s\", annotation %zu %s",
              (int)(reading->field.length < 80 ? reading->field.length : 80), reading->field.at, index, what);
    return false;
}

static bool read_mark(const struct reading *reading, const struct json *value, struct mark *mark)
{
    *mark = (struct mark){.index = value->index, .value = value};
    const struct json *begin = NULL, *end = NULL;
    if (value->kind == JSON_OBJECT) {
        begin = json_member(value, "begin");
        end = json_member(value, "end");
        mark->label = json_member(value, "label");
    } else if (value->kind == JSON_ARRAY && value->count >= 2) {
        begin = value->first;
        end = begin->next;
        mark->label = end->next;
        mark->source = mark->label != NULL ? mark->label->next : NULL;
    }
    if (begin == NULL || end == NULL || !json_integer(begin, &mark->begin) || !json_integer(end, &mark->end))
        return fail(reading, value->index, "is neither [begin, end, …] nor an object with \"begin\" and \"end\"");
    if ((mark->label != NULL && mark->label->kind != JSON_STRING) ||
        (mark->source != NULL && mark->source->kind != JSON_STRING))
        return fail(reading, value->index, "has a label that is no string");
    if (mark->begin < 0 || mark->end < mark->begin)
        return fail(reading, value->index, "ends before it begins, or begins before the text");
    return true;
}

/* In the order of a layer. */
static int compare_marks(const void *a, const void *b)
{
    const struct mark *x = a, *y = b;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* What the jsonl encoder says of an annotation besides features. */
static bool is_frame(const struct json *member)
{
    static const char *const names[] = {"begin", "end", "label", "text"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (leat_string_equal(member->key, leat_string(names[i])))
            return true;
    return false;
}

static void set_features(const struct reading *reading, const struct mark *mark, size_t index)
{
    struct leat_doc *doc = &reading->document->shown;
    const char *name = reading->layer->name;
    if (mark->source != NULL)
        leat_doc_set_string(doc, name, index, "source", mark->source->string);
    const struct json *member = mark->value->kind == JSON_OBJECT ? mark->value->first : NULL;
    for (; member != NULL; member = member->next) {
        if (is_frame(member))
            continue;
        const struct leat_value value = {
            .kind = member->kind == JSON_NUMBER   ? LEAT_VALUE_NUMBER
                    : member->kind == JSON_STRING ? LEAT_VALUE_STRING
                                                  : LEAT_VALUE_JSON,
            .number = member->number,
            .string = member->kind == JSON_STRING ? member->string : member->source,
        };
        doc->host->set(doc, name, index, member->key.at, &value);
    }
}

/* --- all of them ---------------------------------------------------------------------------------------------------
 */

/* A place in the text, in bytes and in code points. */
struct place {
    size_t byte, point;
};

/* Moves on to a code point. False where the text ends before it. */
static bool move(const struct leat_doc *doc, struct place *place, size_t point)
{
    if (doc->ascii) {
        *place = (struct place){point, point};
        return point <= doc->length;
    }
    while (place->point < point && place->byte < doc->length) {
        do
            place->byte++;
        while (place->byte < doc->length && ((unsigned char)doc->text[place->byte] & 0xC0) == 0x80);
        place->point++;
    }
    return place->point == point;
}

static bool add_marks(const struct reading *reading, struct mark *marks, size_t count)
{
    struct leat_doc *doc = &reading->document->shown;
    struct place begin = {0, 0};
    qsort(marks, count, sizeof *marks, compare_marks);
    for (size_t i = 0; i < count; i++) {
        const struct mark *mark = &marks[i];
        if (!move(doc, &begin, (size_t)mark->begin))
            return fail(reading, mark->index, "begins behind the text");
        struct place end = begin;
        if (!move(doc, &end, (size_t)mark->end))
            return fail(reading, mark->index, "ends behind the text");
        const size_t index =
            leat_doc_add(doc, reading->layer->name, (struct leat_span){(uint32_t)begin.byte, (uint32_t)end.byte},
                         mark->label != NULL ? mark->label->string.at : NULL);
        set_features(reading, mark, index);
    }
    return true;
}

static bool read_marks(const struct reading *reading, const struct json *array)
{
    struct mark *marks = calloc(array->count + 1, sizeof *marks);
    bool good = marks != NULL;
    if (!good)
        leat_fail(reading->error, LEAT_REJECT, "there is no memory for its gold");
    for (const struct json *value = array->first; good && value != NULL; value = value->next)
        good = read_mark(reading, value, &marks[value->index]);
    good = good && add_marks(reading, marks, array->count);
    free(marks);
    return good;
}

static bool keep_texts(const struct reading *reading, struct gold_layer *layer, const struct json *array)
{
    struct arena *arena = &reading->document->arena;
    struct leat_string *texts = arena_alloc(arena, array->count * sizeof *texts);
    bool good = texts != NULL;
    for (const struct json *value = array->first; good && value != NULL; value = value->next) {
        if (value->kind != JSON_STRING)
            return fail(reading, value->index, "is no string, as others in this field are");
        const char *copy = arena_copy(arena, value->string.at, value->string.length);
        texts[value->index] = (struct leat_string){copy, value->string.length};
        good = copy != NULL;
    }
    layer->texts = texts;
    layer->text_count = array->count;
    if (!good)
        leat_fail(reading->error, LEAT_REJECT, "there is no memory for its gold");
    return good;
}

/* Takes what stands in an array, and says whether that is text. */
static bool read_array(const struct reading *reading, struct gold_layer *layer, struct leat_string source, bool *text)
{
    struct faults faults = {0};
    char field[81];
    snprintf(field, sizeof field, "%.*s", (int)reading->field.length, reading->field.at);
    struct json *root = json_parse(field, 1, source, &faults);
    bool good = root != NULL;
    if (!good)
        leat_fail(reading->error, LEAT_REJECT, "field \"%s\": %s", field, faults.at[0].message);
    else if (root->kind != JSON_ARRAY)
        good = !leat_fail(reading->error, LEAT_REJECT, "field \"%s\" holds %s; a list of annotations is expected",
                          field, json_found(root).text);
    *text = good && root->first != NULL && root->first->kind == JSON_STRING;
    if (good)
        good = *text ? keep_texts(reading, layer, root) : read_marks(reading, root);
    json_free(root);
    fault_free(&faults);
    return good;
}

static bool read_field(const struct gold *gold, struct gold_layer *layer, struct document *document,
                       struct leat_error *error)
{
    layer->marked = false;
    layer->texts = NULL;
    layer->text_count = 0;
    const struct leat_feature **place = find_field(layer, &document->shown.meta);
    if (place == NULL)
        return true;
    const struct leat_feature *field = *place;
    const struct reading reading = {document, layer, field->key, error};
    bool text = field->value.kind == LEAT_VALUE_STRING;
    layer->marked = true;
    if (text) {
        layer->texts = &field->value.string;
        layer->text_count = 1;
    } else if (field->value.kind == LEAT_VALUE_NUMBER) {
        leat_fail(error, LEAT_REJECT, "field \"%.*s\" holds a number; a list of annotations is expected",
                  (int)field->key.length, field->key.at);
        return false;
    } else if (!read_array(&reading, layer, field->value.string, &text)) {
        return false;
    }
    if (!text || !gold->keep_texts)
        *place = field->next;
    return true;
}

enum leat_result gold_read(struct gold *gold, struct document *document, struct leat_error *error)
{
    struct access access = {0};
    for (size_t i = 0; i < gold->count; i++)
        access.writable |= UINT64_C(1) << gold->at[i].slot;
    access.readable = access.writable;
    document_enter(document, access);
    enum leat_result result = LEAT_OK;
    for (size_t i = 0; result == LEAT_OK && i < gold->count; i++)
        if (!read_field(gold, &gold->at[i], document, error))
            result = LEAT_REJECT;
    const struct leat_error reason = *error;
    const enum leat_result left = document_leave(document, result, error);
    if (result == LEAT_REJECT)
        *error = reason; /* it tells more than the violation that follows from it */
    return left;
}
