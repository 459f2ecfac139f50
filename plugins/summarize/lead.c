#include "lead.h"

enum { COUNT_MASK = (1 << LEAD_BITS) - 1 };

static uint64_t lead_of_byte(unsigned byte)
{
    const bool small = byte >= 'a' && byte <= 'z', digit = byte >= '0' && byte <= '9', wide = byte >= 0x80;
    return (small || digit || wide || (byte >= 'A' && byte <= 'Z') ? LEAD_WORD : 0) | (small || wide ? LEAD_SMALL : 0) |
           (digit ? LEAD_FIGURE : 0) | (byte == 'h' || byte == 'w' ? LEAD_ADDRESS : 0) |
           (wide || byte == '"' || byte == '\'' || byte == ':' ? LEAD_OTHER : 0);
}

void lead_list_fill(struct lead_list *list)
{
    for (unsigned byte = 0; byte < sizeof list->leads / sizeof *list->leads; byte++)
        list->leads[byte] = lead_of_byte(byte);
}

static void add(struct lead_counts *counts, uint64_t sum)
{
    counts->words += sum & COUNT_MASK;
    counts->small += sum >> LEAD_BITS & COUNT_MASK;
    counts->figures += sum >> 2 * LEAD_BITS & COUNT_MASK;
}

/* What kind a token is can hardly be guessed, so no branch depends on it: what is no word is written over by the next.
 */
size_t lead_read(const struct lead_list *list, const struct leat_doc *doc, const struct leat_layer *tokens, size_t from,
                 uint32_t end, struct lead_counts *counts, uint64_t *hashes)
{
    const char *const text = doc->text;
    const size_t stop = tokens->count - from < COUNT_MASK ? tokens->count : from + COUNT_MASK;
    uint64_t sum = 0;
    size_t i = from;
    for (hashes += counts->words; i < stop && tokens->spans[i].begin < end; i++) {
        const uint32_t length = tokens->spans[i].end - tokens->spans[i].begin;
        const uint64_t lead = lead_of(list, text + tokens->spans[i].begin);
        if (lead / LEAD_ADDRESS + (length >= LEAD_ADDRESS_MIN) > 1 || length == 0) /* OTHER, or ADDRESS in a long one */
            break;
        hashes[sum & COUNT_MASK] = word_hash(text + tokens->spans[i].begin, length, doc->length - tokens->spans[i].begin);
        sum += lead & (LEAD_ADDRESS - 1);
    }
    add(counts, sum);
    return i;
}

void lead_count(uint64_t lead, uint64_t hash, struct lead_counts *counts, uint64_t *hashes)
{
    hashes[counts->words] = hash;
    add(counts, lead & (LEAD_ADDRESS - 1));
}
