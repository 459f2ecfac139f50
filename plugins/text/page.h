/* Writes text for people to read: wrapped, coloured, and without the control characters that a document may carry.
 *
 * A page is a sequence of words. A word that does not fit into the line goes to the next one. Control characters, and
 * those that turn the direction of writing or are not seen, are shown by their code: \x1b, \u202e. */
#ifndef PAGE_H
#define PAGE_H

#include <leat/plugin.h>

struct page {
    struct leat_out *out;
    size_t width;  /* in characters; 0: lines are never broken */
    size_t indent; /* of lines that a break begins */
    size_t tail;   /* room to keep behind a word for what is put there */
    size_t column; /* in characters; 0 at the beginning of a line */
    bool colour;
    bool glue; /* no space before the next word */
};

struct page page_make(struct leat_out *out, size_t width, bool colour);

/* The words of a string, parted by white space; they follow what is in the line behind one space. */
void page_words(struct page *page, struct leat_string string);

/* A string just behind what is in the line, wherever it ends, with its spaces. */
void page_put(struct page *page, struct leat_string string);

/* Ends the line. */
void page_end(struct page *page);

/* Goes to `column` by spaces, and begins broken lines there from now on. */
void page_indent(struct page *page, size_t column);

/* From here on in a colour or style: the parameters of the terminal's sequence SGR, such as "1;34". NULL: as usual. */
void page_style(struct page *page, const char *style);

/* The characters that a string takes on a page. */
size_t page_measure(struct leat_string string);

#endif
