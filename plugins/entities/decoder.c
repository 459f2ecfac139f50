#include "decoder.h"

void decoder_make(struct decoder *decoder, const struct kernel *kernel, const struct model *model)
{
    decoder->kernel = kernel;
    for (int before = 0; before < TAGS; before++)
        for (int tag = 0; tag < TAGS; tag++)
            decoder->follow[before][tag] =
                before + (tag_follows((unsigned)before, (unsigned)tag) ? model->follow[before][tag] * (1 << KEY_SHIFT)
                                                                       : KEY_NEVER);
    for (int tag = 0; tag < TAGS; tag++)
        decoder->alone[tag] = (decoder->follow[TAG_NONE][tag] & ~KEY_TAG) + (decoder->follow[tag][TAG_NONE] & ~KEY_TAG);
}

/* The tag of a target that stands alone. */
static uint8_t read_one(const struct decoder *decoder, const int16_t score[TAGS])
{
    int32_t best = INT32_MIN;
    uint8_t tag = TAG_NONE;
    for (unsigned i = 0; i < TAGS; i++) {
        const int32_t whole = decoder->alone[i] + score[i] * (1 << KEY_SHIFT);
        tag = whole > best ? (uint8_t)i : tag;
        best = whole > best ? whole : best;
    }
    return tag;
}

void decoder_read(const struct decoder *decoder, struct targets *targets, size_t from, size_t to)
{
    int32_t last[TAGS], best = INT32_MIN;
    unsigned tag = TAG_NONE;
    if (to == from + 1) {
        targets->traces[from].tag = read_one(decoder, targets->scores[from]);
        return;
    }
    for (unsigned i = 0; i < TAGS; i++)
        last[i] = i == TAG_NONE ? 0 : KEY_NEVER;
    for (size_t i = from; i < to; i++)
        decoder->kernel->advance((const int32_t(*)[TAGS])decoder->follow, last, targets->scores[i], targets->back[i]);
    for (unsigned end = 0; end < TAGS; end++)
        if (last[end] + decoder->follow[end][TAG_NONE] > best) {
            best = last[end] + decoder->follow[end][TAG_NONE];
            tag = end;
        }
    for (size_t i = to; i-- > from;) {
        targets->traces[i].tag = (uint8_t)tag;
        tag = targets->back[i][tag];
    }
}
