#include "revive.h"

/* --- base64 ------------------------------------------------------------------------------------------------------- */

static int digit(char character)
{
    if (character >= 'A' && character <= 'Z')
        return character - 'A';
    if (character >= 'a' && character <= 'z')
        return character - 'a' + 26;
    if (character >= '0' && character <= '9')
        return character - '0' + 52;
    return character == '+' ? 62 : character == '/' ? 63 : -1;
}

/* Decodes RFC 4648's alphabet, padded, without line breaks. */
static bool decode_base64(struct arena *arena, struct leat_string text, struct leat_string *bytes)
{
    char *to = arena_alloc(arena, text.length / 4 * 3 + 1);
    size_t length = 0, digits = 0;
    uint32_t gathered = 0;
    if (to == NULL || text.length % 4 != 0)
        return false;
    for (int padding = 0; padding < 2 && text.length > 0 && text.at[text.length - 1] == '='; padding++)
        text.length--;
    for (size_t i = 0; i < text.length; i++) {
        const int value = digit(text.at[i]);
        if (value < 0)
            return false;
        gathered = gathered << 6 | (uint32_t)value;
        if (++digits % 4 != 1) /* the first digit of four completes no byte */
            to[length++] = (char)(gathered >> (6 - 2 * ((digits - 1) % 4)) & 0xFF);
    }
    *bytes = (struct leat_string){to, length};
    return true;
}

/* --- the letter --------------------------------------------------------------------------------------------------- */

static struct leat_string string_member(const struct json *root, const char *key)
{
    const struct json *member = json_member(root, key);
    return member != NULL && member->kind == JSON_STRING ? member->string : (struct leat_string){"", 0};
}

/* A whole number from 1; 0 where there is none. */
static uint64_t number_member(const struct json *root, const char *key)
{
    const struct json *member = json_member(root, key);
    int64_t number = 0;
    if (member == NULL || member->kind != JSON_NUMBER || !json_integer(member, &number) || number < 0)
        return 0;
    return (uint64_t)number;
}

static enum leat_result read_content(struct revived *revived, struct leat_error *error)
{
    const struct json *text = json_member(revived->root, "text"), *base64 = json_member(revived->root, "base64");
    if (leat_string_equal(revived->step, leat_string("replay")))
        return leat_fail(error, LEAT_REJECT, "it was no dead letter when it was replayed before");
    if (leat_string_equal(revived->step, leat_string("source")))
        return leat_fail(error, LEAT_REJECT,
                         "its dead letter holds no content, since %.*s could not be read; run it again",
                         (int)(revived->origin.length < 300 ? revived->origin.length : 300), revived->origin.at);
    if (text != NULL && text->kind == JSON_STRING) {
        revived->content = text->string;
        return LEAT_OK;
    }
    if (base64 != NULL && base64->kind == JSON_STRING &&
        decode_base64(&revived->arena, base64->string, &revived->content))
        return LEAT_OK;
    return leat_fail(error, LEAT_REJECT, "its dead letter has neither a string \"text\" nor a valid \"base64\"");
}

enum leat_result revive_read(struct revived *revived, struct leat_string line, struct leat_error *error)
{
    struct faults faults = {0};
    *revived = (struct revived){.root = json_parse("", 1, line, &faults)};
    if (revived->root == NULL)
        leat_fail(error, LEAT_REJECT, "this line is no dead letter: column %zu: %.300s",
                  faults.at != NULL ? faults.at[0].column : 0, faults.at != NULL ? faults.at[0].message : "no memory");
    fault_free(&faults);
    if (revived->root == NULL)
        return LEAT_REJECT;
    revived->id = string_member(revived->root, "id");
    revived->origin = string_member(revived->root, "origin");
    revived->step = string_member(revived->root, "step");
    revived->plugin = string_member(revived->root, "plugin");
    revived->title = string_member(revived->root, "title");
    revived->meta = json_member(revived->root, "meta");
    const struct json *title = json_member(revived->root, "title");
    revived->decoded = title != NULL && title->kind == JSON_STRING;
    revived->line = number_member(revived->root, "line");
    revived->document = number_member(revived->root, "document");
    const struct json *rest = json_member(revived->root, "rest");
    revived->rest = revived->document == 0 || (rest != NULL && rest->kind == JSON_BOOL && rest->truth);
    if (title != NULL && !revived->decoded)
        return leat_fail(error, LEAT_REJECT, "this line is no dead letter: its \"title\" is no string");
    if (revived->meta != NULL && revived->meta->kind != JSON_OBJECT)
        return leat_fail(error, LEAT_REJECT, "this line is no dead letter: its \"meta\" is no object");
    if (revived->document > UINT32_MAX)
        return leat_fail(error, LEAT_REJECT, "this line is no dead letter: its \"document\" is too large");
    const char *missing = revived->step.length == 0                     ? "step"
                          : revived->decoded && revived->id.length == 0 ? "id"
                                                                        : NULL;
    if (missing != NULL)
        return leat_fail(error, LEAT_REJECT, "this line is no dead letter: it has no \"%s\"", missing);
    return read_content(revived, error);
}

void revive_free(struct revived *revived)
{
    json_free(revived->root);
    arena_free(&revived->arena);
    *revived = (struct revived){0};
}

enum leat_result revive_fill(const struct revived *revived, struct leat_doc *doc, struct leat_error *error)
{
    leat_doc_set_id(doc, revived->id);
    leat_doc_set_title(doc, revived->title);
    for (const struct json *at = revived->meta == NULL ? NULL : revived->meta->first; at != NULL; at = at->next) {
        const bool string = at->kind == JSON_STRING;
        const struct leat_value value = {.kind = string ? LEAT_VALUE_STRING : LEAT_VALUE_JSON,
                                         .string = string ? at->string : at->source};
        leat_doc_set_meta(doc, at->key, &value);
    }
    return leat_doc_set_text(doc, revived->content, error);
}
