/*
 * Joint steps a second through the library, by the processor time of this process: for each line of standard input a turn of about half a second, so that a
 * script can take turns with another program. Actions are drawn at random among those available; observations, state and masks are written.
 *
 *   cc -O2 -I src/Phalanx.Native/include -I tests/Phalanx.Native.Tests/C benchmarks/native/speed.c libphalanx_environments.so -Wl,-rpath,. -o speed
 *   yes | head -9 | ./speed predator-prey 64
 */
#include <time.h>

#include "team.h"

int main(int count, char **words) {
    const char *name = count > 1 ? words[1] : "predator-prey";
    int copies = count > 2 ? atoi(words[2]) : 64;
    int64_t env;
    char line[64];
    if (phx_make(name, NULL, copies, &env)) {
        fail(__FILE__, __LINE__, name);
        return 1;
    }
    team_t t = team_of(env, 0, copies, 1, 0, 0);
    free(t.views.statistics), free(t.views.features), free(t.views.entities), free(t.views.absent), free(t.views.hidden), free(t.views.alive);
    t.views.statistics = t.views.features = t.views.entities = NULL;
    t.views.absent = t.views.hidden = t.views.alive = NULL;
    uint64_t *seeds = room(copies, 8);
    for (int i = 0; i < copies; i++) seeds[i] = next_random(&t.seed);
    if (phx_reset(env, t.which, copies, seeds, &t.views)) return 1;
    while (fgets(line, sizeof line, stdin)) {
        long steps = 0;
        clock_t begin = clock(), now;
        do {
            for (int i = 0; i < 50; i++, steps += copies) {
                act_at_random(&t);
                if (phx_step(env, t.which, copies, t.actions, NULL, t.rewards, t.ended, &t.views)) return 1;
                for (int c = 0; c < copies; c++) {
                    if (!t.ended[c]) continue;
                    uint64_t seed = next_random(&t.seed);
                    phx_views_t row = {.size = sizeof row,
                        .observations = t.views.observations + (size_t)c * t.sizes.agents * t.sizes.observation,
                        .state = t.views.state + (size_t)c * t.sizes.state,
                        .available = t.views.available + (size_t)c * t.sizes.agents * t.sizes.actions};
                    if (phx_reset(env, t.which + c, 1, &seed, &row)) return 1;
                }
            }
            now = clock();
        } while (now - begin < CLOCKS_PER_SEC / 2);
        printf("%.0f\n", steps / ((double)(now - begin) / CLOCKS_PER_SEC));
        fflush(stdout);
    }
    return 0;
}
