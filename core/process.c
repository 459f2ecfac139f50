#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

bool process_has_ended(pid_t pid)
{
    siginfo_t end = {0};
    return waitid(P_PID, (id_t)pid, &end, WEXITED | WNOHANG | WNOWAIT) == 0 && end.si_pid == pid;
}

bool process_ends_within(pid_t pid, int milliseconds)
{
    const int file = pidfd_open(pid, 0);
    if (file < 0) /* an old kernel, or a filter of system calls */
        return process_has_ended(pid);
    struct pollfd wait = {.fd = file, .events = POLLIN};
    const bool ended = poll(&wait, 1, milliseconds) == 1;
    close(file);
    return ended;
}

int process_reap(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

uint64_t process_memory(pid_t pid)
{
    char path[64], text[128];
    snprintf(path, sizeof path, "/proc/%d/statm", (int)pid);
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    const ssize_t got = file < 0 ? -1 : read(file, text, sizeof text - 1);
    if (file >= 0)
        close(file);
    if (got <= 0)
        return 0;
    text[got] = '\0';
    unsigned long long pages = 0, shared = 0;
    if (sscanf(text, "%*u %llu %llu", &pages, &shared) != 2 || shared > pages)
        return 0;
    return (pages - shared) * (uint64_t)sysconf(_SC_PAGESIZE);
}
