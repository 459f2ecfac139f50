/* Makes the table of background.h: `table background.txt stop.txt > table.c`. A line of background.txt is a rarity and
 * the words that have it; stop.txt holds words that are never part of a keyword. */
#include "../background.h"
#include "../words.h"

#include <stdio.h>
#include <stdlib.h>

static struct background_entry table[1 << BACKGROUND_BITS];
static size_t used;

/* Of two forms of a word the more frequent counts. */
static void add(const char *word, unsigned rarity)
{
    const uint64_t hash = word_hash(word, strlen(word));
    size_t slot = background_slot(hash);
    while (table[slot].tag != 0 && table[slot].tag != background_tag(hash))
        slot = (slot + 1) & ((1 << BACKGROUND_BITS) - 1);
    if (table[slot].tag != 0 && table[slot].rarity <= rarity)
        return;
    if (table[slot].tag == 0 && ++used > (1 << BACKGROUND_BITS) / 2) {
        fprintf(stderr, "table: more than %d words: raise BACKGROUND_BITS\n", (1 << BACKGROUND_BITS) / 2);
        exit(1);
    }
    table[slot] = (struct background_entry){.tag = background_tag(hash), .rarity = (uint8_t)rarity};
}

static void read_words(const char *path, int rated)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    while (getline(&line, &room, file) > 0) {
        if (line[0] == '#')
            continue;
        char *rest = NULL, *word = strtok_r(line, " \n", &rest);
        const unsigned rarity = rated && word != NULL ? (unsigned)strtoul(word, NULL, 10) : RARITY_STOP;
        if (rated && word != NULL)
            word = strtok_r(NULL, " \n", &rest);
        for (; word != NULL; word = strtok_r(NULL, " \n", &rest))
            add(word, rarity);
    }
    free(line);
    fclose(file);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: table background.txt stop.txt\n");
        return 2;
    }
    read_words(argv[1], 1);
    read_words(argv[2], 0);
    printf("#include \"background.h\"\n\nconst struct background_entry background_table[1 << BACKGROUND_BITS] = {\n");
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].tag != 0)
            printf("    [%zu] = {0x%08x, %u},\n", i, table[i].tag, table[i].rarity);
    printf("};\n");
    return 0;
}
