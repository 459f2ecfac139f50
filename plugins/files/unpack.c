#include "unpack.h"

#include <limits.h>
#include <stdlib.h>

#include <zlib.h>
#include <zstd.h>

static const struct leat_string gzip_mark = {"\x1F\x8B", 2};
static const struct leat_string zstd_mark = {"\x28\xB5\x2F\xFD", PACKING_MARK};

static bool begins(struct leat_string bytes, struct leat_string mark)
{
    return bytes.length >= mark.length && memcmp(bytes.at, mark.at, mark.length) == 0;
}

enum packing unpack_detect(struct leat_string start)
{
    return begins(start, gzip_mark) ? PACKING_GZIP : begins(start, zstd_mark) ? PACKING_ZSTD : PACKING_NONE;
}

bool unpack_undecided(struct leat_string start)
{
    return start.length < PACKING_MARK && (begins(gzip_mark, start) || begins(zstd_mark, start));
}

static bool take_suffix(struct leat_string *name, struct leat_string suffix)
{
    if (name->length <= suffix.length || memcmp(name->at + name->length - suffix.length, suffix.at, suffix.length) != 0)
        return false;
    name->length -= suffix.length;
    return true;
}

enum packing unpack_suffix(struct leat_string *name)
{
    return take_suffix(name, leat_string(".gz"))    ? PACKING_GZIP
           : take_suffix(name, leat_string(".zst")) ? PACKING_ZSTD
                                                    : PACKING_NONE;
}

static enum leat_result start_gzip(struct unpack *unpack, struct leat_error *error)
{
    enum { GZIP_ALONE = 16 };
    if (unpack->z != NULL)
        return inflateReset(unpack->z) == Z_OK ? LEAT_OK : leat_fail(error, LEAT_FATAL, "zlib can't start again");
    unpack->z = calloc(1, sizeof *unpack->z);
    if (unpack->z != NULL && inflateInit2(unpack->z, MAX_WBITS + GZIP_ALONE) == Z_OK)
        return LEAT_OK;
    free(unpack->z);
    unpack->z = NULL;
    return leat_fail(error, LEAT_FATAL, "no memory to undo gzip");
}

static enum leat_result start_zstd(struct unpack *unpack, struct leat_error *error)
{
    if (unpack->zstd == NULL)
        unpack->zstd = ZSTD_createDCtx();
    if (unpack->zstd == NULL)
        return leat_fail(error, LEAT_FATAL, "no memory to undo zstd");
    ZSTD_DCtx_reset(unpack->zstd, ZSTD_reset_session_only);
    return LEAT_OK;
}

enum leat_result unpack_start(struct unpack *unpack, enum packing packing, struct leat_error *error)
{
    unpack->packing = packing;
    unpack->inside = unpack->begun = false;
    return packing == PACKING_GZIP ? start_gzip(unpack, error) : start_zstd(unpack, error);
}

/* Between members: gzip's own tool passes over zeros there, since tapes are filled up with them. */
static enum leat_result enter_member(struct unpack *unpack, struct leat_string *in, struct leat_error *error)
{
    while (unpack->begun && in->length > 0 && in->at[0] == '\0') {
        in->at++;
        in->length--;
    }
    if (in->length == 0)
        return LEAT_OK;
    if ((unsigned char)in->at[0] != 0x1F)
        return leat_fail(error, LEAT_REJECT, "something that is not gzip stands behind the end of the gzip data");
    unpack->inside = true;
    return inflateReset(unpack->z) == Z_OK ? LEAT_OK : leat_fail(error, LEAT_FATAL, "zlib can't start again");
}

static enum leat_result some_gzip(struct unpack *unpack, struct leat_string *in, char *to, size_t room, size_t *got,
                                  struct leat_error *error)
{
    if (!unpack->inside) {
        const enum leat_result result = enter_member(unpack, in, error);
        if (result != LEAT_OK || !unpack->inside)
            return result;
    }
    z_stream *z = unpack->z;
    z->next_in = (Bytef *)in->at;
    z->avail_in = in->length < UINT_MAX ? (uInt)in->length : UINT_MAX;
    z->next_out = (Bytef *)to;
    z->avail_out = room < UINT_MAX ? (uInt)room : UINT_MAX;
    const int result = inflate(z, Z_NO_FLUSH);
    *got = (size_t)((char *)z->next_out - to);
    in->length -= (size_t)((const char *)z->next_in - in->at);
    in->at = (const char *)z->next_in;
    if (result == Z_STREAM_END) {
        unpack->inside = false;
        unpack->begun = true;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
        return leat_fail(error, LEAT_REJECT, "the gzip data is damaged (%s)", z->msg != NULL ? z->msg : zError(result));
    }
    return LEAT_OK;
}

static enum leat_result some_zstd(struct unpack *unpack, struct leat_string *in, char *to, size_t room, size_t *got,
                                  struct leat_error *error)
{
    ZSTD_inBuffer from = {in->at, in->length, 0};
    ZSTD_outBuffer out = {to, room, 0};
    const size_t result = ZSTD_decompressStream(unpack->zstd, &out, &from);
    *got = out.pos;
    in->at += from.pos;
    in->length -= from.pos;
    if (ZSTD_isError(result))
        return leat_fail(error, LEAT_REJECT, "the zstd data is damaged (%s)", ZSTD_getErrorName(result));
    if (from.pos > 0 || out.pos > 0) {
        unpack->inside = result != 0;
        unpack->begun = unpack->begun || result == 0;
    }
    return LEAT_OK;
}

enum leat_result unpack_some(struct unpack *unpack, struct leat_string *in, char *to, size_t room, size_t *got,
                             struct leat_error *error)
{
    *got = 0;
    return unpack->packing == PACKING_GZIP ? some_gzip(unpack, in, to, room, got, error)
                                           : some_zstd(unpack, in, to, room, got, error);
}

bool unpack_complete(const struct unpack *unpack)
{
    return unpack->begun && !unpack->inside;
}

void unpack_free(struct unpack *unpack)
{
    if (unpack->z != NULL)
        inflateEnd(unpack->z);
    free(unpack->z);
    ZSTD_freeDCtx(unpack->zstd);
}
