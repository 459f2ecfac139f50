/* The JSON lines of a list: flat objects, strict by RFC 8259. */
#include "row.h"

struct reader {
    const char *start, *at, *end;
    char *scratch; /* where strings without their escapes go */
    const char *fault;
};

static bool fail(struct reader *reader, const char *fault)
{
    if (reader->fault == NULL)
        reader->fault = fault;
    return false;
}

/* Whether this byte comes next, behind white space. */
static bool comes(struct reader *reader, char byte)
{
    while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t' || *reader->at == '\r'))
        reader->at++;
    return reader->at < reader->end && *reader->at == byte;
}

static bool take(struct reader *reader, char byte, const char *fault)
{
    if (!comes(reader, byte))
        return fail(reader, fault);
    reader->at++;
    return true;
}

/* --- strings ------------------------------------------------------------------------------------------------------ */

static bool take_hex(struct reader *reader, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++, reader->at++) {
        const char digit = reader->at < reader->end ? *reader->at : '\0';
        const char small = (char)(digit | 0x20);
        if (digit >= '0' && digit <= '9')
            *unit = *unit << 4 | (uint32_t)(digit - '0');
        else if (small >= 'a' && small <= 'f')
            *unit = *unit << 4 | (uint32_t)(small - 'a' + 10);
        else
            return fail(reader, "four hexadecimal digits are expected behind \\u");
    }
    return true;
}

/* The code point behind "\u". */
static bool take_unicode(struct reader *reader, uint32_t *code)
{
    static const char alone[] = "half of a surrogate pair stands alone, which is no character";
    uint32_t low;
    if (!take_hex(reader, code))
        return false;
    if (*code < 0xD800 || *code > 0xDFFF)
        return true;
    if (*code >= 0xDC00 || reader->end - reader->at < 6 || reader->at[0] != '\\' || reader->at[1] != 'u')
        return fail(reader, alone);
    reader->at += 2;
    if (!take_hex(reader, &low))
        return false;
    *code = 0x10000 + ((*code - 0xD800) << 10) + (low - 0xDC00);
    return (low >= 0xDC00 && low <= 0xDFFF) || fail(reader, alone);
}

static size_t put_code(char *to, uint32_t code)
{
    if (code < 0x80)
        return to[0] = (char)code, 1;
    const size_t size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--, code >>= 6)
        to[i] = (char)(0x80 | (code & 0x3F));
    to[0] = (char)((0xF00 >> size & 0xFF) | code);
    return size;
}

/* Behind a backslash. */
static bool take_escape(struct reader *reader)
{
    static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    uint32_t code;
    const char kind = reader->at < reader->end ? *reader->at++ : '\0';
    const char *found = kind != '\0' ? strchr(plain, kind) : NULL;
    if (found != NULL) {
        *reader->scratch++ = meant[found - plain];
        return true;
    }
    if (kind != 'u')
        return fail(reader, "there is no such escape in JSON; a backslash itself is written \\\\");
    if (!take_unicode(reader, &code))
        return false;
    reader->scratch += put_code(reader->scratch, code);
    return true;
}

