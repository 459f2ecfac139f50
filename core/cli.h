/* The commands, and what they share. The only layer that prints. */
#ifndef CLI_H
#define CLI_H

#include "corpus.h"

enum cli_exit {
    CLI_OK = 0,
    CLI_DEAD = 1,    /* some documents went to the dead letters */
    CLI_WRONG = 2,   /* the configuration or the usage is wrong: nothing was run */
    CLI_STOPPED = 3, /* it could not go on */
};

/* Each is called with its own name as the first argument, and answers a cli_exit. They stand in the table in main.c,
 * where their help is too. */
int cmd_check(int argc, char **argv);
int cmd_plugins(int argc, char **argv);
int cmd_new(int argc, char **argv);
int cmd_schema(int argc, char **argv);
int cmd_run(int argc, char **argv);
int cmd_bench(int argc, char **argv);
int cmd_replay(int argc, char **argv);
int cmd_train(int argc, char **argv);
int cmd_eval(int argc, char **argv);

/* The loader of $LEAT_PLUGIN_PATH and the program's own plugin folder. NULL, told, where there is no memory. */
struct loader *cli_loader(void);

/* A config whose source reads documents with gold from these files, as gold.json among the templates says. False with
 * faults. */
bool cli_read_gold(struct config *config, const char *const *files, size_t count, struct loader *loader,
                   struct faults *faults);

/* Tells on standard error of a document of the gold that could not be had, if it is one of the first few: `before` is
 * how many were lost before it. */
void cli_print_loss(const char *command, const struct corpus_loss *loss, size_t before);

/* Prints all faults, one a line: FILE:LINE:COLUMN: PATH: MESSAGE. */
void cli_print_faults(const struct faults *faults, FILE *stream);

/* Tells on standard error what is wrong with the command line; returns CLI_WRONG. */
LEAT_PRINTF(2, 3)
int cli_usage(const char *command, const char *format, ...);

/* Takes the flag, such as "--json", out of the arguments. Whether it was there. */
bool cli_take_flag(int *argc, char **argv, const char *flag);

/* Takes an option and its value out of the arguments: "--workers 4" or "--workers=4". The value; empty where it is left
 * out, NULL where the option is not there. */
const char *cli_take_value(int *argc, char **argv, const char *flag);

/* Whether an argument behind the command's name looks like an option; told as unknown on standard error. */
bool cli_unknown_flag(int argc, char **argv);

/* Writes `text` to standard output. CLI_STOPPED, told, where that can't be done or the text is incomplete. */
int cli_print(const struct leat_out *text);

#endif
