#include "headline.h"

#include "clean.h"

enum { LONGEST = 120 };

/* Takes the first line from `*text`, without its end and white space around it. */
static struct leat_string take_line(struct leat_string *text)
{
    const char *at = text->at;
    const char *end = at + text->length;
    const char *stop = at;
    while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
    const char *next = stop;
    if (next < end)
        next += *next == '\r' && next + 1 < end && next[1] == '\n' ? 2 : 1;
    *text = (struct leat_string){next, (size_t)(end - next)};
    while (at < stop && clean_space(*at))
        at++;
    while (stop > at && clean_space(stop[-1]))
        stop--;
    return (struct leat_string){at, (size_t)(stop - at)};
}

/* Whether `line` ends with one of `marks`, which are parted by spaces; takes it off. */
static bool take_mark(struct leat_string *line, const char *marks)
{
    for (const char *at = marks; *at != '\0';) {
        const size_t length = strcspn(at, " ");
        if (length <= line->length && memcmp(line->at + line->length - length, at, length) == 0) {
            line->length -= length;
            return true;
        }
        at += length + strspn(at + length, " ");
    }
    return false;
}

/* Whether `line` ends with one of `marks`, closing quotes and brackets apart. */
static bool ends_with(struct leat_string line, const char *marks)
{
    while (take_mark(&line, "\" ' ) ] » ” ’"))
        ;
    return take_mark(&line, marks);
}

static bool short_with_letter(struct leat_string line)
{
    size_t characters = 0;
    bool letter = false;
    for (size_t i = 0; i < line.length && characters <= LONGEST; i++) {
        const unsigned char byte = (unsigned char)line.at[i];
        characters += (byte & 0xC0) != 0x80;
        letter = letter || byte > 0x7F || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
    }
    return letter && characters <= LONGEST;
}

struct leat_string headline_find(struct leat_string text, struct leat_string *rest)
{
    const struct leat_string none = {NULL, 0};
    struct leat_string after = text;
    const struct leat_string line = take_line(&after);
    if (!short_with_letter(line) || ends_with(line, ". , ; : … 。"))
        return none;
    *rest = clean_ends(after);
    const struct leat_string next = take_line(&after);
    const bool own_paragraph =
        next.length > 0 && !(next.at[0] >= 'a' && next.at[0] <= 'z') && ends_with(next, ". ! ? : … 。 ！ ？");
    return rest->length > 0 && (next.length == 0 || own_paragraph) ? line : none;
}
