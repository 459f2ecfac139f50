#include "loader.h"

#include "buffer.h"
#include "descriptor.h"
#include "memory.h"
#include "suggest.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOREIGN_ABI_MAX = 64 };

/* One shared object, opened or found broken, at most once. */
struct file {
    const char *name, *path;
    void *handle;
    const struct leat_plugin *first; /* NULL where it is broken */
    const char *reason;
};

struct loader {
    const char **folders;
    size_t folder_count, folder_capacity;
    struct file *files;
    size_t file_count, file_capacity;
    struct loader_entry *entries; /* of the last loader_list */
    size_t entry_count, entry_capacity;
    struct arena arena;
};

/* --- making ------------------------------------------------------------------------------------------------------- */

static bool add_folder(struct loader *loader, const char *path, size_t length)
{
    void *folders = loader->folders;
    const char *copy = arena_copy(&loader->arena, path, length);
    if (copy == NULL ||
        !memory_grow(&folders, &loader->folder_capacity, loader->folder_count + 1, sizeof *loader->folders))
        return false;
    loader->folders = folders;
    loader->folders[loader->folder_count++] = copy;
    return true;
}

struct loader *loader_create(const char *search, const char *folder)
{
    struct loader *loader = calloc(1, sizeof *loader);
    if (loader == NULL)
        return NULL;
    for (const char *at = search; at != NULL && *at != '\0';) {
        const size_t length = strcspn(at, ":");
        if (length > 0 && !add_folder(loader, at, length))
            goto failed;
        at += length + (at[length] == ':');
    }
    if (folder != NULL && !add_folder(loader, folder, strlen(folder)))
        goto failed;
    return loader;

failed:
    loader_destroy(loader);
    return NULL;
}

