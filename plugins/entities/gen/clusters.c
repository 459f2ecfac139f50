/* Makes word clusters from plain text: `clusters MINIMUM CLASSES… < text > clusters.txt`.
 *
 * Words that stand in the same company come into the same class. The classes are found by the exchange algorithm
 * (Martin, Liermann and Ney 1998) under the predictive class bigram model of Uszkoreit and Brants (2008), read in both
 * directions: each word in turn moves to the class that makes the likelihood of the words beside it highest. Only words
 * seen MINIMUM times or more are put into classes. Each CLASSES is a clustering of its own, with so many classes; 512@2
 * looks at the words at a distance of two instead of the next. The output has a line for each word: the word, how often
 * it was seen, and its class in each clustering, parted by tabs. The same text gives the same output. */
#include "../hash.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE_BITS = 21, CONTEXTS = 16000, ROUNDS = 12, CLUSTERINGS = 8, LOGS = 1 << 16, WORD_MAX = 60 };

struct entry {
    char *word;
    uint32_t count, rank;
};

struct pair {
    uint32_t context, count;
};

static struct entry table[1 << TABLE_BITS];
static uint32_t used;
static uint32_t *stream; /* slots of `table` as read, then ranks; END between sentences */
static size_t length, capacity;
static float entropy[LOGS]; /* n log n */

static const uint32_t END = UINT32_MAX;

static void *need(void *memory)
{
    if (memory == NULL) {
        fputs("clusters: there is no memory\n", stderr);
        exit(1);
    }
    return memory;
}

static double n_log_n(int64_t n)
{
    return n < LOGS ? entropy[n] : (double)n * log((double)n);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void push(uint32_t value)
{
    if (length == capacity) {
        capacity = capacity > 0 ? 2 * capacity : 1 << 20;
        stream = need(realloc(stream, capacity * sizeof *stream));
    }
    stream[length++] = value;
}

static void take_word(const char *at, size_t size)
{
    char word[WORD_MAX];
    if (size >= sizeof word)
        return;
    for (size_t i = 0; i < size; i++)
        word[i] = isdigit((unsigned char)at[i]) ? '0' : at[i];
    size_t slot = hash_slot(hash_bytes(HASH_START, word, size), TABLE_BITS);
    while (table[slot].word != NULL && (strncmp(table[slot].word, word, size) != 0 || table[slot].word[size] != '\0'))
        slot = (slot + 1) % (1 << TABLE_BITS);
    if (table[slot].word == NULL) {
        if (++used > (1 << TABLE_BITS) / 4 * 3) {
            fputs("clusters: too many words: raise TABLE_BITS\n", stderr);
            exit(1);
        }
        table[slot].word = need(strndup(word, size));
    }
    table[slot].count++;
    push((uint32_t)slot);
}

static bool in_word(unsigned char byte)
{
    return isalnum(byte) || byte >= 0x80;
}

/* How many bytes at `at` are one word: letters and digits with single stops, commas, apostrophes or & between them,
 * and the stop of an abbreviation; or one sign. A quotation mark beyond ASCII is a sign. */
static size_t word_at(const char *at)
{
    size_t size = 0;
    if (strncmp(at, "\xe2\x80", 2) == 0)
        return at[2] != '\0' ? 3 : 2;
    while (in_word((unsigned char)at[size]) && strncmp(at + size, "\xe2\x80", 2) != 0) {
        size++;
        const char next = at[size];
        if ((next == '.' || next == ',' || next == '&' || next == '\'') && in_word((unsigned char)at[size + 1]) &&
            !(next == '\'' && at[size + 1] == 's'))
            size++;
    }
    if (size > 0 && at[size] == '.' && (size == 1 || (size >= 3 && at[size - 2] == '.')))
        size++;
    return size > 0 ? size : 1;
}

static void read_line(const char *at)
{
    while (*at != '\0') {
        if (isspace((unsigned char)*at) || *at == '-') {
            at++;
            continue;
        }
        if (*at == '\'' && at[1] == 's' && !in_word((unsigned char)at[2])) {
            at += 2;
            continue;
        }
        if (strncmp(at, "\xe2\x80\x99s", 4) == 0 && !in_word((unsigned char)at[4])) {
            at += 4;
            continue;
        }
        const size_t size = word_at(at);
        take_word(at, size);
        at += size;
    }
    push(END);
}

/* --- counting ----------------------------------------------------------------------------------------------------- */

static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = *(struct entry *const *)a, *y = *(struct entry *const *)b;
    return x->count != y->count ? (x->count < y->count ? 1 : -1) : strcmp(x->word, y->word);
}

/* The words seen `minimum` times or more, most frequent first. */
static struct entry **rank_words(uint32_t minimum, size_t *count)
{
    struct entry **words = need(malloc((used + 1) * sizeof *words));
    *count = 0;
    for (size_t i = 0; i < 1 << TABLE_BITS; i++) {
        table[i].rank = END;
        if (table[i].word != NULL && table[i].count >= minimum)
            words[(*count)++] = &table[i];
    }
    qsort(words, *count, sizeof *words, compare_entries);
    for (size_t i = 0; i < *count; i++)
        words[i]->rank = (uint32_t)i;
    for (size_t i = 0; i < length; i++)
        stream[i] = stream[i] == END ? END : table[stream[i]].rank;
    return words;
}

