/* The decoder: one line of JSON, an object, becomes one document. */
#include "encode.h"
#include "read.h"

#include <inttypes.h>
#include <stdlib.h>

struct options {
    const char *id, *text, *title;
    struct leat_list meta;
};

/* What a field of the line is taken for. */
enum role { ROLE_TEXT, ROLE_ID, ROLE_TITLE, ROLES, ROLE_META = ROLES, ROLE_NONE };

struct decoder {
    struct leat_string names[ROLES]; /* empty: no field has this role */
    struct leat_list meta;
    bool all; /* every field without a role is metadata */
};

/* One line on its way into a document. */
struct line {
    const struct decoder *decoder;
    const struct leat_record *record;
    struct json_reader reader;
    struct leat_doc *doc;
    struct leat_error *error;
    bool seen[ROLES];
};

/* --- saying what is wrong ----------------------------------------------------------------------------------------- */

/* Rejects the line for what stands at `at`. The column counts characters, from 1. */
static enum leat_result reject(struct line *line, const char *at, struct leat_string field, const char *fault)
{
    size_t column = 1;
    for (const char *byte = line->reader.start; byte < at; byte++)
        column += ((unsigned char)*byte & 0xC0) != 0x80;
    const char *where = at == line->reader.end ? " (its end)" : "";
    if (field.length > 0)
        return leat_fail(line->error, LEAT_REJECT, "line %" PRIu64 ", column %zu%s: field \"%.*s\" %s",
                         line->record->line, column, where, (int)(field.length < 80 ? field.length : 80), field.at,
                         fault);
    return leat_fail(line->error, LEAT_REJECT, "line %" PRIu64 ", column %zu%s: %s", line->record->line, column, where,
                     fault);
}

static enum leat_result reject_json(struct line *line)
{
    return reject(line, line->reader.at, (struct leat_string){NULL, 0}, line->reader.fault);
}

static enum leat_result reject_kind(struct line *line, struct leat_string field, enum json_kind kind,
                                    const char *expected)
{
    char fault[80];
    snprintf(fault, sizeof fault, "holds %s; %s is expected", json_kind_name(kind), expected);
    return reject(line, line->reader.at, field, fault);
}

/* Rejects a line without text, naming the fields that there are. The line is known to be JSON. */
static enum leat_result reject_textless(struct line *line)
{
    char fields[240] = "";
    size_t used = 0;
    struct json_string name;
    struct leat_string value;
    struct json_reader reader =
        json_reader_make((struct leat_string){line->reader.start, (size_t)(line->reader.end - line->reader.start)});
    json_enter_object(&reader);
    while (json_next_member(&reader, &name) && json_take_value(&reader, &value)) {
        const char *comma = used > 0 ? ", " : "";
        if (used + name.raw.length + 16 > sizeof fields) { /* room for the comma, the quotes, and an ellipsis later */
            snprintf(fields + used, sizeof fields - used, "%s…", comma);
            break;
        }
        used += (size_t)snprintf(fields + used, sizeof fields - used, "%s\"%.*s\"", comma, (int)name.raw.length,
                                 name.raw.at);
    }
    const struct leat_string text = line->decoder->names[ROLE_TEXT];
    return leat_fail(line->error, LEAT_REJECT,
                     "line %" PRIu64 " has no field \"%.*s\", which option \"text\" names; it has %s",
                     line->record->line, (int)text.length, text.at, fields[0] != '\0' ? fields : "no field at all");
}

/* --- fields ------------------------------------------------------------------------------------------------------- */

/* Whether `name` is a step on the way to `wanted`: "article" to "article.body". */
static bool leads_to(struct leat_string name, struct leat_string wanted)
{
    return wanted.length > name.length && wanted.at[name.length] == '.' && memcmp(wanted.at, name.at, name.length) == 0;
}

static bool leads_to_any(const struct decoder *decoder, struct leat_string name)
{
    for (size_t i = 0; i < ROLES; i++)
        if (leads_to(name, decoder->names[i]))
            return true;
    for (size_t i = 0; i < decoder->meta.count; i++)
        if (leads_to(name, leat_string(decoder->meta.at[i])))
            return true;
    return false;
}

static enum role role_of(const struct decoder *decoder, struct leat_string name)
{
    for (enum role role = 0; role < ROLES; role++)
        if (decoder->names[role].length > 0 && leat_string_equal(name, decoder->names[role]))
            return role;
    for (size_t i = 0; i < decoder->meta.count && !decoder->all; i++)
        if (leat_string_equal(name, leat_string(decoder->meta.at[i])))
            return ROLE_META;
    return decoder->all ? ROLE_META : ROLE_NONE;
}

