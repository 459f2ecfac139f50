/* Child processes: whether they live, how they end, what they hold. */
#ifndef PROCESS_H
#define PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* Whether it has ended (and waits to be reaped). */
bool process_has_ended(pid_t pid);

/* Waits for its end, but no longer than that; whether it came. */
bool process_ends_within(pid_t pid, int milliseconds);

/* Waits for the end of a process that has ended or been killed. The status, as of waitpid. */
int process_reap(pid_t pid);

/* The bytes in memory that are its own; 0 where that can't be known. */
uint64_t process_memory(pid_t pid);

#endif
