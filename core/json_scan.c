#include "json_scan.h"

#include "utf8.h"

/* Longer ones cJSON cuts. */
enum { NUMBER_MAX = 63 };

struct scan {
    const char *at, *end, *line_start;
    size_t line, continued; /* bytes of this line that continue a character */
    const char *file;
    struct faults *faults;
    struct arena *arena;
    size_t depth;
};

static struct json_place here(const struct scan *scan)
{
    return (struct json_place){scan->line, (size_t)(scan->at - scan->line_start) - scan->continued + 1};
}

LEAT_PRINTF(2, 3)
static bool fail(const struct scan *scan, const char *format, ...)
{
    char message[256];
    va_list values;
    va_start(values, format);
    vsnprintf(message, sizeof message, format, values);
    va_end(values);
    const struct json_place place = here(scan);
    fault_add(scan->faults, scan->file, place.line, place.column, "", "%s", message);
    return false;
}

static int peek(const struct scan *scan)
{
    return scan->at < scan->end ? (unsigned char)*scan->at : -1;
}

/* What stands here was not expected. The usual slips get a word of their own. */
static bool unexpected(const struct scan *scan, const char *expected)
{
    const int found = peek(scan);
    if (found < 0)
        return fail(scan, "expected %s, found the end of the text", expected);
    if (found == '/' || found == '#')
        return fail(scan, "expected %s; JSON has no comments", expected);
    if (found == '\'')
        return fail(scan, "expected %s; JSON strings stand in double quotes", expected);
    if (found < 0x20 || found == 0x7F)
        return fail(scan, "expected %s, found the control character U+%04X", expected, (unsigned)found);
    int size = 1;
    while (scan->at + size < scan->end && ((unsigned char)scan->at[size] & 0xC0) == 0x80)
        size++;
    return fail(scan, "expected %s, found '%.*s'", expected, size, scan->at);
}

static void skip_space(struct scan *scan)
{
    for (; scan->at < scan->end; scan->at++) {
        if (*scan->at == '\n') {
            scan->line++;
            scan->line_start = scan->at + 1;
            scan->continued = 0;
        } else if (*scan->at != ' ' && *scan->at != '\t' && *scan->at != '\r') {
            return;
        }
    }
}

static bool take(struct scan *scan, char wanted)
{
    skip_space(scan);
    if (peek(scan) != (unsigned char)wanted)
        return false;
    scan->at++;
    return true;
}

