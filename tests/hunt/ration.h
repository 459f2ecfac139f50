/* The program's malloc, in place of the C library's: it counts, and refuses what it is told to. Everything in the
 * process gets its memory here: the core, the libraries, the plugins. */
#ifndef RATION_H
#define RATION_H

#include <stdbool.h>
#include <stddef.h>

/* Grants, and does not count, what the code of this library asks for: a part of its file's name. False where it is not
 * loaded. */
bool ration_spare(const char *library);

/* Refuses the `nth` request from now (1 is the next), and with `onwards` all after it. With `tracing` it remembers,
 * slowly, where each block was asked for. */
void ration_refuse(size_t nth, bool onwards, bool tracing);

/* Ends that: from now on nothing is refused. */
void ration_grant(void);

/* Whether the chosen request has come. */
bool ration_refused(void);

/* How many blocks are in use. */
size_t ration_live(void);

/* Prints to standard error where the refused request came from. */
void ration_show(void);

/* Prints to standard error where the traced blocks that are still in use came from. */
void ration_show_live(void);

#endif
