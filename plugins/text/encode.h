/* The encoder of this folder, for the decoder's descriptor to name. */
#ifndef ENCODE_H
#define ENCODE_H

#include <leat/plugin.h>

extern const struct leat_plugin text_encoder;

#endif