static bool take_string(struct reader *reader, struct leat_string *string)
{
    if (!take(reader, '"', "a string is expected"))
        return false;
    string->at = reader->scratch;
    for (;;) {
        if (reader->at == reader->end)
            return fail(reader, "a string has no end");
        const char byte = *reader->at;
        if ((unsigned char)byte < 0x20)
            return fail(reader, "a control character stands in a string; it must be escaped");
        reader->at++;
        if (byte == '"')
            break;
        if (byte != '\\')
            *reader->scratch++ = byte;
        else if (!take_escape(reader))
            return false;
    }
    string->length = (size_t)(reader->scratch - string->at);
    return true;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static bool take_digits(struct reader *reader)
{
    const char *begin = reader->at;
    while (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9')
        reader->at++;
    return reader->at > begin || fail(reader, "a digit is expected");
}

/* A number; kept as it is written, so that no digit is lost. */
static bool take_number(struct reader *reader)
{
    reader->at += *reader->at == '-';
    const char *first = reader->at;
    if (!take_digits(reader))
        return false;
    if (*first == '0' && reader->at - first > 1)
        return fail(reader, "a number must not begin with 0");
    if (reader->at < reader->end && *reader->at == '.') {
        reader->at++;
        if (!take_digits(reader))
            return false;
    }
    if (reader->at < reader->end && (*reader->at | 0x20) == 'e') {
        reader->at++;
        reader->at += reader->at < reader->end && (*reader->at == '+' || *reader->at == '-');
        return take_digits(reader);
    }
    return true;
}

static bool take_value(struct reader *reader, struct leat_value *value)
{
    static const char *const words[] = {"true", "false", "null"};
    if (comes(reader, '"')) {
        value->kind = LEAT_VALUE_STRING;
        return take_string(reader, &value->string);
    }
    value->kind = LEAT_VALUE_JSON;
    value->string.at = reader->at;
    const size_t left = (size_t)(reader->end - reader->at);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t length = strlen(words[i]);
        if (left >= length && memcmp(reader->at, words[i], length) == 0) {
            reader->at += length;
            value->string.length = length;
            return true;
        }
    }
    if (left == 0 || (*reader->at != '-' && (*reader->at < '0' || *reader->at > '9')))
        return fail(reader, "a string, a number, true, false or null is expected; lists and objects are no features");
    if (!take_number(reader))
        return false;
    value->string.length = (size_t)(reader->at - value->string.at);
    return true;
}

/* --- members ------------------------------------------------------------------------------------------------------ */

static bool take_phrase(struct reader *reader, struct row *row)
{
    struct leat_string *phrase = &row->phrases[row->count];
    if (row->count == PHRASES_MAX)
        return fail(reader, "a line holds at most 1000 phrases");
    if (!comes(reader, '"'))
        return fail(reader, "a phrase, which is a string, or a list of phrases is expected");
    if (row->count == 0)
        row->at = (size_t)(reader->at + 1 - reader->start);
    if (!take_string(reader, phrase))
        return false;
    row->count++;
    return phrase->length > 0 || fail(reader, "the phrase is empty");
}

static bool take_phrases(struct reader *reader, struct row *row)
{
    if (!comes(reader, '['))
        return take_phrase(reader, row);
    do {
        reader->at++;
        if (!take_phrase(reader, row))
            return false;
    } while (comes(reader, ','));
    return take(reader, ']', "a comma or ] is expected");
}

static bool take_capitals(struct reader *reader, struct row *row)
{
    static const char *const names[] = {
        [CAPITALS_NEEDED] = "needed", [CAPITALS_IGNORED] = "ignored", [CAPITALS_EXACT] = "exact"};
    struct leat_string name;
    if (!take_string(reader, &name))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (leat_string_equal(name, leat_string(names[i]))) {
            row->rule = (enum capitals)i;
            return true;
        }
    return fail(reader, "\"capitals\" must be \"needed\", \"ignored\" or \"exact\"");
}

static bool take_feature(struct reader *reader, struct row *row, struct leat_string key)
{
    if (row->feature_count == FEATURES_MAX)
        return fail(reader, "a line holds at most 64 features");
    if (key.length == 0 || memchr(key.at, '\0', key.length) != NULL)
        return fail(reader, "the name of a feature must not be empty or hold U+0000");
    struct fact *feature = &row->features[row->feature_count++];
    feature->key = key;
    return take_value(reader, &feature->value);
}

static bool take_member(struct reader *reader, struct row *row)
{
    struct leat_string key;
    if (!comes(reader, '"'))
        return fail(reader, "a member's name in double quotes is expected");
    if (!take_string(reader, &key) || !take(reader, ':', "a colon is expected behind the member's name"))
        return false;
    const bool pattern = leat_string_equal(key, leat_string("pattern"));
    if (pattern || leat_string_equal(key, leat_string("phrase"))) {
        if (row->count > 0)
            return fail(reader, "a line holds one \"phrase\" or one \"pattern\"");
        row->pattern = pattern;
        return pattern ? take_phrase(reader, row) : take_phrases(reader, row);
    }
    if (leat_string_equal(key, leat_string("label"))) {
        if (!take_string(reader, &row->label))
            return false;
        return memchr(row->label.at, '\0', row->label.length) == NULL || fail(reader, "a label must not hold U+0000");
    }
    return leat_string_equal(key, leat_string("capitals")) ? take_capitals(reader, row)
                                                           : take_feature(reader, row, key);
}

bool row_read_json(struct row *row, struct leat_string line, char *scratch)
{
    struct reader reader = {.start = line.at, .at = line.at, .end = line.at + line.length, .scratch = scratch};
    bool good = take(&reader, '{', "an object is expected, such as {\"phrase\": \"Kia\", \"label\": \"ORG\"}");
    bool more = good && !comes(&reader, '}');
    while (good && more) {
        good = take_member(&reader, row);
        more = good && comes(&reader, ',');
        reader.at += more;
    }
    good = good && take(&reader, '}', "a comma or } is expected");
    if (good && (comes(&reader, '\0') || reader.at < reader.end))
        good = fail(&reader, "something stands behind the end of the object");
    if (good && row->count == 0)
        good = fail(&reader, "it has neither \"phrase\" nor \"pattern\"");
    if (good)
        return true;
    row->fault = reader.fault;
    row->at = (size_t)(reader.at - line.at);
    return false;
}
