#include "expand.h"

#include "buffer.h"

#include <stdlib.h>

static bool name_byte(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* One ${…}, behind its brace. Returns the byte behind it; NULL with a fault. */
static const char *expand_one(struct json *value, const char *at, struct leat_out *out, struct faults *faults)
{
    const char *name = at;
    while (name_byte(*at))
        at++;
    const int length = (int)(at - name);
    const char *fallback = at[0] == ':' && at[1] == '-' ? at + 2 : NULL;
    const char *end = fallback != NULL ? strchr(fallback, '}') : *at == '}' ? at : NULL;
    if (length == 0 || end == NULL || (*name >= '0' && *name <= '9')) {
        json_fault(faults, value, "expected ${NAME} or ${NAME:-default}; write $${ for ${ itself");
        value->faulty = true;
        return NULL;
    }
    char variable[256];
    snprintf(variable, sizeof variable, "%.*s", length, name);
    const char *found = (size_t)length < sizeof variable ? getenv(variable) : NULL;
    /* As in a shell, the default of ":-" stands in for an empty variable too. */
    if (fallback != NULL && (found == NULL || *found == '\0'))
        leat_out_append(out, (struct leat_string){fallback, (size_t)(end - fallback)});
    else if (found != NULL)
        leat_out_text(out, found);
    else {
        json_fault(faults, value, "the environment variable %s is not set; set it, or give a default as ${%s:-default}",
                   variable, variable);
        value->faulty = true;
    }
    return end + 1;
}

static void expand_string(struct json *value, struct arena *arena, struct faults *faults)
{
    struct leat_out out = buffer_make();
    const char *at = value->string.at;
    for (const char *dollar; (dollar = strchr(at, '$')) != NULL;) {
        leat_out_append(&out, (struct leat_string){at, (size_t)(dollar - at)});
        at = dollar + 1;
        if (strncmp(dollar, "$${", 3) == 0) {
            leat_out_text(&out, "${");
            at = dollar + 3;
        } else if (dollar[1] != '{') {
            leat_out_text(&out, "$");
        } else {
            value->expanded = true;
            at = expand_one(value, dollar + 2, &out, faults);
            if (at == NULL)
                goto done;
        }
    }
    leat_out_text(&out, at);
    const char *copy = out.failed ? NULL : arena_copy(arena, out.at, out.length);
    if (copy == NULL)
        json_fault(faults, value, "there is no memory for this string");
    else
        value->string = (struct leat_string){copy, out.length};
done:
    buffer_free(&out);
}

/* C strings, which plugins get, end at U+0000. */
static bool terminated(struct leat_string string)
{
    return string.length == 0 || memchr(string.at, '\0', string.length) == NULL;
}

static void spoil(struct json *value, struct faults *faults)
{
    json_fault(faults, value, "a string must not hold \\u0000");
    value->faulty = true;
}

void expand_strings(struct json *value, struct arena *arena, struct faults *faults)
{
    if (!terminated(value->key))
        json_fault_key(faults, value, "a key must not hold \\u0000");
    if (!terminated(value->string))
        spoil(value, faults);
    else if (value->string.length > 0 && memchr(value->string.at, '$', value->string.length) != NULL)
        expand_string(value, arena, faults);
    for (struct json *child = value->first; child != NULL; child = child->next)
        expand_strings(child, arena, faults);
}