static int compare_keys(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The neighbours of every word in one direction: those of word w are [first[w], first[w + 1]). */
struct neighbours {
    struct pair *pairs;
    size_t *first;
};

static struct neighbours count_neighbours(size_t words, bool left, size_t distance)
{
    uint64_t *keys = need(malloc(length * sizeof *keys));
    size_t count = 0;
    for (size_t i = 0; i + distance < length; i++) {
        const uint32_t word = stream[left ? i + distance : i], context = stream[left ? i : i + distance];
        if (word != END && context < CONTEXTS)
            keys[count++] = (uint64_t)word << 32 | context;
    }
    qsort(keys, count, sizeof *keys, compare_keys);
    struct neighbours all = {need(malloc((count + 1) * sizeof *all.pairs)), need(calloc(words + 1, sizeof *all.first))};
    size_t pairs = 0, word = 0;
    for (size_t i = 0; i < count;) {
        size_t end = i;
        while (end < count && keys[end] == keys[i])
            end++;
        while (word <= keys[i] >> 32)
            all.first[word++] = pairs;
        all.pairs[pairs++] = (struct pair){(uint32_t)keys[i], (uint32_t)(end - i)};
        i = end;
    }
    while (word <= words)
        all.first[word++] = pairs;
    free(keys);
    return all;
}

/* --- clustering --------------------------------------------------------------------------------------------------- */

struct clustering {
    size_t words, classes;
    const struct neighbours *sides; /* left and right */
    uint32_t *of;                   /* each word's class */
    uint32_t *counts[2];            /* [context × classes + class] */
    int64_t *totals[2];             /* of a class, as the sum over contexts */
    double *gain;
};

/* Takes a word out of its class, or (`sign` 1) puts it in. */
static void shift(struct clustering *c, size_t word, int sign)
{
    const size_t class = c->of[word];
    for (int side = 0; side < 2; side++) {
        const struct neighbours *all = &c->sides[side];
        for (size_t i = all->first[word]; i < all->first[word + 1]; i++) {
            const struct pair pair = all->pairs[i];
            c->counts[side][pair.context * c->classes + class] += (uint32_t)sign * pair.count;
            c->totals[side][class] += sign * (int64_t)pair.count;
        }
    }
}

/* What each class would gain in log likelihood from a word that is in none. */
static void weigh(const struct clustering *c, size_t word)
{
    memset(c->gain, 0, c->classes * sizeof *c->gain);
    for (int side = 0; side < 2; side++) {
        const struct neighbours *all = &c->sides[side];
        int64_t total = 0;
        for (size_t i = all->first[word]; i < all->first[word + 1]; i++) {
            const struct pair pair = all->pairs[i];
            const uint32_t *row = c->counts[side] + pair.context * c->classes;
            const double alone = n_log_n(pair.count);
            total += pair.count;
            for (size_t k = 0; k < c->classes; k++)
                if (row[k] > 0)
                    c->gain[k] += n_log_n((int64_t)row[k] + pair.count) - n_log_n(row[k]) - alone;
        }
        for (size_t k = 0; k < c->classes; k++)
            c->gain[k] -= n_log_n(c->totals[side][k] + total) - n_log_n(c->totals[side][k]);
    }
}

static void cluster(struct clustering *c)
{
    for (size_t word = 0; word < c->words; word++) {
        c->of[word] = (uint32_t)(word % c->classes);
        shift(c, word, 1);
    }
    for (int round = 0; round < ROUNDS; round++) {
        size_t moved = 0;
        for (size_t word = 0; word < c->words; word++) {
            const uint32_t before = c->of[word];
            shift(c, word, -1);
            weigh(c, word);
            for (size_t k = 0; k < c->classes; k++)
                if (c->gain[k] > c->gain[c->of[word]])
                    c->of[word] = (uint32_t)k;
            shift(c, word, 1);
            moved += c->of[word] != before;
        }
        fprintf(stderr, "clusters: %zu classes, round %d: %zu of %zu words moved\n", c->classes, round + 1, moved,
                c->words);
        if (moved * 500 < c->words)
            break;
    }
}

/* The class of every word; the caller releases it. */
static uint32_t *make_clustering(size_t words, size_t classes, const struct neighbours sides[2])
{
    struct clustering c = {.words = words, .classes = classes, .sides = sides};
    c.of = need(calloc(words + 1, sizeof *c.of));
    c.gain = need(calloc(classes, sizeof *c.gain));
    for (int side = 0; side < 2; side++) {
        c.counts[side] = need(calloc(CONTEXTS * classes, sizeof *c.counts[side]));
        c.totals[side] = need(calloc(classes, sizeof *c.totals[side]));
    }
    cluster(&c);
    for (int side = 0; side < 2; side++) {
        free(c.totals[side]);
        free(c.counts[side]);
    }
    free(c.gain);
    return c.of;
}

int main(int argc, char **argv)
{
    static char line[1 << 20];
    if (argc < 3 || argc > 2 + CLUSTERINGS) {
        fprintf(stderr, "usage: clusters MINIMUM CLASSES… < text\n");
        return 2;
    }
    for (int n = 1; n < LOGS; n++)
        entropy[n] = (float)(n * log(n));
    while (fgets(line, sizeof line, stdin) != NULL)
        read_line(line);
    size_t words = 0;
    struct entry **ranked = rank_words((uint32_t)atoi(argv[1]), &words);
    uint32_t *classes[CLUSTERINGS];
    for (int i = 2; i < argc; i++) {
        const char *at = strchr(argv[i], '@');
        const size_t distance = at != NULL ? (size_t)atoi(at + 1) : 1;
        const struct neighbours sides[2] = {count_neighbours(words, true, distance),
                                            count_neighbours(words, false, distance)};
        classes[i - 2] = make_clustering(words, (size_t)atoi(argv[i]), sides);
        for (int side = 0; side < 2; side++) {
            free(sides[side].pairs);
            free(sides[side].first);
        }
    }
    for (size_t word = 0; word < words; word++) {
        printf("%s\t%u", ranked[word]->word, ranked[word]->count);
        for (int i = 2; i < argc; i++)
            printf("\t%u", classes[i - 2][word]);
        putchar('\n');
    }
    return 0;
}
