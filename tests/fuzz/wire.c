/* Any bytes as the wire form of a document: refused, or read as a sound document that is written and read again. */
#include "fuzz.h"

#include "buffer.h"
#include "checker.h"
#include "wire.h"

#include <string.h>

static const struct layout layout = {.names = {"token", "sentence", "entity"}, .count = 3};

static struct document *document;
static struct leat_out first, second;

static void release(void)
{
    buffer_free(&second);
    buffer_free(&first);
    document_destroy(document);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    document = document_create(&layout, 1 << 20);
    first = buffer_make();
    second = buffer_make();
    return document == NULL || atexit(release) != 0;
}

static bool take(struct leat_string bytes, struct leat_out *out)
{
    struct leat_error error = {""};
    size_t used = 0;
    if (wire_read(document, bytes, &used, &error) != LEAT_OK) {
        FUZZ_HOLDS(error.message[0] != '\0' && document->shown.length == 0, "it is refused without a reason");
        return false;
    }
    FUZZ_HOLDS(used <= bytes.length, "it took %zu bytes", used);
    FUZZ_HOLDS(checker_prove(document, &error) == LEAT_OK, "%s", error.message);
    buffer_reset(out, 1 << 20);
    wire_write(document, out);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (!take((struct leat_string){(const char *)bytes, length}, &first))
        return 0;
    FUZZ_HOLDS(take((struct leat_string){first.at, first.length}, &second), "what was written can't be read");
    FUZZ_HOLDS(first.length == second.length && memcmp(first.at, second.at, first.length) == 0, "it changed");
    return 0;
}
