/* Learning a model from documents with gold names. */
#ifndef TRAIN_H
#define TRAIN_H

#include <leat/plugin.h>

struct entities_options {
    const char *model;    /* NULL: the one beside the plugin */
    const char *clusters; /* a file of word clusters; NULL: those of the model beside the plugin */
    const char *guide;    /* a part of the paths of the sets whose guide counts; NULL: all are alike */

    struct leat_list values; /* the labels of values that are marked */
    const char *date;        /* the metadata that holds a document's date */
    int slashes;             /* how "4/5/2024" is read: 0 with the month first, 1 with the day */
    int gazetteer;           /* enum mention_rule */
};

enum leat_result train(const struct leat_training *training, const void *options, struct leat_out *model,
                       struct leat_error *error);

#endif
