/* A name as it is compared with others of its document. */
#ifndef FORM_H
#define FORM_H

#include "mention.h"

/* Its words in small letters, parted at spaces and hyphens, without titles before them. */
struct form {
    uint64_t whole, first, last;
    uint64_t initials; /* of the capitals that its words begin with */
    uint32_t begin;    /* of the name in the text, behind its titles */
    uint16_t words;
    bool upper;         /* it is all capitals */
    bool surname_first; /* of a person: "Kim Jong Un" */
    bool company;       /* several words end in "Inc." or the like; of persons never */
    bool plain;         /* its text stands on one line, with single spaces */
};

void form_read(const struct leat_doc *doc, const struct mention *mention, struct form *form);

#endif