/* The characters of a string; of one with escapes, in the document's memory. */
static struct leat_string characters(struct line *line, struct json_string string)
{
    if (!string.escaped)
        return string.raw;
    char *to = leat_doc_alloc(line->doc, string.raw.length + 1);
    return (struct leat_string){to, to != NULL ? json_unescape(string, to) : 0};
}

static enum leat_result take_text(struct line *line)
{
    size_t length = 0;
    struct json_string string;
    char *to = leat_doc_text_begin(line->doc, (size_t)(line->reader.end - line->reader.at));
    if (to != NULL ? !json_copy_string(&line->reader, to, &length) : !json_take_string(&line->reader, &string))
        return reject_json(line);
    return leat_doc_text_end(line->doc, length, line->error);
}

/* Id and title: a string, or a number as it is written; null is as good as none. */
static enum leat_result take_name(struct line *line, enum role role, struct leat_string field)
{
    struct leat_string value;
    struct json_string string = {.escaped = false};
    const enum json_kind kind = json_peek(&line->reader);
    if (kind == JSON_OBJECT || kind == JSON_ARRAY || kind == JSON_BOOL)
        return reject_kind(line, field, kind, "a string or a number");
    if (kind == JSON_STRING ? !json_take_string(&line->reader, &string) : !json_take_value(&line->reader, &value))
        return reject_json(line);
    if (kind == JSON_NULL)
        return LEAT_OK;
    const struct leat_string name = kind == JSON_STRING ? characters(line, string) : value;
    if (role == ROLE_ID)
        leat_doc_set_id(line->doc, name);
    else
        leat_doc_set_title(line->doc, name);
    return LEAT_OK;
}

/* A whole number that a double holds and that can be written in one way alone becomes a number; any other is handed
 * through as it is written, so that none of its digits is lost. */
static struct leat_value number_value(struct leat_string raw)
{
    struct leat_value value = {.kind = LEAT_VALUE_JSON, .string = raw};
    const bool negative = raw.at[0] == '-';
    double number = 0;
    if (raw.length > 15 || (negative && raw.at[1] == '0'))
        return value;
    for (size_t i = negative; i < raw.length; i++) {
        if (raw.at[i] < '0' || raw.at[i] > '9')
            return value;
        number = number * 10 + (raw.at[i] - '0');
    }
    return (struct leat_value){.kind = LEAT_VALUE_NUMBER, .number = negative ? -number : number};
}

static enum leat_result take_meta(struct line *line, struct leat_string field)
{
    struct leat_value value;
    struct leat_string raw;
    struct json_string string;
    const enum json_kind kind = json_peek(&line->reader);
    if (kind == JSON_STRING ? !json_take_string(&line->reader, &string) : !json_take_value(&line->reader, &raw))
        return reject_json(line);
    if (kind == JSON_STRING)
        value = (struct leat_value){.kind = LEAT_VALUE_STRING, .string = characters(line, string)};
    else if (kind == JSON_NUMBER)
        value = number_value(raw);
    else
        value = (struct leat_value){.kind = LEAT_VALUE_JSON, .string = raw};
    leat_doc_set_meta(line->doc, field, &value);
    return LEAT_OK;
}

static enum leat_result take_field(struct line *line, struct leat_string field)
{
    struct leat_string ignored;
    const enum role role = role_of(line->decoder, field);
    if (role < ROLES) {
        if (line->seen[role])
            return reject(line, line->reader.at, field, "stands in the line twice");
        line->seen[role] = true;
    }
    const enum json_kind kind = json_peek(&line->reader);
    if (role == ROLE_TEXT)
        return kind == JSON_STRING ? take_text(line) : reject_kind(line, field, kind, "a string");
    if (role < ROLES)
        return take_name(line, role, field);
    if (role == ROLE_META)
        return take_meta(line, field);
    return json_take_value(&line->reader, &ignored) ? LEAT_OK : reject_json(line);
}

/* The name of a member of the object called `object`: "article.body"; of the line itself, just the member's. */
static struct leat_string field_name(struct line *line, struct leat_string object, struct leat_string member)
{
    if (object.length == 0)
        return member;
    char *name = leat_doc_alloc(line->doc, object.length + 1 + member.length);
    if (name == NULL)
        return member;
    memcpy(name, object.at, object.length);
    name[object.length] = '.';
    memcpy(name + object.length + 1, member.at, member.length);
    return (struct leat_string){name, object.length + 1 + member.length};
}

