#include "ration.h"

#include <errno.h>
#include <execinfo.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the C library calls its own. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);

enum { DEPTH = 32, TRACED = 1 << 16, TRACE_DEPTH = 8 };

/* A block that is in use, and where it was asked for. */
struct trace {
    const void *block;
    void *site[TRACE_DEPTH];
};

static struct {
    size_t live, requests, refuse;
    bool onwards, refused, tracing;
    bool busy; /* looking for a site, which may ask for memory itself */
    bool linking;
    void *site[DEPTH];
    int depth;
    struct trace traces[TRACED]; /* by request */
    struct {
        const char *name;
        uintptr_t begin, end;
    } spared; /* the library whose requests are granted */
} ration;

/* Whether this request, which came from the code at `caller`, is to be refused. */
static bool refuse(const void *caller)
{
    if (ration.linking || ((uintptr_t)caller >= ration.spared.begin && (uintptr_t)caller < ration.spared.end))
        return false;
    ration.requests++;
    if (ration.refuse == 0 || ration.busy || ration.requests < ration.refuse)
        return false;
    if (ration.requests > ration.refuse && !ration.onwards)
        return false;
    if (!ration.refused) {
        ration.refused = ration.busy = true;
        ration.depth = backtrace(ration.site, DEPTH);
        ration.busy = false;
    }
    errno = ENOMEM;
    return true;
}

static void *hand_out(void *block)
{
    ration.live += block != NULL;
    if (ration.tracing && !ration.busy && ration.requests < TRACED) {
        struct trace *trace = &ration.traces[ration.requests];
        ration.busy = true;
        *trace = (struct trace){.block = block};
        (void)backtrace(trace->site, TRACE_DEPTH);
        ration.busy = false;
    }
    return block;
}

static void take_back(const void *block)
{
    ration.live -= block != NULL;
    for (size_t i = 0; ration.tracing && i < TRACED && i <= ration.requests; i++)
        if (ration.traces[i].block == block)
            ration.traces[i].block = NULL;
}

/* The build hides what is not exported; these must be found by every library. */
#pragma GCC visibility push(default)

void *malloc(size_t size)
{
    return refuse(__builtin_return_address(0)) ? NULL : hand_out(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
    return refuse(__builtin_return_address(0)) ? NULL : hand_out(__libc_calloc(count, size));
}

void *realloc(void *block, size_t size)
{
    if (refuse(__builtin_return_address(0)))
        return NULL;
    take_back(block);
    return hand_out(__libc_realloc(block, size));
}

void *memalign(size_t alignment, size_t size);
void *memalign(size_t alignment, size_t size)
{
    return refuse(__builtin_return_address(0)) ? NULL : hand_out(__libc_memalign(alignment, size));
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size)
{
    *block = memalign(alignment, size);
    return *block == NULL ? ENOMEM : 0;
}

void free(void *block)
{
    take_back(block);
    __libc_free(block);
}

#pragma GCC visibility pop

/* glibc asks for memory to close a library where many are open, which it also does where opening one fails; without it
 * the library stays open, so that no caller can give everything back. The linker puts these in their place. */
void *__real_dlopen(const char *path, int mode);
void *__wrap_dlopen(const char *path, int mode);
void *__wrap_dlopen(const char *path, int mode)
{
    ration.linking = true;
    void *library = __real_dlopen(path, mode);
    ration.linking = false;
    return library;
}

int __real_dlclose(void *library);
int __wrap_dlclose(void *library);
int __wrap_dlclose(void *library)
{
    ration.linking = true;
    const int result = __real_dlclose(library);
    ration.linking = false;
    return result;
}

static int find_spared(struct dl_phdr_info *library, size_t size, void *unused)
{
    (void)size;
    (void)unused;
    if (strstr(library->dlpi_name, ration.spared.name) == NULL)
        return 0;
    for (size_t i = 0; i < library->dlpi_phnum; i++)
        if (library->dlpi_phdr[i].p_type == PT_LOAD && (library->dlpi_phdr[i].p_flags & PF_X) != 0) {
            ration.spared.begin = library->dlpi_addr + library->dlpi_phdr[i].p_vaddr;
            ration.spared.end = ration.spared.begin + library->dlpi_phdr[i].p_memsz;
        }
    return 1;
}

bool ration_spare(const char *library)
{
    ration.spared.name = library;
    return dl_iterate_phdr(find_spared, NULL) == 1;
}

void ration_refuse(size_t nth, bool onwards, bool tracing)
{
    void *warm[1];
    (void)backtrace(warm, 1); /* its first call loads a library */
    for (size_t i = 0; tracing && i < TRACED; i++)
        ration.traces[i].block = NULL;
    ration.refused = false;
    ration.onwards = onwards;
    ration.tracing = tracing;
    ration.requests = 0;
    ration.refuse = nth;
}

void ration_grant(void)
{
    ration.refuse = 0;
    ration.tracing = false;
}

bool ration_refused(void)
{
    return ration.refused;
}

size_t ration_live(void)
{
    return ration.live;
}

void ration_show(void)
{
    backtrace_symbols_fd(ration.site, ration.depth, 2);
}

void ration_show_live(void)
{
    for (size_t i = 0; i < TRACED && i <= ration.requests; i++)
        if (ration.traces[i].block != NULL) {
            dprintf(2, "in use, request %zu:\n", i);
            backtrace_symbols_fd(ration.traces[i].site, TRACE_DEPTH, 2);
        }
}
