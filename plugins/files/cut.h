/* Cuts one file after the other into records. */
#ifndef CUT_H
#define CUT_H

#include "stream.h"

struct cut {
    uint64_t max_document;
    struct stream stream;
    enum leat_framing framing;
    char *buffer; /* content that is read and not given out yet stands at [begin, end) */
    size_t begin, end, capacity;
    size_t scanned;        /* so many bytes from begin on hold no line's end */
    uint64_t line, offset; /* of begin, in the content; lines from 1 */
    uint64_t skipped;      /* bytes of a line too long that are let go already; 0 outside of one */
    bool ended;            /* the stream has */
    bool damaged;          /* and not well: `damage` says why */
    bool done;             /* all was given out */
    bool blocked;          /* the last step ended for want of input: wait for the descriptor */
    struct leat_error damage;
};

struct cut cut_make(uint64_t max_document);

/* Begins with another file; the packing is what its name says. REJECT where it can't be opened. */
enum leat_result cut_open(struct cut *cut, const char *path, enum packing packing, enum leat_framing framing,
                          struct leat_error *error);

/* A bounded piece of work. OK: a record, of which line, offset and bytes are filled. REJECT: line and offset say where
 * something was lost. AGAIN: nothing came of this step. END: the file is done and closed. */
enum leat_result cut_step(struct cut *cut, struct leat_record *record, struct leat_out *bytes,
                          struct leat_error *error);

void cut_free(struct cut *cut);

#endif
