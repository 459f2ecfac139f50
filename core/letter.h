/* A dead letter: one document (or record) that could not be processed, why, and what is needed to try it again, as
 * one line of JSON:
 *
 *   {"id","origin","line","document","rest","step","plugin","reason","attempts","signal","title","meta","text"}
 *
 * Where the document was decoded, `title`, `meta` and `text` are the document's; they go round the decoder when the
 * letter is replayed. Where it was not (`step` is "source…"), `text` is the undecoded content, or `base64` where that
 * is not UTF-8. `line` and `signal` are null where there is none. `document` stands only in the letter of a document
 * that could not be decoded out of a whole record, which `text` then is: its number there, from 1; with "rest": true
 * all behind it is dead as well. */
#ifndef LETTER_H
#define LETTER_H

#include <leat/plugin.h>

struct letter {
    struct leat_string id, origin;
    uint64_t line;     /* 0: none */
    uint64_t document; /* 0: none */
    bool rest;
    const char *step;   /* its place in the pipeline file */
    const char *plugin; /* NULL where it is not known */
    const char *reason;
    unsigned attempts;
    int signal;                 /* that ended the worker; 0: none */
    const struct leat_doc *doc; /* the decoded document; NULL: `content` is what there is */
    struct leat_string content;
};

/* Appends the line, with its end. */
void letter_write(struct leat_out *out, const struct letter *letter);

#endif
