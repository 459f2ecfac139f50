# The roots in learner.c are taken four at a time where no error number is asked for.
entities_CFLAGS := -fno-math-errno

# The word lists become one constant table.
entities_GENERATED := $(BUILD)/gen/entities/table.c

$(BUILD)/gen/entities/lists: plugins/entities/gen/lists.c plugins/entities/lists.h plugins/entities/hash.h Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $< -o $@

$(BUILD)/gen/entities/table.c: $(BUILD)/gen/entities/lists $(wildcard plugins/entities/lists/*.txt)
	$< $(wordlist 2,99,$^) > $@.new
	mv $@.new $@

# Word clusters for training: `make clusters < text > clusters.txt`, as MODEL.md tells.
.PHONY: clusters
clusters: $(BUILD)/gen/entities/clusters
	@$< 3 64 256 1024 512@2

$(BUILD)/gen/entities/clusters: plugins/entities/gen/clusters.c plugins/entities/hash.h Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $< -lm -o $@
