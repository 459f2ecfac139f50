#include "suggest.h"

#include <stdio.h>
#include <string.h>

enum { NAME_MAX_BYTES = 64 };

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t suggest_distance(const char *a, const char *b, size_t limit)
{
    const size_t a_length = strlen(a), b_length = strlen(b);
    const size_t apart = a_length > b_length ? a_length - b_length : b_length - a_length;
    if (a_length > NAME_MAX_BYTES || b_length > NAME_MAX_BYTES || apart > limit)
        return limit + 1;

    /* Row i holds the distances of a's first i letters to b's first 0, 1, …; a swap looks two rows back. */
    size_t rows[3][NAME_MAX_BYTES + 1];
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        const size_t *before = rows[(i - 1) % 3], *two_before = rows[(i + 1) % 3];
        size_t *row = rows[i % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            const char x = small(a[i - 1]), y = small(b[j - 1]);
            row[j] = least(before[j - 1] + (x != y), least(before[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && x == small(b[j - 2]) && y == small(a[i - 2]))
                row[j] = least(row[j], two_before[j - 2] + 1);
        }
    }
    return least(rows[a_length % 3][b_length], limit + 1);
}

struct suggest suggest_for(const char *wrong)
{
    /* A third of the letters may be wrong, and in a short name one. */
    return (struct suggest){.wrong = wrong, .distance = strlen(wrong) / 3 + (strlen(wrong) < 3 ? 2 : 1)};
}

void suggest_offer(struct suggest *suggest, const char *name)
{
    if (suggest->distance == 0)
        return;
    const size_t distance = suggest_distance(suggest->wrong, name, suggest->distance - 1);
    /* Of "on", "if" is not a slip. */
    if (distance < suggest->distance && distance < strlen(suggest->wrong)) {
        suggest->best = name;
        suggest->distance = distance;
    }
}

struct suggest_hint suggest_hint(const struct suggest *suggest)
{
    struct suggest_hint hint = {""};
    if (suggest->best != NULL)
        snprintf(hint.text, sizeof hint.text, "; did you mean \"%s\"?", suggest->best);
    return hint;
}
