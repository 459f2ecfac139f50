#include "page.h"

#include <leat/utf8.h>

struct page page_make(struct leat_out *out, size_t width, bool colour)
{
    return (struct page){.out = out, .width = width, .colour = colour};
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

/* The code point of a sequence of two or three bytes. */
static unsigned code_point(const unsigned char *at, int size)
{
    return size == 2 ? (at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu)
                     : (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
}

/* Whether a terminal might obey a character, or a reader not see it: controls, and marks of direction. */
static bool hidden(unsigned point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x061C || point == 0x200E || point == 0x200F ||
           (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF;
}

/* Takes the next character off `*string`. `*point` is its code point where it is to be shown by its code, else 0;
 * NUL, which has that code itself, comes as 0x100. */
static int take_character(struct leat_string *string, unsigned *point)
{
    const unsigned char *at = (const unsigned char *)string->at;
    int size = leat_utf8_sequence(string->at, string->length);
    if (size < 0)
        size = -size; /* a document's text is UTF-8, but a broken plugin's label might not be */
    const unsigned value = size == 1 ? at[0] : size < 4 ? code_point(at, size) : 0x10000;
    *point = !hidden(value) ? 0 : value == 0 ? 0x100 : value;
    string->at += size;
    string->length -= (size_t)size;
    return size;
}

/* Writes a string with codes for hidden characters, where `out` is not NULL; returns how many characters are seen. */
static size_t show(struct leat_out *out, struct leat_string string)
{
    size_t seen = 0;
    while (string.length > 0) {
        unsigned point;
        char code[8];
        const char *at = string.at;
        const int size = take_character(&string, &point);
        if (point == 0) {
            seen++;
            if (out != NULL)
                leat_out_append(out, (struct leat_string){at, (size_t)size});
            continue;
        }
        seen +=
            (size_t)snprintf(code, sizeof code, size == 1 ? "\\x%02x" : "\\u%04x", size == 1 ? point & 0xFF : point);
        if (out != NULL)
            leat_out_text(out, code);
    }
    return seen;
}

size_t page_measure(struct leat_string string)
{
    return show(NULL, string);
}

/* --- where it is shown -------------------------------------------------------------------------------------------- */

void page_put(struct page *page, struct leat_string string)
{
    page->column += show(page->out, string);
}

void page_end(struct page *page)
{
    leat_out_text(page->out, "\n");
    page->column = 0;
    page->indent = 0;
    page->glue = false;
}

void page_indent(struct page *page, size_t column)
{
    for (; page->column < column; page->column++)
        leat_out_text(page->out, " ");
    page->indent = column;
    page->glue = true;
}

void page_style(struct page *page, const char *style)
{
    if (!page->colour)
        return;
    leat_out_text(page->out, "\x1b[");
    leat_out_text(page->out, style != NULL ? style : "0");
    leat_out_text(page->out, "m");
}

static void put_word(struct page *page, struct leat_string word)
{
    if (page->column > page->indent && page->width > 0 && !page->glue &&
        page->column + 1 + page_measure(word) + page->tail > page->width) {
        const size_t indent = page->indent;
        page_end(page);
        page_indent(page, indent);
    } else if (page->column > page->indent && !page->glue)
        page_put(page, leat_string(" "));
    page->glue = false;
    page_put(page, word);
}

static bool space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

void page_words(struct page *page, struct leat_string string)
{
    for (size_t at = 0; at < string.length;) {
        size_t end = at;
        while (end < string.length && !space(string.at[end]))
            end++;
        if (end > at)
            put_word(page, (struct leat_string){string.at + at, end - at});
        at = end;
        while (at < string.length && space(string.at[at]))
            at++;
    }
}