void loader_destroy(struct loader *loader)
{
    if (loader == NULL)
        return;
    free(loader->entries);
    for (size_t i = loader->file_count; i-- > 0;)
        if (loader->files[i].handle != NULL)
            dlclose(loader->files[i].handle);
    free(loader->files);
    free(loader->folders);
    arena_free(&loader->arena);
    free(loader);
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

/* Tells a plugin of another ABI from something that is no plugin at all. */
static void tell_missing_entry(void *handle, struct leat_error *error)
{
    for (int major = 0; major < FOREIGN_ABI_MAX; major++) {
        char symbol[32];
        snprintf(symbol, sizeof symbol, "leat_plugin_%d", major);
        if (dlsym(handle, symbol) != NULL) {
            leat_fail(
                error, LEAT_FATAL,
                "it was built for ABI %d (it has %s); this leat has ABI %d (%s): build it with this leat's headers%s",
                major, symbol, LEAT_ABI_MAJOR, LEAT_ENTRY_NAME, major > LEAT_ABI_MAJOR ? ", or use a newer leat" : "");
            return;
        }
    }
    leat_fail(error, LEAT_FATAL, "it has no symbol %s: end its source with LEAT_PLUGIN", LEAT_ENTRY_NAME);
}

static const struct leat_plugin *open_file(struct file *file, struct arena *arena, struct leat_error *error)
{
    struct stat status;
    if (stat(file->path, &status) != 0 || !S_ISREG(status.st_mode)) {
        leat_fail(error, LEAT_FATAL, "it is not a file");
        return NULL;
    }
    file->handle = dlopen(file->path, RTLD_NOW | RTLD_LOCAL);
    if (file->handle == NULL) {
        leat_fail(error, LEAT_FATAL, "it is not a shared object that can be opened here: %s", dlerror());
        return NULL;
    }
    void *symbol = dlsym(file->handle, LEAT_ENTRY_NAME);
    if (symbol == NULL) {
        tell_missing_entry(file->handle, error);
        return NULL;
    }
    leat_entry *entry;
    memcpy(&entry, &symbol, sizeof entry); /* C has no cast from an object's address to a function's; POSIX allows it */
    const struct leat_plugin *plugin = entry();
    if (plugin == NULL)
        leat_fail(error, LEAT_FATAL, "%s returned NULL", LEAT_ENTRY_NAME);
    if (plugin == NULL || !descriptor_check(plugin, file->name, error))
        return NULL;
    plugin = descriptor_complete(plugin, arena);
    if (plugin == NULL)
        leat_fail(error, LEAT_FATAL, "there is no memory for its descriptor");
    return plugin;
}

static struct file *known_file(struct loader *loader, const char *name)
{
    for (size_t i = 0; i < loader->file_count; i++)
        if (strcmp(loader->files[i].name, name) == 0)
            return &loader->files[i];
    return NULL;
}

/* Opens `path` as plugin `name`, which is not known yet. NULL where there is no memory. */
static struct file *add_file(struct loader *loader, const char *name, const char *path)
{
    void *files = loader->files;
    if (!memory_grow(&files, &loader->file_capacity, loader->file_count + 1, sizeof *loader->files))
        return NULL;
    loader->files = files;
    struct file file = {.name = arena_copy(&loader->arena, name, strlen(name)),
                        .path = arena_copy(&loader->arena, path, strlen(path))};
    if (file.name == NULL || file.path == NULL)
        return NULL;
    struct leat_error error;
    file.first = open_file(&file, &loader->arena, &error);
    if (file.first == NULL) {
        file.reason = arena_copy(&loader->arena, error.message, strlen(error.message));
        if (file.reason == NULL)
            file.reason = "there is no memory to tell why";
    }
    loader->files[loader->file_count] = file;
    return &loader->files[loader->file_count++];
}

/* --- listing ------------------------------------------------------------------------------------------------------ */

static bool scan_folder(struct loader *loader, const char *folder)
{
    DIR *entries = opendir(folder);
    if (entries == NULL) /* a folder that is not there, or not for us, holds no plugins */
        return errno == ENOENT || errno == ENOTDIR || errno == EACCES;
    struct leat_out path = buffer_make();
    bool enough = true;
    for (const struct dirent *entry; enough && (entry = readdir(entries)) != NULL;) {
        const size_t length = strlen(entry->d_name);
        if (length <= 3 || strcmp(entry->d_name + length - 3, ".so") != 0)
            continue;
        char name[256];
        snprintf(name, sizeof name, "%.*s", (int)(length - 3), entry->d_name);
        if (known_file(loader, name) != NULL)
            continue;
        path.length = 0;
        buffer_printf(&path, "%s/%s", folder, entry->d_name);
        enough = !path.failed && add_file(loader, name, path.at) != NULL;
    }
    buffer_free(&path);
    closedir(entries);
    return enough;
}

static int compare_entries(const void *a, const void *b)
{
    const struct loader_entry *x = a, *y = b;
    const int order = strcmp(x->name, y->name);
    if (order != 0 || x->plugin == NULL || y->plugin == NULL)
        return order;
    return (int)x->plugin->kind - (int)y->plugin->kind;
}

static bool add_entry(struct loader *loader, const struct file *file, const struct leat_plugin *plugin)
{
    void *entries = loader->entries;
    if (!memory_grow(&entries, &loader->entry_capacity, loader->entry_count + 1, sizeof *loader->entries))
        return false;
    loader->entries = entries;
    loader->entries[loader->entry_count++] =
        (struct loader_entry){.name = file->name, .path = file->path, .plugin = plugin, .reason = file->reason};
    return true;
}

const struct loader_entry *loader_list(struct loader *loader, size_t *count)
{
    for (size_t i = 0; i < loader->folder_count; i++)
        if (!scan_folder(loader, loader->folders[i]))
            return NULL;
    loader->entry_count = 0;
    for (size_t i = 0; i < loader->file_count; i++) {
        const struct leat_plugin *plugin = loader->files[i].first;
        do {
            if (!add_entry(loader, &loader->files[i], plugin))
                return NULL;
            plugin = plugin != NULL ? plugin->also : NULL;
        } while (plugin != NULL);
    }
    static const struct loader_entry none;
    *count = loader->entry_count;
    if (loader->entry_count == 0)
        return &none;
    qsort(loader->entries, loader->entry_count, sizeof *loader->entries, compare_entries);
    return loader->entries;
}

/* --- finding ------------------------------------------------------------------------------------------------------ */

/* The first folder's file of this name; NULL where there is none. */
static struct file *find_file(struct loader *loader, const char *name)
{
    struct file *file = known_file(loader, name);
    struct leat_out path = buffer_make();
    for (size_t i = 0; file == NULL && i < loader->folder_count; i++) {
        path.length = 0;
        buffer_printf(&path, "%s/%s.so", loader->folders[i], name);
        if (!path.failed && access(path.at, F_OK) == 0)
            file = add_file(loader, name, path.at);
    }
    buffer_free(&path);
    return file;
}

/* Where it was looked for, and the nearest there is of this kind. */
static void tell_not_found(struct loader *loader, enum leat_kind kind, const char *name, struct leat_error *error)
{
    struct suggest suggest = suggest_for(name);
    size_t count = 0;
    const struct loader_entry *entries = loader_list(loader, &count);
    for (size_t i = 0; entries != NULL && i < count; i++)
        if (entries[i].plugin != NULL && entries[i].plugin->kind == kind)
            suggest_offer(&suggest, entries[i].name);
    struct leat_out folders = buffer_make();
    for (size_t i = 0; i < loader->folder_count; i++)
        buffer_printf(&folders, "%s%s", i > 0 ? ", " : "", loader->folders[i]);
    leat_fail(error, LEAT_FATAL, "there is no plugin \"%s\" in %.*s%s%s", name, (int)folders.length,
              folders.length > 0 ? folders.at : "", folders.length > 0 ? "" : "any folder",
              suggest_hint(&suggest).text);
    buffer_free(&folders);
}

static void tell_other_kind(const struct file *file, enum leat_kind kind, struct leat_error *error)
{
    char kinds[64] = "";
    for (const struct leat_plugin *plugin = file->first; plugin != NULL; plugin = plugin->also) {
        const size_t used = strlen(kinds);
        snprintf(kinds + used, sizeof kinds - used, "%s%s", used > 0 ? " and " : "",
                 descriptor_kind_name(plugin->kind));
    }
    leat_fail(error, LEAT_FATAL, "plugin \"%s\" is of kind %s; here belongs one of kind %s", file->name, kinds,
              descriptor_kind_name(kind));
}

const struct leat_plugin *loader_find(struct loader *loader, enum leat_kind kind, const char *name,
                                      struct leat_error *error)
{
    if (!descriptor_good_name(name)) {
        leat_fail(
            error, LEAT_FATAL,
            "\"%s\" is not a plugin's name, which has lower case letters, digits, - and _ only; plugins are found by "
            "name, in $LEAT_PLUGIN_PATH and the plugin folder, not by path",
            name);
        return NULL;
    }
    const struct file *file = find_file(loader, name);
    if (file == NULL) {
        tell_not_found(loader, kind, name, error);
        return NULL;
    }
    if (file->first == NULL) {
        leat_fail(error, LEAT_FATAL, "plugin \"%s\" (%s) is broken: %s", name, file->path, file->reason);
        return NULL;
    }
    for (const struct leat_plugin *plugin = file->first; plugin != NULL; plugin = plugin->also)
        if (plugin->kind == kind)
            return plugin;
    tell_other_kind(file, kind, error);
    return NULL;
}
