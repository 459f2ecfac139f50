/* Undoes gzip and zstd, piece by piece. */
#ifndef UNPACK_H
#define UNPACK_H

#include <leat/plugin.h>

enum packing { PACKING_NONE, PACKING_GZIP, PACKING_ZSTD };

/* The length of the longest mark at the start of a file. */
enum { PACKING_MARK = 4 };

/* What the first bytes of a file say. No UTF-8 text begins with either mark. */
enum packing unpack_detect(struct leat_string start);

/* Whether further bytes could still turn these into a mark. */
bool unpack_undecided(struct leat_string start);

/* What the name ends in: .gz, .zst, or nothing; that ending is taken off. */
enum packing unpack_suffix(struct leat_string *name);

/* One file's decompression. All zero before the first use; memory is kept from one file to the next. */
struct unpack {
    enum packing packing;
    bool inside;          /* a gzip member or zstd frame has begun and not ended */
    bool begun;           /* at least one has ended */
    struct z_stream_s *z; /* NULL until there is a gzip file */
    struct ZSTD_DCtx_s *zstd;
};

enum leat_result unpack_start(struct unpack *unpack, enum packing packing, struct leat_error *error);

/* Turns bytes from the front of `in`, which is shortened by them, into up to `room` bytes at `to`, `*got` of them.
 * Several members or frames one after the other are one content. REJECT: `in` stands at the damage. */
enum leat_result unpack_some(struct unpack *unpack, struct leat_string *in, char *to, size_t room, size_t *got,
                             struct leat_error *error);

/* Whether the file may end here. */
bool unpack_complete(const struct unpack *unpack);

void unpack_free(struct unpack *unpack);

#endif
