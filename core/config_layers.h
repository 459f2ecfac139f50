/* Which layers each stage reads and gives, and whether that adds up. */
#ifndef CONFIG_LAYERS_H
#define CONFIG_LAYERS_H

#include "config.h"
#include "json.h"

/* Fills the layout and `access` (as long as the stages) from the stages' plugins; a stage without a plugin has had its
 * fault already. `stages` is their array in the file; the loader serves to tell who gives a layer that is missing. */
void config_layers(struct config *config, const struct json *stages, struct loader *loader, struct faults *faults);

#endif
