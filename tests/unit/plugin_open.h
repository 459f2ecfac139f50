/* For tests of one plugin by itself: opens the built shared object, and works in a folder of its own. */
#ifndef PLUGIN_OPEN_H
#define PLUGIN_OPEN_H

#include <leat/plugin.h>

#include <dlfcn.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/* The plugin of the same build as the running test: build/unit/TEST opens build/plugins/NAME.so. */
static inline const struct leat_plugin *plugin_open(const char *name)
{
    char self[4096] = "", path[4200];
    assert_true(readlink("/proc/self/exe", self, sizeof self - 1) > 0);
    *strrchr(self, '/') = '\0';
    snprintf(path, sizeof path, "%s/../plugins/%s.so", self, name);
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL)
        fail_msg("%s", dlerror());
    void *symbol = dlsym(handle, LEAT_ENTRY_NAME);
    leat_entry *entry;
    memcpy(&entry, &symbol, sizeof entry);
    return entry();
}

static inline int folder_enter(void **state)
{
    char name[] = "/tmp/leat.XXXXXX";
    if (mkdtemp(name) == NULL || chdir(name) < 0)
        return -1;
    *state = strdup(name);
    return 0;
}

static inline int folder_unlink(const char *path, const struct stat *status, int type, struct FTW *place)
{
    (void)status, (void)type, (void)place;
    return remove(path);
}

static inline int folder_leave(void **state)
{
    const int failed = chdir("/") < 0 || nftw(*state, folder_unlink, 8, FTW_DEPTH | FTW_PHYS) < 0;
    free(*state);
    return failed ? -1 : 0;
}

static inline void file_write(const char *path, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* A terminated copy of a file's content, to be released. */
static inline char *file_read(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = calloc(1, 1 << 20);
    assert_non_null(bytes);
    *length = fread(bytes, 1, (1 << 20) - 1, file);
    fclose(file);
    return bytes;
}

#endif
