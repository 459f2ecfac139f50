/* The functions that the host lends to plugins: leat/document.h tells what each promises. */
#ifndef HOST_H
#define HOST_H

#include <leat/plugin.h>

extern const struct leat_host host_table;

#endif
