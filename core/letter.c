#include "letter.h"

#include "buffer.h"
#include "utf8.h"

#include <inttypes.h>

static void write_escape(struct leat_out *out, char character)
{
    static const char plain[] = "\"\\\n\r\t", letters[] = "\"\\nrt";
    const char *found = character == '\0' ? NULL : strchr(plain, character);
    if (found != NULL)
        buffer_printf(out, "\\%c", letters[found - plain]);
    else
        buffer_printf(out, "\\u%04x", (unsigned char)character);
}

static void write_string(struct leat_out *out, struct leat_string string)
{
    leat_out_text(out, "\"");
    for (size_t i = 0; i < string.length;) {
        size_t run = i;
        while (run < string.length && (unsigned char)string.at[run] >= 0x20 && string.at[run] != '"' &&
               string.at[run] != '\\' && string.at[run] != 0x7F)
            run++;
        leat_out_append(out, (struct leat_string){string.at + i, run - i});
        if (run < string.length)
            write_escape(out, string.at[run]);
        i = run + 1;
    }
    leat_out_text(out, "\"");
}

/* A string with every byte that is not UTF-8 shown as a question mark: for names, which must be readable
 * rather than exact. */
static void write_name(struct leat_out *out, struct leat_string name)
{
    bool ascii;
    const size_t start = out->length;
    write_string(out, name);
    if (out->failed)
        return;
    for (size_t at = start; (at += utf8_valid(out->at + at, out->length - at, &ascii)) < out->length;)
        out->at[at] = '?';
}

static void write_base64(struct leat_out *out, struct leat_string bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *to = leat_out_reserve(out, (bytes.length + 2) / 3 * 4);
    if (to == NULL)
        return;
    const unsigned char *from = (const unsigned char *)bytes.at;
    for (size_t i = 0; i < bytes.length; i += 3) {
        const size_t left = bytes.length - i;
        const uint32_t three = (uint32_t)from[i] << 16 | (left > 1 ? (uint32_t)from[i + 1] << 8 : 0) |
                               (left > 2 ? (uint32_t)from[i + 2] : 0);
        *to++ = digits[three >> 18];
        *to++ = digits[three >> 12 & 63];
        *to++ = left > 1 ? digits[three >> 6 & 63] : '=';
        *to++ = left > 2 ? digits[three & 63] : '=';
    }
    out->length += (bytes.length + 2) / 3 * 4;
}

/* A value's JSON as it stands, but on one line: a line's end in it stands between two tokens, as a space may. */
static void write_json(struct leat_out *out, struct leat_string json)
{
    const size_t start = out->length;
    leat_out_append(out, json);
    for (size_t i = start; i < out->length; i++)
        if (out->at[i] == '\n' || out->at[i] == '\r')
            out->at[i] = ' ';
}

static void write_meta(struct leat_out *out, const struct leat_feature *meta)
{
    leat_out_text(out, ",\"meta\":{");
    for (const struct leat_feature *at = meta; at != NULL; at = at->next) {
        write_string(out, at->key);
        leat_out_text(out, ":");
        if (at->value.kind == LEAT_VALUE_STRING)
            write_string(out, at->value.string);
        else if (at->value.kind == LEAT_VALUE_NUMBER)
            buffer_printf(out, "%.17g", at->value.number);
        else
            write_json(out, at->value.string);
        if (at->next != NULL)
            leat_out_text(out, ",");
    }
    leat_out_text(out, "}");
}

static void write_content(struct leat_out *out, struct leat_string content)
{
    bool ascii;
    if (utf8_valid(content.at, content.length, &ascii) == content.length) {
        leat_out_text(out, ",\"text\":");
        write_string(out, content);
        return;
    }
    leat_out_text(out, ",\"text\":null,\"base64\":\"");
    write_base64(out, content);
    leat_out_text(out, "\"");
}

void letter_write(struct leat_out *out, const struct letter *letter)
{
    leat_out_text(out, "{\"id\":");
    write_name(out, letter->id);
    leat_out_text(out, ",\"origin\":");
    write_name(out, letter->origin);
    if (letter->line > 0)
        buffer_printf(out, ",\"line\":%" PRIu64, letter->line);
    else
        leat_out_text(out, ",\"line\":null");
    if (letter->document > 0)
        buffer_printf(out, ",\"document\":%" PRIu64 ",\"rest\":%s", letter->document, letter->rest ? "true" : "false");
    leat_out_text(out, ",\"step\":");
    write_name(out, leat_string(letter->step));
    leat_out_text(out, ",\"plugin\":");
    if (letter->plugin != NULL)
        write_name(out, leat_string(letter->plugin));
    else
        leat_out_text(out, "null");
    leat_out_text(out, ",\"reason\":");
    write_name(out, leat_string(letter->reason));
    buffer_printf(out, ",\"attempts\":%u,\"signal\":", letter->attempts);
    if (letter->signal != 0)
        buffer_printf(out, "%d", letter->signal);
    else
        leat_out_text(out, "null");
    if (letter->doc != NULL) {
        leat_out_text(out, ",\"title\":");
        write_string(out, letter->doc->title);
        write_meta(out, letter->doc->meta);
        leat_out_text(out, ",\"text\":");
        write_string(out, (struct leat_string){letter->doc->text, letter->doc->length});
    } else {
        write_content(out, letter->content);
    }
    leat_out_text(out, "}\n");
}
