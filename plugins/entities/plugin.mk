# The word lists become one constant table.
entities_GENERATED := $(BUILD)/gen/entities/table.c

$(BUILD)/gen/entities/lists: plugins/entities/gen/lists.c plugins/entities/lists.h plugins/entities/hash.h Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $< -o $@

$(BUILD)/gen/entities/table.c: $(BUILD)/gen/entities/lists $(wildcard plugins/entities/lists/*.txt)
	$< $(wordlist 2,99,$^) > $@.new
	mv $@.new $@