/* The four digits of \uXXXX; -1 where they are not. */
static long hex4(const struct scan *scan, const char *at)
{
    if (scan->end - at < 4)
        return -1;
    long value = 0;
    for (int i = 0; i < 4; i++) {
        const char c = at[i];
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* At a backslash. Adds the UTF-8 length of what the escape means. */
static bool scan_escape(struct scan *scan, size_t *length)
{
    const char kind = scan->end - scan->at > 1 ? scan->at[1] : '\0';
    if (kind != '\0' && strchr("\"\\/bfnrt", kind) != NULL) {
        scan->at += 2;
        *length += 1;
        return true;
    }
    if (kind != 'u')
        return fail(scan, "expected one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
    const long unit = hex4(scan, scan->at + 2);
    if (unit < 0)
        return fail(scan, "expected four hexadecimal digits behind \\u");
    if (unit < 0xD800 || unit > 0xDFFF) {
        scan->at += 6;
        *length += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
        return true;
    }
    const bool pair = unit < 0xDC00 && scan->end - scan->at >= 12 && scan->at[6] == '\\' && scan->at[7] == 'u';
    const long low = pair ? hex4(scan, scan->at + 8) : -1;
    if (low < 0xDC00 || low > 0xDFFF)
        return fail(scan, "\\u%.4s is half of a surrogate pair without the other half", scan->at + 2);
    scan->at += 12;
    *length += 4;
    return true;
}

/* At the opening quote. `length` becomes that of the text meant. */
static bool scan_string(struct scan *scan, size_t *length)
{
    const struct scan start = *scan;
    *length = 0;
    scan->at++;
    for (;;) {
        const int c = peek(scan);
        if (c < 0)
            return fail(&start, "this string is never closed");
        if (c == '"')
            break;
        if (c < 0x20)
            return c == '\n' ? fail(&start, "this string is not closed on its line; write a line break as \\n")
                             : fail(scan, "a control character in a string must be written as \\u%04X", (unsigned)c);
        if (c == '\\') {
            if (!scan_escape(scan, length))
                return false;
            continue;
        }
        scan->continued += (c & 0xC0) == 0x80;
        scan->at++;
        *length += 1;
    }
    scan->at++;
    return true;
}

static bool scan_digits(struct scan *scan)
{
    const char *from = scan->at;
    while (peek(scan) >= '0' && peek(scan) <= '9')
        scan->at++;
    return scan->at > from || unexpected(scan, "a digit");
}

static bool scan_number(struct scan *scan)
{
    const struct scan start = *scan;
    if (peek(scan) == '-')
        scan->at++;
    const bool zero = peek(scan) == '0';
    if (!scan_digits(scan))
        return false;
    const char *whole = *start.at == '-' ? start.at + 1 : start.at;
    if (zero && scan->at - whole > 1)
        return fail(&start, "a number must not begin with 0");
    if (peek(scan) == '.') {
        scan->at++;
        if (!scan_digits(scan))
            return false;
    }
    if (peek(scan) == 'e' || peek(scan) == 'E') {
        scan->at++;
        if (peek(scan) == '+' || peek(scan) == '-')
            scan->at++;
        if (!scan_digits(scan))
            return false;
    }
    if (scan->at - start.at > NUMBER_MAX)
        return fail(&start, "a number may have %d characters at most", NUMBER_MAX);
    return true;
}

static bool scan_word(struct scan *scan, const char *word)
{
    const size_t length = strlen(word);
    if ((size_t)(scan->end - scan->at) < length || memcmp(scan->at, word, length) != 0)
        return unexpected(scan, "a value");
    scan->at += length;
    return true;
}

static bool scan_value(struct scan *scan, struct json *value);

/* Behind "key": or in an array: one more child of `parent`. `last` is where the chain ends. */
static bool scan_child(struct scan *scan, struct json *parent, struct json key, struct json ***last)
{
    struct json *child = arena_alloc(scan->arena, sizeof *child);
    if (child == NULL)
        return fail(scan, "there is no memory for this value");
    *child = key;
    child->parent = parent;
    child->index = parent->count++;
    **last = child;
    *last = &child->next;
    return scan_value(scan, child);
}

static bool scan_member(struct scan *scan, struct json *object, struct json ***last)
{
    skip_space(scan);
    struct json key = {.key_place = here(scan)};
    if (peek(scan) != '"')
        return unexpected(scan, object->count == 0 ? "a key in double quotes or '}'" : "a key in double quotes");
    if (!scan_string(scan, &key.key.length))
        return false;
    if (!take(scan, ':'))
        return unexpected(scan, "':' behind the key");
    return scan_child(scan, object, key, last);
}

/* At the opening bracket. */
static bool scan_container(struct scan *scan, struct json *value, char close)
{
    if (scan->depth == JSON_DEPTH_MAX)
        return fail(scan, "values are nested deeper than %d", JSON_DEPTH_MAX);
    scan->depth++;
    scan->at++;
    struct json **last = &value->first;
    if (!take(scan, close)) {
        do {
            skip_space(scan);
            if (value->count > 0 && peek(scan) == close)
                return fail(scan, "expected another value behind ',', found '%c': leave out the last comma", close);
            const struct json none = {0};
            if (!(close == '}' ? scan_member(scan, value, &last) : scan_child(scan, value, none, &last)))
                return false;
        } while (take(scan, ','));
        if (!take(scan, close))
            return unexpected(scan, close == '}' ? "',' or '}'" : "',' or ']'");
    }
    scan->depth--;
    return true;
}

static bool scan_one(struct scan *scan, struct json *value)
{
    const int c = peek(scan);
    switch (c) {
    case '{':
        value->kind = JSON_OBJECT;
        return scan_container(scan, value, '}');
    case '[':
        value->kind = JSON_ARRAY;
        return scan_container(scan, value, ']');
    case '"':
        value->kind = JSON_STRING;
        return scan_string(scan, &value->string.length);
    case 't':
    case 'f':
        value->kind = JSON_BOOL;
        value->truth = c == 't';
        return scan_word(scan, value->truth ? "true" : "false");
    case 'n':
        value->kind = JSON_NULL;
        return scan_word(scan, "null");
    default:
        if (c != '-' && (c < '0' || c > '9'))
            return unexpected(scan, "a value");
        value->kind = JSON_NUMBER;
        return scan_number(scan);
    }
}

static bool scan_value(struct scan *scan, struct json *value)
{
    skip_space(scan);
    value->place = here(scan);
    value->source.at = scan->at;
    if (!scan_one(scan, value))
        return false;
    value->source.length = (size_t)(scan->at - value->source.at);
    return true;
}

/* The place of the first byte that is not UTF-8, which takes a walk of its own. */
static bool fail_utf8(struct scan *scan, size_t offset)
{
    const unsigned char found = (unsigned char)scan->at[offset];
    for (const char *stop = scan->at + offset; scan->at < stop; scan->at++) {
        scan->continued += ((unsigned char)*scan->at & 0xC0) == 0x80;
        if (*scan->at == '\n') {
            scan->line++;
            scan->line_start = scan->at + 1;
            scan->continued = 0;
        }
    }
    return fail(scan, "the byte 0x%02X is not UTF-8 here", found);
}

bool json_scan(struct json *root, struct arena *arena, const char *file, size_t line, struct leat_string text,
               struct faults *faults)
{
    struct scan scan = {.at = text.at,
                        .end = text.at + text.length,
                        .line_start = text.at,
                        .line = line,
                        .file = file,
                        .faults = faults,
                        .arena = arena};
    bool ascii;
    const size_t valid = utf8_valid(text.at, text.length, &ascii);
    if (valid < text.length)
        return fail_utf8(&scan, valid);
    if (text.length >= 3 && memcmp(text.at, "\xEF\xBB\xBF", 3) == 0)
        return fail(&scan, "the text begins with a byte order mark; JSON has none");
    if (!scan_value(&scan, root))
        return false;
    skip_space(&scan);
    return scan.at == scan.end || unexpected(&scan, "the end of the text behind the value");
}
