#include "status.h"

#include <stddef.h>
#include <sys/mman.h>

struct status *status_create(void)
{
    void *page = mmap(NULL, sizeof(struct status), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        return NULL;
    struct status *status = page;
    status->started = status_clock();
    return status;
}

void status_destroy(struct status *status)
{
    if (status != NULL)
        munmap(status, sizeof *status);
}
