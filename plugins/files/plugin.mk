files_LIBS := -lz -lzstd
