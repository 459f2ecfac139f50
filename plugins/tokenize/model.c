#include "model.h"

#include <errno.h>
#include <string.h>

static const char heading[] = MODEL_HEADING;

enum { HEADING = sizeof heading - 1, CHECKSUM = 4 };

static void checksum_of(const int8_t weights[BOUNDARY_WEIGHTS], unsigned char checksum[CHECKSUM])
{
    uint32_t hash = 0x811C9DC5;
    for (size_t i = 0; i < BOUNDARY_WEIGHTS; i++)
        hash = (hash ^ (unsigned char)weights[i]) * 16777619u;
    for (int i = 0; i < CHECKSUM; i++)
        checksum[i] = (unsigned char)(hash >> 8 * i);
}

enum leat_result model_read(const char *path, int8_t weights[BOUNDARY_WEIGHTS], struct leat_error *error)
{
    char found[HEADING];
    unsigned char told[CHECKSUM], checksum[CHECKSUM];
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return leat_fail(error, LEAT_FATAL, "%s can't be opened: %s", path, strerror(errno));
    enum leat_result result = LEAT_OK;
    if (fread(found, 1, HEADING, file) != HEADING || memcmp(found, heading, HEADING) != 0)
        result = leat_fail(error, LEAT_FATAL,
                           "%s is no model of this tokenizer: it does not begin with \"%.*s\"; `leat train tokenize` "
                           "makes one",
                           path, HEADING - 1, heading);
    else if (fread(weights, 1, BOUNDARY_WEIGHTS, file) != BOUNDARY_WEIGHTS ||
             fread(told, 1, CHECKSUM, file) != CHECKSUM || fgetc(file) != EOF)
        result = leat_fail(error, LEAT_FATAL, "%s is not whole: a model of this tokenizer has %d bytes", path,
                           HEADING + BOUNDARY_WEIGHTS + CHECKSUM);
    else if (checksum_of(weights, checksum), memcmp(told, checksum, CHECKSUM) != 0)
        result = leat_fail(error, LEAT_FATAL, "%s is damaged: its checksum is wrong", path);
    fclose(file);
    return result;
}

void model_write(const int8_t weights[BOUNDARY_WEIGHTS], struct leat_out *out)
{
    unsigned char checksum[CHECKSUM];
    checksum_of(weights, checksum);
    leat_out_text(out, heading);
    leat_out_append(out, (struct leat_string){(const char *)weights, BOUNDARY_WEIGHTS});
    leat_out_append(out, (struct leat_string){(const char *)checksum, CHECKSUM});
}
