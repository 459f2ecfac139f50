#include "decoder.h"

void decoder_make(struct decoder *decoder, const struct kernel *kernel, const struct model *model)
{
    struct ways *ways = &decoder->ways;
    decoder->kernel = kernel;
    for (int before = 0; before < TAGS; before++)
        for (int tag = 0; tag < TAGS; tag++)
            ways->follow[before][tag] =
                before + (tag_follows((unsigned)before, (unsigned)tag) ? model->follow[before][tag] * (1 << KEY_SHIFT)
                                                                       : KEY_NEVER);
    for (int tag = 0; tag < TAGS; tag++) {
        ways->first[tag] = ways->follow[TAG_NONE][tag] & ~KEY_TAG;
        ways->end[tag] = ways->follow[tag][TAG_NONE];
        ways->alone[tag] = ways->first[tag] + (ways->end[tag] & ~KEY_TAG) + KEY_TAG - tag;
    }
}

void decoder_read(const struct decoder *decoder, struct targets *targets, size_t from, size_t to)
{
    unsigned tag = decoder->kernel->read_row(&decoder->ways, (const int16_t(*)[TAGS])targets->scores + from,
                                             targets->back + from, to - from);
    for (size_t i = to; i-- > from;) {
        targets->traces[i].tag = (uint8_t)tag;
        tag = targets->back[i][tag];
    }
}
