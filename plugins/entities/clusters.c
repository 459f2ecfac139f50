#include "clusters.h"

#include "hash.h"

#include <errno.h>
#include <stdlib.h>

enum { LINE_MAX_BYTES = 1024, CLASS_MAX = 65534 };

/* Puts the word into the table, which is at most half full. */
static void put(struct model_cluster *table, unsigned bits, const char *word, size_t length, const char *at)
{
    const uint64_t hash = hash_bytes(HASH_START, word, length);
    const size_t mask = ((size_t)1 << bits) - 1;
    size_t slot = hash_slot(hash, bits);
    const uint32_t fingerprint = (uint32_t)hash | 1;
    while (table[slot].fingerprint != 0 && table[slot].fingerprint != fingerprint)
        slot = (slot + 1) & mask;
    if (table[slot].fingerprint != 0)
        return; /* the more frequent word keeps it */
    table[slot].fingerprint = fingerprint;
    char *rest;
    for (unsigned long count = strtoul(at + 1, &rest, 10); count > 0; count >>= 1)
        table[slot].frequency++;
    at = rest;
    for (unsigned grain = 0; grain < GRAINS && *at == '\t'; grain++) {
        char *end;
        const unsigned long class = strtoul(at + 1, &end, 10);
        table[slot].classes[grain] = (uint16_t)(class < CLASS_MAX ? class + 1 : CLASS_MAX);
        at = end;
    }
}

static enum leat_result read_file(FILE *file, const char *path, struct model_cluster **table, unsigned *bits,
                                  struct leat_error *error)
{
    char line[LINE_MAX_BYTES];
    size_t words = 0;
    while (fgets(line, sizeof line, file) != NULL)
        words++;
    for (*bits = 1; ((size_t)1 << *bits) < 2 * words;)
        (*bits)++;
    *table = calloc((size_t)1 << *bits, sizeof **table);
    if (*table == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory for word clusters");
    rewind(file);
    for (size_t number = 1; fgets(line, sizeof line, file) != NULL; number++) {
        const size_t length = strcspn(line, "\t");
        if (line[length] != '\t')
            return leat_fail(error, LEAT_FATAL,
                             "%s:%zu: a line is a word, how often it was seen, and its classes, parted by tabs", path,
                             number);
        put(*table, *bits, line, length, line + length);
    }
    return LEAT_OK;
}

enum leat_result clusters_read(struct model *model, struct model_cluster **table, const char *path,
                               struct leat_error *error)
{
    unsigned bits = 1;
    enum leat_result result = LEAT_OK;
    *model = (struct model){0};
    if (path == NULL) {
        *table = calloc(2, sizeof **table);
        if (*table == NULL)
            return leat_fail(error, LEAT_FATAL, "there is no memory for word clusters");
    } else {
        FILE *file = fopen(path, "r");
        if (file == NULL)
            return leat_fail(error, LEAT_FATAL, "can't read the word clusters %s: %s", path, strerror(errno));
        result = read_file(file, path, table, &bits, error);
        fclose(file);
    }
    model->clusters = *table;
    model->cluster_bits = bits;
    return result;
}
