#include "lexeme.h"

enum kind {
    KIND_LOWER,
    KIND_SHAPE,
    KIND_CLASS,
    KIND_LIST = KIND_CLASS + 2 * GRAINS,
    KIND_PREFIX = KIND_LIST + 32,
    KIND_SUFFIX = KIND_PREFIX + 5,
    KIND_FULL_SHAPE = KIND_SUFFIX + 5,
    KIND_BIAS,
    KIND_CASING,
};

static uint32_t fold(uint64_t hash)
{
    return (uint32_t)(hash ^ hash >> 32);
}

static void add(struct attributes *attributes, enum kind kind, uint64_t value, unsigned reach)
{
    if (attributes->count == ATTRIBUTES)
        return;
    attributes->keys[attributes->count] = fold((value + kind + 1) * UINT64_C(0x9e3779b97f4a7c15));
    attributes->listed[attributes->count] = kind >= KIND_LIST && kind < KIND_PREFIX;
    attributes->reach[attributes->count++] = (uint8_t)reach;
}

/* The kind of a byte: capital, small letter, digit, beyond ASCII, or itself. */
static unsigned char shape_of(unsigned char byte)
{
    if (byte >= 'A' && byte <= 'Z')
        return 'X';
    if (byte >= 'a' && byte <= 'z')
        return 'x';
    if (byte >= '0' && byte <= '9')
        return '0';
    return byte >= 0x80 ? 'u' : byte;
}

static unsigned char lower_of(unsigned char byte)
{
    return byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
}

static uint64_t lower_hash(const char *at, size_t length)
{
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < length; i++)
        hash = hash_byte(hash, lower_of((unsigned char)at[i]));
    return hash;
}

/* Hashes of a word's letters. */
struct letters {
    uint64_t exact, title, lower;
    uint64_t class; /* as the words are spelt from which the classes were made: digits as 0 */
    uint64_t shape; /* each run of one kind as one byte */
    uint64_t full;  /* and as up to FULL_RUN */
};

enum { FULL_RUN = 4 };

/* All side by side, as each waits for its own multiplications. */
static inline struct letters letters_of(struct leat_string word)
{
    struct letters letters = {HASH_START, HASH_START, HASH_START, HASH_START, HASH_START, HASH_START};
    unsigned char last = 0;
    size_t run = 0;
    for (size_t i = 0; i < word.length; i++) {
        const unsigned char byte = (unsigned char)word.at[i], lower = lower_of(byte), shape = shape_of(byte);
        run = shape == last ? run + 1 : 1;
        last = shape;
        letters.exact = hash_byte(letters.exact, byte);
        letters.title = hash_byte(letters.title, i > 0 ? lower : byte);
        letters.lower = hash_byte(letters.lower, lower);
        letters.class = hash_byte(letters.class, shape == '0' ? '0' : byte);
        letters.shape = run <= 1 ? hash_byte(letters.shape, shape) : letters.shape;
        letters.full = run <= FULL_RUN ? hash_byte(letters.full, shape) : letters.full;
    }
    return letters;
}

/* How often the word was seen as it stands, with one capital, and in small letters. */
static uint64_t casing(const struct model_cluster *const forms[3])
{
    uint64_t key = 0;
    for (int i = 0; i < 3; i++)
        key = key * 32 + forms[i]->frequency / 2;
    return key;
}

static void add_affixes(struct attributes *attributes, struct leat_string word)
{
    for (size_t length = 1; length <= 4 && length < word.length; length++) {
        add(attributes, (enum kind)(KIND_PREFIX + length), hash_bytes(HASH_START, word.at, length), 0);
        add(attributes, (enum kind)(KIND_SUFFIX + length), lower_hash(word.at + word.length - length, length),
            length == 3 ? 1 : 0);
    }
}

void lexeme_expect(const struct model *model, struct leat_string word)
{
    const struct letters letters = letters_of(word);
    model_expect(model, letters.class);
    model_expect(model, letters.title);
    model_expect(model, letters.lower);
}

void lexeme_read(struct lexeme *lexeme, struct attributes *attributes, const struct model *model,
                 struct leat_string word, uint32_t lists)
{
    const struct letters letters = letters_of(word);
    const uint64_t spelt[3] = {letters.class, letters.title, letters.lower};
    lexeme->hash = letters.exact;
    lexeme->lower = fold(letters.lower);
    lexeme->shape = fold(letters.shape);
    const struct model_cluster *forms[3];
    for (int i = 0; i < 3; i++)
        forms[i] = model_cluster(model, spelt[i]);
    const bool same = forms[0]->frequency > 0;
    const struct model_cluster *cluster = same ? forms[0] : forms[1]->frequency > 0 ? forms[1] : forms[2];
    memcpy(lexeme->classes, cluster->classes, sizeof lexeme->classes);
    attributes->count = 0;
    add(attributes, KIND_BIAS, 0, 0);
    add(attributes, KIND_LOWER, letters.lower, REACH);
    add(attributes, KIND_SHAPE, letters.shape, REACH);
    add(attributes, KIND_FULL_SHAPE, letters.full, 0);
    for (unsigned grain = 0; grain < GRAINS && lexeme->classes[grain] != 0; grain++)
        add(attributes, (enum kind)(KIND_CLASS + 2 * grain + same), lexeme->classes[grain] * UINT64_C(0x10001), REACH);
    for (lists &= IN_LISTS; lists != 0; lists &= lists - 1)
        add(attributes, (enum kind)(KIND_LIST + __builtin_ctz(lists)), 0, 1);
    add(attributes, KIND_CASING, casing(forms), 1);
    add(attributes, KIND_CASING + 1,
        (uint64_t)(forms[0]->frequency > 0) | (uint64_t)(forms[1]->frequency > forms[2]->frequency) << 1 |
            (uint64_t)(forms[2]->frequency > forms[1]->frequency + 2) << 2,
        1);
    add_affixes(attributes, word);
}

size_t lexeme_rows(const struct attributes *attributes, int distance, uint32_t row_count, uint32_t rows[ATTRIBUTES])
{
    const unsigned far = (unsigned)(distance < 0 ? -distance : distance);
    size_t count = 0;
    for (size_t i = 0; i < attributes->count; i++)
        if (far <= attributes->reach[i])
            rows[count++] = feature_row(row_count, attributes->keys[i], (uint32_t)(distance + REACH));
    return count;
}
