/* Writes the table declared in english_words.h, from a list of words:
 *     english LIST >english_words.c
 * A line of the list is a class's name and the words of that class; '#' begins a comment. */
#include "../english_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct english_word table[ENGLISH_SLOTS];
static uint32_t starts[32 * 32];

static void die(const char *what, const char *why)
{
    fprintf(stderr, "english: %s: %s\n", what, why);
    exit(1);
}

static unsigned class_named(const char *name)
{
    static const struct {
        const char *name;
        unsigned class;
    } classes[] = {
        {"title", ENGLISH_TITLE},     {"number", ENGLISH_NUMBER},     {"short", ENGLISH_SHORT},
        {"starter", ENGLISH_STARTER}, {"address", ENGLISH_ADDRESS},   {"prefix", ENGLISH_PREFIX},
        {"clipped", ENGLISH_CLIPPED}, {"speech", ENGLISH_SPEECH},     {"name", ENGLISH_NAME},
        {"sure", ENGLISH_SURE},       {"ordinary", ENGLISH_ORDINARY},
    };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (strcmp(classes[i].name, name) == 0)
            return classes[i].class;
    die(name, "is no class of english_words.h");
    return 0;
}

/* A word of one or two letters stands before a space or a sign that may follow a word. */
static void add_start(const char *word, size_t length)
{
    static const char signs[] = " ',-.";
    for (const char *second = signs; *second != '\0'; second++)
        for (const char *third = signs; *third != '\0'; third++) {
            const unsigned i = length > 1 ? (unsigned char)word[1] : (unsigned char)*second;
            const unsigned j = length > 2 ? (unsigned char)word[2] : length > 1 ? (unsigned char)*third : ~0u;
            starts[word[0] % 32 * 32 + i % 32] |= j == ~0u ? ~0u : 1u << j % 32;
        }
}

/* Words that differ in the case of their first letter are two entries; the one with a capital must come first. */
static void add(const char *word, unsigned class, size_t *count)
{
    const size_t length = strlen(word);
    if (length > ENGLISH_LONGEST)
        die(word, "is longer than ENGLISH_LONGEST");
    size_t slot = english_slot(english_hash(word, length));
    while (table[slot].length != 0 && (table[slot].length != length || memcmp(table[slot].text, word, length) != 0))
        slot = (slot + 1) % ENGLISH_SLOTS;
    if (table[slot].length == 0 && ++*count > ENGLISH_SLOTS / 2)
        die(word, "is one word too many for ENGLISH_SLOTS");
    memcpy(table[slot].text, word, length);
    table[slot].length = (uint16_t)length;
    table[slot].classes |= (uint16_t) class;
    if ((class & ENGLISH_STARTER) != 0)
        add_start(word, length);
}

int main(int count, char **arguments)
{
    char line[4096];
    size_t words = 0;
    FILE *list = count == 2 ? fopen(arguments[1], "r") : NULL;
    if (list == NULL)
        die("usage", "english LIST >english_words.c, with a LIST that can be opened");
    while (fgets(line, sizeof line, list) != NULL) {
        line[strcspn(line, "#\n")] = '\0';
        const char *name = strtok(line, " ");
        const unsigned class = name == NULL ? 0 : class_named(name);
        for (const char *word = strtok(NULL, " "); name != NULL && word != NULL; word = strtok(NULL, " "))
            add(word, class, &words);
    }
    fclose(list);
    printf("#include \"english_words.h\"\n\nconst struct english_word english_table[ENGLISH_SLOTS] = {\n");
    for (size_t slot = 0; slot < ENGLISH_SLOTS; slot++)
        if (table[slot].length != 0)
            printf("    [%zu] = {\"%.*s\", %u, %u},\n", slot, (int)table[slot].length, table[slot].text,
                   table[slot].length, table[slot].classes);
    printf("};\n\nconst uint8_t english_tags[ENGLISH_SLOTS] = {\n");
    for (size_t slot = 0; slot < ENGLISH_SLOTS; slot++)
        if (table[slot].length != 0)
            printf("    [%zu] = %u,\n", slot, english_tag(english_hash(table[slot].text, table[slot].length)));
    printf("};\n\nconst uint32_t english_starts[32 * 32] = {\n");
    for (size_t i = 0; i < 32 * 32; i++)
        printf("    %uu,\n", (unsigned)starts[i]);
    printf("};\n");
    return fflush(stdout) == 0 ? 0 : 1;
}
