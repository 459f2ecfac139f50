/* Hunts for what happens without memory: hunter PLUGINS PATH...
 *
 * Each scenario is run again and again. In round N the N-th request for memory is refused, in one pass alone and in a
 * second pass with all that follow it, until a round passes without a refusal. Whatever N, the scenario must end with
 * the right result or a clean error, and give all memory back. Spared are libuv, which aborts without memory for its
 * table of descriptors, and says so in its manual, and the opening and closing of libraries. */
#include "scenario.h"

#include "ration.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
    const char *scenario;
    size_t round;
    bool onwards;
} now;

static void tell(const char *what)
{
    fprintf(stderr, "FAIL %s, request %zu refused%s: %s\n", now.scenario, now.round,
            now.onwards ? " with all after it" : "", what);
}

/* Says where a crash belongs to before it ends the program. */
static void crashed(int number)
{
    ration_grant();
    tell(strsignal(number));
    ration_show();
    signal(number, SIG_DFL);
    raise(number);
}

/* One round. False where something is wrong; `*refused` tells whether the request came. */
static bool round_passes(const struct scenario *scenario, bool tracing, bool *refused)
{
    struct trial trial = {.error = {""}};
    ration_refuse(now.round, now.onwards, tracing);
    const size_t live = ration_live();
    scenario->run(&trial);
    *refused = ration_refused();
    ration_grant();
    const char *wrong = NULL;
    char leak[64];
    if (ration_live() != live) {
        snprintf(leak, sizeof leak, "%zd blocks are not given back", (ptrdiff_t)(ration_live() - live));
        wrong = leak;
    } else if (trial.failed && !*refused) {
        wrong = "it fails though nothing was refused";
    } else if (trial.failed && trial.error.message[0] == '\0') {
        wrong = "it fails without a reason";
    } else if (!scenario->prove(&trial)) {
        wrong = "its result is wrong";
    }
    if (wrong != NULL && !tracing)
        tell(wrong);
    return wrong == NULL;
}

/* Answers the number of rounds; 0 where one failed. */
static size_t hunt(const struct scenario *scenario, bool onwards)
{
    bool refused = true;
    now.scenario = scenario->name;
    now.onwards = onwards;
    for (now.round = 1; refused; now.round++) {
        if (round_passes(scenario, false, &refused))
            continue;
        ration_show();
        (void)round_passes(scenario, true, &refused);
        ration_show_live();
        return 0;
    }
    return now.round - 1;
}

int main(int argc, char **argv)
{
    size_t passed = 0, failed = 0;
    if (argc < 3 || !ration_spare("libuv") || !scenario_begin(argv[1], argv + 2))
        return 2;
    signal(SIGSEGV, crashed);
    signal(SIGABRT, crashed);
    signal(SIGBUS, crashed);
    for (const struct scenario *scenario = scenarios; scenario->name != NULL; scenario++) {
        struct trial warm = {.error = {""}}; /* what the C library makes once and keeps is made here */
        scenario->run(&warm);
        if (warm.failed || !scenario->prove(&warm)) {
            fprintf(stderr, "FAIL %s, nothing refused: %s\n", scenario->name, warm.error.message);
            failed++;
            continue;
        }
        const size_t once = hunt(scenario, false), onwards = hunt(scenario, true);
        printf("%s: %zu + %zu rounds\n", scenario->name, once, onwards);
        passed += once + onwards;
        failed += (once == 0) + (onwards == 0);
    }
    scenario_end();
    printf("%zu passed, %zu failed\n", passed, failed);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
