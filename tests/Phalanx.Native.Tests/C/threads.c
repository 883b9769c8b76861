/* Four threads on one batch and on four of them; a batch that is destroyed while others step it. */
#include <pthread.h>
#include <stdatomic.h>

#include "team.h"

enum { THREADS = 4, STEPS = 400, ROUNDS = 100 };

static void *play(void *of) {
    team_t *t = of;
    int code = begin(t);
    for (int step = 0; step < STEPS && !code; step++) code = go_on(t);
    if (code) fail(__FILE__, __LINE__, "play");
    return NULL;
}

static void together(int one_batch, uint64_t *hashes) {
    pthread_t threads[THREADS];
    team_t teams[THREADS];
    int64_t envs[THREADS];
    for (int i = 0; i < THREADS; i++) {
        if (i == 0 || !one_batch) EXPECT(phx_make("battle/5m_vs_6m", NULL, one_batch ? 2 * THREADS : 2, &envs[i]) == PHX_OK);
        teams[i] = team_of(envs[one_batch ? 0 : i], one_batch ? 2 * i : 0, 2, 10 + i, 0, 0);
    }
    for (int i = 0; i < THREADS; i++) EXPECT(pthread_create(&threads[i], NULL, play, &teams[i]) == 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        hashes[i] = teams[i].hash;
        team_free(&teams[i]);
    }
    for (int i = 0; i < (one_batch ? 1 : THREADS); i++) EXPECT(phx_destroy(envs[i]) == PHX_OK);
}

typedef struct {
    team_t team;
    atomic_int steps;
    int last;
} stepped_t;

static void *play_until_destroyed(void *of) {
    stepped_t *s = of;
    s->last = begin(&s->team);
    while (!s->last) {
        s->last = go_on(&s->team);
        atomic_fetch_add(&s->steps, 1);
    }
    return NULL;
}

/* How often a call was in the batch that was to be destroyed. */
static int destroy_in_the_middle(void) {
    int in_use = 0;
    for (int round = 0; round < ROUNDS; round++) {
        pthread_t thread;
        int64_t env;
        int code;
        EXPECT(phx_make("battle/10m_vs_11m", NULL, 8, &env) == PHX_OK);
        stepped_t s = {.team = team_of(env, 0, 8, round, 0, 0)};
        EXPECT(pthread_create(&thread, NULL, play_until_destroyed, &s) == 0);
        while (atomic_load(&s.steps) < 2) {}
        while ((code = phx_destroy(env)) == PHX_IN_USE) in_use++;
        EXPECT(code == PHX_OK);
        pthread_join(thread, NULL);
        EXPECT(s.last == PHX_HANDLE);
        team_free(&s.team);
    }
    return in_use;
}

int main(void) {
    uint64_t one[THREADS], many[THREADS];
    together(1, one);
    together(0, many);
    EXPECT(memcmp(one, many, sizeof one) == 0);
    EXPECT(one[0] != one[1]);
    EXPECT(destroy_in_the_middle() > 0);
    printf(failures ? "%d failures\n" : "threads do not disturb each other\n", failures);
    return failures > 0;
}
