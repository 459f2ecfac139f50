#include "address.h"

/* What a byte may stand in, as bits. */
enum {
    IN_WORD = 1,    /* letters and digits */
    IN_HOST = 2,    /* and . - */
    IN_NAME = 4,    /* of mail: and . _ % + - */
    IN_HANDLE = 8,  /* and _ */
    IN_LABEL = 16,  /* of a host: and - */
    IN_SERVER = 32, /* behind a scheme: and . - _ @ : % */
};

static unsigned places_of(char byte)
{
    static const uint8_t signs[128] = {['.'] = IN_HOST | IN_NAME | IN_SERVER,
                                       ['-'] = IN_HOST | IN_NAME | IN_LABEL | IN_SERVER,
                                       ['_'] = IN_NAME | IN_HANDLE | IN_SERVER,
                                       ['%'] = IN_NAME | IN_SERVER,
                                       ['+'] = IN_NAME,
                                       ['@'] = IN_SERVER,
                                       [':'] = IN_SERVER};
    const unsigned char small = (unsigned char)byte | 0x20;
    if ((small >= 'a' && small <= 'z') || (byte >= '0' && byte <= '9'))
        return IN_WORD | IN_HOST | IN_NAME | IN_HANDLE | IN_LABEL | IN_SERVER;
    return (byte & 0x80) == 0 ? signs[(unsigned char)byte] : 0;
}

static bool is_alphanumeric(char byte)
{
    return (places_of(byte) & IN_WORD) != 0;
}

static bool is_wide(char byte)
{
    return (byte & 0x80) != 0;
}

static char small(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

static uint32_t find(const struct leat_string *text, uint32_t from, char byte)
{
    const char *found = from < text->length ? memchr(text->at + from, byte, text->length - from) : NULL;
    return (uint32_t)(found != NULL ? (size_t)(found - text->at) : text->length);
}

/* The next stop that may be one of a host: a letter or digit follows. */
static uint32_t find_stop(const struct leat_string *text, uint32_t from)
{
    uint32_t at = find(text, from, '.');
    while (at < text->length && (at + 1 == text->length || !is_alphanumeric(text->at[at + 1])))
        at = find(text, at + 1, '.');
    return at;
}

void addresses_begin(struct addresses *addresses, struct leat_string text)
{
    *addresses = (struct addresses){
        .text = text, .at = find(&text, 0, '@'), .colon = find(&text, 0, ':'), .stop = find_stop(&text, 0)};
}

/* --- parts -------------------------------------------------------------------------------------------------------- */

enum { NAME_MAX_BYTES = 64, HOST_MAX_BYTES = 253 };

/* Where the run of bytes that stand in such a place begins that ends before `at`; no further back than `floor`. */
static uint32_t run_back(const struct leat_string *text, uint32_t at, uint32_t floor, unsigned place)
{
    const uint32_t limit = at - floor > NAME_MAX_BYTES ? at - NAME_MAX_BYTES : floor;
    while (at > limit && (places_of(text->at[at - 1]) & place) != 0)
        at--;
    return at;
}

static uint32_t run_on(const struct leat_string *text, uint32_t at, unsigned place, uint32_t most)
{
    const uint32_t begin = at;
    while (at < text->length && at - begin < most && (places_of(text->at[at]) & place) != 0)
        at++;
    return at;
}

/* The end of the host that begins at `at`: "example.co.uk"; `at` where there is none with a stop in it. */
static uint32_t host_end(const struct leat_string *text, uint32_t at)
{
    uint32_t end = run_on(text, at, IN_HOST, HOST_MAX_BYTES);
    while (end > at && (text->at[end - 1] == '.' || text->at[end - 1] == '-'))
        end--;
    const char *stop = end > at ? memchr(text->at + at, '.', end - at) : NULL;
    return stop == NULL || stop == text->at + at ? at : end;
}

/* The end of a path, query and fragment behind a host: without the punctuation that belongs to the sentence. */
static uint32_t path_end(const struct leat_string *text, uint32_t at)
{
    uint32_t end = at;
    unsigned open = 0;
    for (; end < text->length; end++) {
        const char byte = text->at[end];
        if ((unsigned char)byte <= ' ' || strchr("<>\"{}|\\^`", byte) != NULL || is_wide(byte))
            break;
        open += byte == '(';
        if (byte == ')' && open-- == 0)
            break;
    }
    while (end > at && strchr(".,;:!?'*_~-[", text->at[end - 1]) != NULL)
        end--;
    return end;
}

/* What may follow a host: a port, a path, a query or a fragment. */
static uint32_t rest_end(const struct leat_string *text, uint32_t at)
{
    if (at + 1 < text->length && text->at[at] == ':' && text->at[at + 1] >= '0' && text->at[at + 1] <= '9') {
        at++;
        while (at < text->length && text->at[at] >= '0' && text->at[at] <= '9')
            at++;
    }
    return at < text->length && strchr("/?#", text->at[at]) != NULL && text->at[at] != '\0' ? path_end(text, at) : at;
}

/* --- kinds -------------------------------------------------------------------------------------------------------- */

/* "https://…" around the colon at `at`. */
static bool with_scheme(const struct addresses *addresses, uint32_t at, struct leat_span *span)
{
    static const char *const schemes[] = {"http", "https", "ftp"};
    const struct leat_string *text = &addresses->text;
    if (text->length - at < 4 || text->at[at + 1] != '/' || text->at[at + 2] != '/')
        return false;
    const uint32_t begin = run_back(text, at, addresses->from, IN_WORD);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        const size_t length = strlen(schemes[i]);
        size_t same = 0;
        while (same < length && at - begin == length && small(text->at[begin + same]) == schemes[i][same])
            same++;
        const uint32_t host = at + 3, name = run_on(text, host, IN_SERVER, HOST_MAX_BYTES);
        if (same == length && name > host) {
            *span = (struct leat_span){begin, path_end(text, host)};
            return span->end > host;
        }
    }
    return false;
}

