#include "buffer.h"
#include "cli.h"
#include "schema.h"

/* What the schema can't know must not be missing in silence. */
static void tell_broken(const struct loader_entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (entries[i].plugin == NULL)
            fprintf(stderr, "leat schema: left out %s: %s\n", entries[i].path, entries[i].reason);
}

int cmd_schema(int argc, char **argv)
{
    if (argc > 1)
        return cli_usage("schema", "it takes no arguments, found \"%s\"", argv[1]);
    struct loader *loader = cli_loader();
    size_t count = 0;
    const struct loader_entry *entries = loader != NULL ? loader_list(loader, &count) : NULL;
    int code = CLI_STOPPED;
    if (entries != NULL) {
        struct leat_out out = buffer_make();
        tell_broken(entries, count);
        schema_write(entries, count, &out);
        code = cli_print(&out);
        buffer_free(&out);
    } else if (loader != NULL) {
        fputs("leat schema: there is no memory\n", stderr);
    }
    loader_destroy(loader);
    return code;
}
