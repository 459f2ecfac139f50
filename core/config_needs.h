/* Stages for layers that are needed, found among the plugins there are. */
#ifndef CONFIG_NEEDS_H
#define CONFIG_NEEDS_H

#include "config.h"

/* Appends to a config without stages annotators that give the layers `names` (parted by spaces), with the defaults of
 * their options and each behind those that give what it needs itself. Of several that give a layer the first by name is
 * taken. False with the reason where a layer has no giver that can do without options. */
bool config_needs(struct config *config, const char *names, struct loader *loader, struct leat_error *error);

#endif