/* The fields of the line, or of an object in it that leads to a wanted one; no deeper than the options' names. */
static enum leat_result take_fields(struct line *line, struct leat_string object)
{
    struct json_string name;
    if (!json_enter_object(&line->reader))
        return reject_json(line);
    while (json_next_member(&line->reader, &name)) {
        const struct leat_string field = field_name(line, object, characters(line, name));
        const bool inner = json_peek(&line->reader) == JSON_OBJECT && leads_to_any(line->decoder, field);
        const enum leat_result result = inner ? take_fields(line, field) : take_field(line, field);
        if (result != LEAT_OK)
            return result;
    }
    return line->reader.fault == NULL ? LEAT_OK : reject_json(line);
}

/* --- the plugin --------------------------------------------------------------------------------------------------- */

static enum leat_result create(const struct leat_setup *setup, const void *options, void **self,
                               struct leat_error *error)
{
    (void)setup;
    const struct options *chosen = options;
    const char *const names[ROLES] = {[ROLE_TEXT] = chosen->text, [ROLE_ID] = chosen->id, [ROLE_TITLE] = chosen->title};
    if (chosen->text[0] == '\0')
        return leat_fail(error, LEAT_FATAL, "option \"text\" is empty; it must name the field that holds the text");
    for (size_t i = 0; i < ROLES; i++)
        for (size_t j = 0; j < i; j++)
            if (names[i][0] != '\0' && strcmp(names[i], names[j]) == 0)
                return leat_fail(error, LEAT_FATAL, "field \"%s\" is named by two of the options id, text and title",
                                 names[i]);
    struct decoder *decoder = malloc(sizeof *decoder);
    if (decoder == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory");
    *decoder = (struct decoder){.meta = chosen->meta};
    for (size_t i = 0; i < ROLES; i++)
        decoder->names[i] = leat_string(names[i]);
    for (size_t i = 0; i < chosen->meta.count; i++)
        decoder->all = decoder->all || strcmp(chosen->meta.at[i], "*") == 0;
    *self = decoder;
    return LEAT_OK;
}

static void destroy(void *self)
{
    free(self);
}

/* The line without the byte order mark that a file may begin with. */
static struct leat_string without_mark(const struct leat_record *record)
{
    struct leat_string bytes = record->bytes;
    if (record->offset == 0 && bytes.length >= 3 && memcmp(bytes.at, "\xEF\xBB\xBF", 3) == 0)
        bytes = (struct leat_string){bytes.at + 3, bytes.length - 3};
    return bytes;
}

static enum leat_result decode(void *self, const struct leat_record *record, size_t index, struct leat_doc *doc,
                               struct leat_error *error)
{
    (void)index; /* a line is one document */
    struct line line = {.decoder = self,
                        .record = record,
                        .reader = json_reader_make(without_mark(record)),
                        .doc = doc,
                        .error = error};
    const enum json_kind kind = json_peek(&line.reader);
    if (line.reader.at == line.reader.end)
        return LEAT_DROP; /* a blank line */
    if (kind != JSON_OBJECT)
        return reject(&line, line.reader.at, (struct leat_string){NULL, 0},
                      "an object is expected: a line that begins with { and ends with }");
    const enum leat_result result = take_fields(&line, (struct leat_string){NULL, 0});
    if (result != LEAT_OK)
        return result;
    if (!json_end(&line.reader))
        return reject_json(&line);
    return line.seen[ROLE_TEXT] ? LEAT_OK : reject_textless(&line);
}

static const struct leat_option options[] = {
    LEAT_OPTION_STRING(struct options, text, "text", "the field that holds the text, such as \"article.body\""),
    LEAT_OPTION_STRING(struct options, id, "id", "the field that holds the id; empty for none"),
    LEAT_OPTION_STRING(struct options, title, "title", "the field that holds the title; empty for none"),
    LEAT_OPTION_LIST(struct options, meta, "[\"*\"]", "the fields to keep as metadata; \"*\" stands for all others"),
    LEAT_OPTIONS_END,
};

LEAT_PLUGIN(.kind = LEAT_DECODER, .name = "jsonl", .version = "1.0.0", .licence = "MIT",
            .summary = "reads documents from JSON lines", .example = "{\"plugin\": \"jsonl\", \"text\": \"body\"}",
            .claims = ".jsonl .ndjson application/x-ndjson application/jsonl", .framing = LEAT_LINES,
            .options = options, .options_size = sizeof(struct options), .create = create, .destroy = destroy,
            .decode = decode, .also = &jsonl_encoder)