/* Whether a host's last part is one that addresses without "www" are known by. */
static bool known_end(const struct leat_string *text, uint32_t begin, uint32_t end)
{
    static const char *const ends[] = {".com", ".org", ".net", ".gov", ".edu", ".info", ".io"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const size_t length = strlen(ends[i]);
        size_t same = 0;
        while (end - begin > length && same < length && small(text->at[end - length + same]) == ends[i][same])
            same++;
        if (same == length)
            return true;
    }
    return false;
}

/* "www.example.org/…" and "example.com" around the stop at `at`. */
static bool without_scheme(const struct addresses *addresses, uint32_t at, struct leat_span *span)
{
    const struct leat_string *text = &addresses->text;
    *span = (struct leat_span){at, at + 1};
    const uint32_t begin = run_back(text, at, addresses->from, IN_LABEL);
    const bool www = at - begin == 3 && small(text->at[begin]) == 'w' && small(text->at[begin + 1]) == 'w' &&
                     small(text->at[begin + 2]) == 'w';
    const uint32_t end = host_end(text, begin);
    span->end = end > at ? end : at + 1; /* where there is none, the other stops of the host need no look */
    const bool apart = begin == 0 || (!is_wide(text->at[begin - 1]) && strchr("@/_.", text->at[begin - 1]) == NULL);
    if (begin == at || !is_alphanumeric(text->at[begin]) || end <= at || !apart ||
        (!www && !known_end(text, begin, end)))
        return false;
    *span = (struct leat_span){begin, rest_end(text, end)};
    return true;
}

/* "name@example.org", "@name", ".@name" and "@name@example.org" around the @ at `at`. */
static bool around_at(const struct addresses *addresses, uint32_t at, struct leat_span *span, enum value_label *label)
{
    const struct leat_string *text = &addresses->text;
    const uint32_t begin = run_back(text, at, addresses->from, IN_NAME), host = host_end(text, at + 1);
    const bool named = begin < at && text->at[at - 1] != '.';
    if (named && host > at + 1) {
        *span = (struct leat_span){begin, host};
        *label = VALUE_EMAIL;
        return true;
    }
    const uint32_t end = run_on(text, at + 1, IN_HANDLE, NAME_MAX_BYTES);
    const bool letter =
        end > at + 1 && (text->at[at + 1] == '_' || (small(text->at[at + 1]) >= 'a' && small(text->at[at + 1]) <= 'z'));
    if (named || !letter || (at > 0 && (is_wide(text->at[at - 1]) || strchr("@/_", text->at[at - 1]) != NULL)))
        return false;
    const uint32_t server = end < text->length && text->at[end] == '@' ? host_end(text, end + 1) : 0;
    *span = (struct leat_span){at, server > end + 1 ? server : end};
    *label = VALUE_HANDLE;
    return true;
}

bool addresses_next(struct addresses *addresses, struct leat_span *span, enum value_label *label)
{
    const struct leat_string *text = &addresses->text;
    for (;;) {
        uint32_t next = addresses->at < addresses->colon ? addresses->at : addresses->colon;
        next = addresses->stop < next ? addresses->stop : next;
        if (next >= text->length)
            return false;
        *label = VALUE_URL;
        const bool found = next == addresses->at      ? around_at(addresses, next, span, label)
                           : next == addresses->colon ? with_scheme(addresses, next, span)
                                                      : without_scheme(addresses, next, span);
        /* A stop may lie in the name or the host of an address of mail, which its @ tells. */
        const bool mail = found && *label == VALUE_URL && next == addresses->stop && span->end < text->length &&
                          text->at[span->end] == '@';
        const uint32_t done = found && !mail ? span->end : next + 1;
        const uint32_t stops = next == addresses->stop && span->end > done ? span->end : done;
        if (addresses->at < done)
            addresses->at = find(text, done, '@');
        if (addresses->colon < done)
            addresses->colon = find(text, done, ':');
        if (addresses->stop < stops)
            addresses->stop = find_stop(text, stops);
        if (found && !mail) {
            addresses->from = done;
            return true;
        }
    }
}

/* --- normal form -------------------------------------------------------------------------------------------------- */

size_t address_normal(struct leat_string address, enum value_label label, char *to)
{
    char *begin = to;
    const char *at = address.at, *end = address.at + address.length;
    if (label == VALUE_HANDLE)
        at++;
    const char *sign = memchr(at, '@', (size_t)(end - at));
    const char *host_at = label == VALUE_URL ? at : sign != NULL ? sign : end;
    while (at < host_at)
        *to++ = *at++;
    if (label == VALUE_URL) {
        const char *slashes = memchr(at, ':', (size_t)(end - at));
        const bool scheme = slashes != NULL && end - slashes > 2 && slashes[1] == '/' && slashes[2] == '/';
        if (!scheme) {
            memcpy(to, "http://", 7);
            to += 7;
        } else
            while (at < slashes + 3)
                *to++ = small(*at++);
    }
    while (at < end && (label != VALUE_URL || strchr("/?#", *at) == NULL))
        *to++ = small(*at++);
    while (at < end)
        *to++ = *at++;
    return (size_t)(to - begin);
}
