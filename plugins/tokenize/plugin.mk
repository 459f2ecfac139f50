# The character tables are made from Debian's unicode-data, the table of English words from gen/english.txt.

UNICODE_DATA ?= /usr/share/unicode

tokenize_GENERATED := $(BUILD)/gen/tokenize/tables.c $(BUILD)/gen/tokenize/english_words.c

$(BUILD)/gen/tokenize/%_maker: plugins/tokenize/gen/%.c plugins/tokenize/properties.h plugins/tokenize/english_words.h
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $< -o $@

$(BUILD)/gen/tokenize/tables.c: $(BUILD)/gen/tokenize/tables_maker
	$< $(UNICODE_DATA) >$@.part && mv $@.part $@

$(BUILD)/gen/tokenize/english_words.c: $(BUILD)/gen/tokenize/english_maker plugins/tokenize/gen/english.txt
	$^ >$@.part && mv $@.part $@
