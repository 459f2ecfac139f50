/* What the loss of a worker means for the document that it had in hand: another try, or its end. */
#ifndef VERDICT_H
#define VERDICT_H

#include "pool.h"

/* Notes in the window which document was at fault, and from the last allowed attempt on, that it is to be left out:
 *   a crash, an exit, a lost socket, too much memory: two attempts, the second in a fresh worker, since an earlier
 *       document may have done the damage;
 *       (a lost socket is noticed late, so that the first loss only has the record looked at closely);
 *   SIGKILL from somebody else (an operator, the system short of memory): three, since it may have hit anybody;
 *   the deadline: one, since a second would take as long.
 * A loss that no document can be charged with (while a result was handed over, say) counts against the oldest record
 * that the worker had, which is given up whole in the end.
 * A decoder that costs workers at document after document of one record loses the rest of that record.
 * False where the pipeline can't go on: a step can't be started, or workers die with nothing in hand. */
bool verdict_judge(struct window *window, const struct loss *loss, const struct config *config,
                   struct leat_error *error);

#endif
