/* A dead letter read back: the reverse of letter.h. */
#ifndef REVIVE_H
#define REVIVE_H

#include "json.h"

#include <leat/document.h>

struct revived {
    struct leat_string id, origin;
    struct leat_string step, plugin;
    uint64_t line;
    uint64_t document; /* of the undecoded record, from 1: where to begin; 0: at its start, and with all behind it */
    bool rest;         /* all behind it as well */
    struct leat_string title;   /* of a decoded document */
    const struct json *meta;    /* likewise; an object */
    struct leat_string content; /* the document's text, or the undecoded bytes */
    bool decoded;
    struct json *root; /* holds all of the above but decoded base64, which is in `arena` */
    struct arena arena;
};

/* Reads one line of a dead letters' file, which must outlive the result. LEAT_REJECT where it is no dead letter, or
 * holds no content to try again. Free it in either case. */
enum leat_result revive_read(struct revived *revived, struct leat_string line, struct leat_error *error);
void revive_free(struct revived *revived);

/* Fills an empty document, entered as by a decoder, with what the letter holds of a decoded one. */
enum leat_result revive_fill(const struct revived *revived, struct leat_doc *doc, struct leat_error *error);

#endif
