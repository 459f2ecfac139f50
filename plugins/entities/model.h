/* The file of a trained tagger: written once, then mapped and only read. Numbers are little-endian.
 *
 *     header      struct model_header
 *     follow      int16_t [TAGS][TAGS]: the score of a tag behind another
 *     clusters    struct model_cluster [1 << cluster_bits], open addressing by model_slot; fingerprint 0 is free
 *     rows        int8_t [rows][TAGS]: the weights of a feature for each tag */
#ifndef MODEL_H
#define MODEL_H

#include "hash.h"
#include "tag.h"

#include <leat/plugin.h>

enum { GRAINS = 4, MODEL_VERSION = 2, MODEL_PATH_MAX = 4096 };

struct model_header {
    char magic[8];
    uint32_t version; /* MODEL_VERSION; raised with every change of the file or of the features */
    uint32_t rows;
    uint32_t cluster_bits;
    uint32_t checksum; /* of all that follows the header, as model_checksum has it */
    uint64_t size;     /* of the whole file */
};

/* The classes of a word, from 1, in each clustering; 0 where it is in none. */
struct model_cluster {
    uint32_t fingerprint;
    uint16_t classes[GRAINS];
    uint32_t frequency; /* how often the word was seen, as its binary logarithm and one */
};

struct model {
    const int16_t (*follow)[TAGS];
    const struct model_cluster *clusters;
    const int8_t (*rows)[TAGS];
    uint32_t row_count;
    unsigned cluster_bits;
    void *mapping; /* NULL where the model stands in other memory */
    size_t size;
};

/* Maps the file. LEAT_FATAL with what is wrong where it is no model, not whole, or of another version. */
enum leat_result model_open(struct model *model, const char *path, struct leat_error *error);

/* The same for bytes in memory, which stay the caller's; `name` is for messages. */
enum leat_result model_read(struct model *model, const char *name, const void *bytes, size_t size,
                            struct leat_error *error);

/* Where the model lies that came with the plugin: entities.model beside the shared object. */
const char *model_beside(char path[MODEL_PATH_MAX]);

void model_close(struct model *model);

/* Appends a model's file to `out`. `rows` and `follow` are as in the file. */
void model_write(struct leat_out *out, uint32_t rows, const int8_t (*weights)[TAGS], const int16_t (*follow)[TAGS],
                 unsigned cluster_bits, const struct model_cluster *clusters);

/* What is known of the word with this hash; all 0 where it was not seen. */
const struct model_cluster *model_cluster(const struct model *model, uint64_t hash);

/* Has the machine fetch what model_cluster will look at. */
static inline void model_expect(const struct model *model, uint64_t hash)
{
    __builtin_prefetch(&model->clusters[hash_slot(hash, model->cluster_bits)]);
}

#endif
