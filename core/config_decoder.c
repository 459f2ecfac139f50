#include "config.h"

#include <strings.h>

/* How well a claim fits a name: the length of the suffix or media type that they share, 0 for not at all. A media
 * type's parameters ("; charset=…") don't count. */
static size_t fit(struct leat_string claim, struct leat_string name)
{
    const char *end = memchr(name.at, ';', name.length);
    const bool suffix = claim.at[0] == '.';
    const size_t length = end != NULL && !suffix ? (size_t)(end - name.at) : name.length;
    if (suffix ? claim.length >= length : claim.length != length)
        return 0;
    return strncasecmp(name.at + length - claim.length, claim.at, claim.length) == 0 ? claim.length : 0;
}

size_t config_decoder(const struct config *config, struct leat_string name)
{
    if (config->decoder_named)
        return 0;
    size_t best = config->decoder_count, best_fit = 0;
    for (size_t i = 0; name.length > 0 && i < config->decoder_count; i++) {
        const char *claims = config->decoders[i].plugin->claims;
        for (struct leat_string claim; (claim = names_next(&claims)).length > 0;) {
            const size_t found = fit(claim, name);
            if (found > best_fit) {
                best_fit = found;
                best = i;
            }
        }
    }
    return best;
}
