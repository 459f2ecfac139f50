#include "lead.h"

static struct lead lead_of_byte(unsigned byte)
{
    const bool small = byte >= 'a' && byte <= 'z', digit = byte >= '0' && byte <= '9', wide = byte >= 0x80;
    const bool other = wide || byte == '"' || byte == '\'' || byte == ':', address = byte == 'h' || byte == 'w';
    return (struct lead){.most = other     ? 0
                                 : address ? LEAD_ADDRESS_MIN - 1
                                           : WORD_BLOCK,
                         .word = small || digit || wide || (byte >= 'A' && byte <= 'Z'),
                         .small = small || wide,
                         .figure = digit};
}

void lead_list_fill(struct lead_list *list)
{
    for (unsigned byte = 0; byte < sizeof list->leads / sizeof *list->leads; byte++)
        list->leads[byte] = lead_of_byte(byte);
}

/* What kind a token is can hardly be guessed, so no branch depends on it: what is no word is written over by the next.
 */
size_t lead_read(const struct lead_list *list, const struct leat_doc *doc, const struct leat_layer *tokens, size_t from,
                 uint32_t end, struct lead_counts *counts, uint64_t *hashes)
{
    const size_t room = doc->length < WORD_BLOCK ? 0 : doc->length + 1 - WORD_BLOCK; /* for a block behind it */
    const uint32_t stop = room < end ? (uint32_t)room : end;
    struct lead_counts sums = *counts;
    size_t i = from;
    for (; i < tokens->count && tokens->spans[i].begin < stop; i++) {
        const struct leat_span token = tokens->spans[i];
        const struct lead lead = lead_of(list, doc->text + token.begin);
        if (token.end - token.begin - 1 >= lead.most) /* an empty one, too */
            break;
        lead_count(lead, word_hash_block(0, doc->text + token.begin, token.end - token.begin) | 1, &sums, hashes);
    }
    *counts = sums;
    return i;
}
