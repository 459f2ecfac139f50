#include "model.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char magic[8] = {'L', 'e', 'a', 't', 'N', 'E', 'R', '\n'};

enum { ROWS_MAX = 1 << 24, CLUSTER_BITS_MAX = 24 };

static uint64_t mix(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return sum ^ sum >> 29;
}

/* Four sums run side by side, so that a model of some megabytes is proved within a millisecond. */
static uint32_t checksum_of(const unsigned char *at, size_t size)
{
    uint64_t sums[4] = {1, 2, 3, 4}, words[4];
    size_t done = 0;
    for (; size - done >= sizeof words; done += sizeof words) {
        memcpy(words, at + done, sizeof words);
        for (int i = 0; i < 4; i++)
            sums[i] = mix(sums[i], words[i]);
    }
    memset(words, 0, sizeof words);
    memcpy(words, at + done, size - done);
    uint64_t sum = size;
    for (int i = 0; i < 4; i++)
        sum = mix(sum, mix(sums[i], words[i]));
    return (uint32_t)(sum >> 32);
}

static uint64_t size_of(uint64_t rows, unsigned cluster_bits)
{
    return sizeof(struct model_header) + sizeof(int16_t[TAGS][TAGS]) +
           ((uint64_t)sizeof(struct model_cluster) << cluster_bits) + rows * sizeof(int8_t[TAGS]);
}

enum leat_result model_read(struct model *model, const char *name, const void *bytes, size_t size,
                            struct leat_error *error)
{
    struct model_header header;
    *model = (struct model){0};
    if (size < sizeof header)
        return leat_fail(error, LEAT_FATAL, "%s is no model: it has %zu bytes, less than a model's header", name, size);
    memcpy(&header, bytes, sizeof header);
    if (memcmp(header.magic, magic, sizeof magic) != 0)
        return leat_fail(error, LEAT_FATAL, "%s is no model of this plugin: it does not begin with \"LeatNER\"", name);
    if (header.version != MODEL_VERSION)
        return leat_fail(error, LEAT_FATAL,
                         "%s is a model of version %u, and this plugin reads version %d: train it again", name,
                         header.version, MODEL_VERSION);
    if (header.rows == 0 || header.rows > ROWS_MAX || header.cluster_bits > CLUSTER_BITS_MAX ||
        header.size != size_of(header.rows, header.cluster_bits))
        return leat_fail(error, LEAT_FATAL, "%s is damaged: its header tells impossible sizes", name);
    if (header.size != size)
        return leat_fail(error, LEAT_FATAL, "%s is %s: it has %zu bytes, and its header tells %llu", name,
                         size < header.size ? "cut off" : "damaged", size, (unsigned long long)header.size);
    const char *at = (const char *)bytes + sizeof header;
    if (checksum_of((const unsigned char *)at, size - sizeof header) != header.checksum)
        return leat_fail(error, LEAT_FATAL, "%s is damaged: its checksum is wrong", name);
    model->follow = (const int16_t(*)[TAGS])(const void *)at;
    model->clusters = (const void *)(at += sizeof(int16_t[TAGS][TAGS]));
    model->rows = (const int8_t(*)[TAGS])(const void *)(at + (sizeof(struct model_cluster) << header.cluster_bits));
    model->row_count = header.rows;
    model->cluster_bits = header.cluster_bits;
    model->size = size;
    return LEAT_OK;
}

enum leat_result model_open(struct model *model, const char *path, struct leat_error *error)
{
    struct stat status;
    *model = (struct model){0};
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return leat_fail(error, LEAT_FATAL, "can't open the model %s: %s", path, strerror(errno));
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0) {
        close(file);
        return leat_fail(error, LEAT_FATAL, "%s is no model: it is empty, or not a file", path);
    }
    const size_t size = (size_t)status.st_size;
    void *mapping = mmap(NULL, size, PROT_READ, MAP_SHARED | MAP_POPULATE, file, 0);
    const int reason = errno;
    close(file);
    if (mapping == MAP_FAILED)
        return leat_fail(error, LEAT_FATAL, "can't map the model %s: %s", path, strerror(reason));
    const enum leat_result result = model_read(model, path, mapping, size, error);
    if (result == LEAT_OK)
        model->mapping = mapping;
    else
        munmap(mapping, size);
    return result;
}

const char *model_beside(char path[MODEL_PATH_MAX])
{
    Dl_info self;
    const char *folder = dladdr(magic, &self) != 0 && self.dli_fname != NULL ? self.dli_fname : "";
    const char *slash = strrchr(folder, '/');
    const int length = slash != NULL ? (int)(slash + 1 - folder) : 0;
    snprintf(path, MODEL_PATH_MAX, "%.*sentities.model", length, folder);
    return path;
}

void model_close(struct model *model)
{
    if (model->mapping != NULL)
        munmap(model->mapping, model->size);
    *model = (struct model){0};
}

void model_write(struct leat_out *out, uint32_t rows, const int8_t (*weights)[TAGS], const int16_t (*follow)[TAGS],
                 unsigned cluster_bits, const struct model_cluster *clusters)
{
    struct model_header header = {
        .version = MODEL_VERSION, .rows = rows, .cluster_bits = cluster_bits, .size = size_of(rows, cluster_bits)};
    memcpy(header.magic, magic, sizeof magic);
    const size_t start = out->length;
    leat_out_append(out, (struct leat_string){(const char *)&header, sizeof header});
    leat_out_append(out, (struct leat_string){(const char *)follow, sizeof(int16_t[TAGS][TAGS])});
    leat_out_append(out, (struct leat_string){(const char *)clusters, sizeof *clusters << cluster_bits});
    leat_out_append(out, (struct leat_string){(const char *)weights, rows * sizeof *weights});
    if (out->failed)
        return;
    header.checksum = checksum_of((const unsigned char *)out->at + start + sizeof header, header.size - sizeof header);
    memcpy(out->at + start, &header, sizeof header);
}

const struct model_cluster *model_cluster(const struct model *model, uint64_t hash)
{
    static const struct model_cluster none;
    const uint32_t fingerprint = (uint32_t)hash | 1;
    const size_t mask = ((size_t)1 << model->cluster_bits) - 1;
    for (size_t slot = hash_slot(hash, model->cluster_bits), i = 0; i <= mask; slot = (slot + 1) & mask, i++) {
        if (model->clusters[slot].fingerprint == fingerprint)
            return &model->clusters[slot];
        if (model->clusters[slot].fingerprint == 0)
            return &none;
    }
    return &none;
}
