/* Makes the table of lists.h: `lists FILE.txt… > lists_table.c`. In a list, each line is one word or phrase, its words
 * parted by single spaces; empty lines and those that begin with # are passed over. */
#include "../lists.h"

#include "../hash.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BITS = 17, MOST = (1 << BITS) / 4 * 3 };

static struct list_entry table[1 << BITS];
static char *phrases[1 << BITS];
static uint64_t filter[1 << (BITS + LISTS_FILTER - 6)];
static size_t used;

/* Puts `lists` on the first `length` bytes of `phrase`. */
static void add(const char *phrase, size_t length, uint32_t lists)
{
    const uint64_t hash = hash_bytes(HASH_START, phrase, length);
    size_t slot = hash_slot(hash, BITS);
    while (table[slot].lists != 0 && table[slot].hash != hash)
        slot = (slot + 1) % (1 << BITS);
    if (table[slot].lists == 0) {
        phrases[slot] = strndup(phrase, length);
        if (++used > MOST) {
            fprintf(stderr, "lists: more than %d entries: raise BITS\n", MOST);
            exit(1);
        }
    } else if (strlen(phrases[slot]) != length || memcmp(phrases[slot], phrase, length) != 0) {
        fprintf(stderr, "lists: \"%s\" and \"%.*s\" have the same hash\n", phrases[slot], (int)length, phrase);
        exit(1);
    }
    table[slot].hash = hash;
    table[slot].lists |= lists;
}

/* Whether a phrase can be cut into tokens at `at`: before and after whatever is no letter or digit, and before "n't".
 */
static bool is_cut(const char *phrase, size_t length, size_t at)
{
    const int left = (unsigned char)phrase[at - 1], right = (unsigned char)phrase[at];
    return at == length || (left < 0x80 && !isalnum(left)) || (right < 0x80 && !isalnum(right)) ||
           (length - at >= 3 && memcmp(phrase + at, "n't", 3) == 0);
}

/* Puts `bit` on whatever the part of a phrase from `from` on may begin with. */
static void add_starts(const char *phrase, size_t length, size_t from, size_t most, uint32_t bit)
{
    for (size_t i = from + 1; i <= most; i++)
        if (is_cut(phrase, length, i) && phrase[i - 1] != ' ')
            add(phrase + from, i - from, bit);
}

static void add_phrase(const char *phrase, size_t length, uint32_t list)
{
    add(phrase, length, list);
    add_starts(phrase, length, 0, length - 1, IN_PREFIX);
    for (size_t from = 1; from < length; from++)
        if (is_cut(phrase, length, from) && phrase[from] != ' ') {
            const char *space = memchr(phrase + from, ' ', length - from);
            add_starts(phrase, length, from, space != NULL ? (size_t)(space - phrase) : length, IN_INNER);
        }
}

static uint32_t bit_of(const char *path)
{
    static const char *const files[] = {
#define LIST_FILE(name, file) file,
        LISTS(LIST_FILE)
#undef LIST_FILE
    };
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    for (uint32_t i = 0; i < LIST_COUNT; i++)
        if (strlen(name) == strlen(files[i]) + 4 && strncmp(name, files[i], strlen(files[i])) == 0)
            return UINT32_C(1) << i;
    fprintf(stderr, "lists: %s: lists.h names no such list\n", path);
    exit(1);
}

static void read_list(const char *path)
{
    char line[256];
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    while (fgets(line, sizeof line, file) != NULL) {
        const size_t length = strcspn(line, "\r\n");
        if (length > 0 && line[0] != '#')
            add_phrase(line, length, bit_of(path));
    }
    fclose(file);
}

static bool has_cut(const char *phrase)
{
    const size_t length = strlen(phrase);
    for (size_t i = 1; i < length; i++)
        if (is_cut(phrase, length, i))
            return true;
    return false;
}

/* `phrases_only`: of the entries that can be more than one word. */
static void write_filter(const char *name, unsigned bits, bool phrases_only)
{
    const size_t words = (size_t)1 << (bits - 6);
    memset(filter, 0, sizeof filter);
    for (size_t i = 0; i < 1 << BITS; i++) {
        const size_t bit = hash_slot(table[i].hash, bits);
        if (table[i].lists != 0 && (!phrases_only || has_cut(phrases[i])))
            filter[bit / 64] |= UINT64_C(1) << bit % 64;
    }
    printf("const uint64_t %s[%zu] = {\n", name, words);
    for (size_t i = 0; i < words; i++)
        printf("    UINT64_C(0x%016llx),\n", (unsigned long long)filter[i]);
    printf("};\n");
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        read_list(argv[i]);
    printf("#include \"lists.h\"\n\nconst unsigned lists_bits = %d;\n\n", BITS);
    printf("const struct list_entry lists_table[%d] = {\n", 1 << BITS);
    for (size_t i = 0; i < 1 << BITS; i++)
        if (table[i].lists != 0)
            printf("    [%zu] = {UINT64_C(0x%016llx), 0x%08x}, /* %s */\n", i, (unsigned long long)table[i].hash,
                   table[i].lists, phrases[i]);
    printf("};\n\n");
    write_filter("lists_filter", BITS + LISTS_FILTER, false);
    write_filter("lists_phrases", LISTS_PHRASES, true);
    return 0;
}
