/* The same small world as meeting.py, in C: two agents walk on a line and are to meet in a cell that the seed decides.

     cc -O2 -o meeting examples/external/meeting.c
     phalanx train qmix external --set env.command=./meeting
*/
#include "phalanx_env.h"

enum { CELLS = 7, LIMIT = 20, AGENTS = 2, ACTIONS = 3 };

typedef struct { int goal, place[AGENTS], steps; } meeting;

static int have_met(const meeting *world) { return world->place[0] == world->goal && world->place[1] == world->goal; }

static void reset(void *environment, uint64_t seed) {
    meeting *world = environment;
    world->goal = 1 + (int)(seed % (CELLS - 2));
    world->place[0] = 0;
    world->place[1] = CELLS - 1;
    world->steps = 0;
}

static double step(void *environment, const int32_t *actions, const float *numbers, uint8_t *ended) {
    meeting *world = environment;
    (void)numbers;
    for (int i = 0; i < AGENTS; i++) world->place[i] += actions[i] - 1;
    world->steps++;
    *ended = have_met(world) ? PHX_TERMINATED : world->steps == LIMIT ? PHX_TRUNCATED : PHX_RUNS;
    return have_met(world) ? 10.0 : -0.1;
}

static void see(const void *environment, phx_seen *seen) {
    const meeting *world = environment;
    for (int i = 0; i < AGENTS; i++) {
        /* An agent sees itself and the goal; where the other is, it has to guess from the time. */
        *seen->observations++ = (float)(world->place[i] / (double)CELLS);
        *seen->observations++ = (float)(world->goal / (double)CELLS);
        *seen->observations++ = (float)(world->steps / (double)LIMIT);
        *seen->state++ = (float)(world->place[i] / (double)CELLS);
        *seen->available++ = world->place[i] > 0;
        *seen->available++ = 1;
        *seen->available++ = world->place[i] < CELLS - 1;
    }
    *seen->state = (float)(world->goal / (double)CELLS);
    *seen->statistics = (float)have_met(world);
}

int main(void) {
    const phx_world world = {
        .spec = "{\"protocol\":1,\"name\":\"meeting\",\"agents\":2,\"actions\":{\"names\":[\"left\",\"stay\",\"right\"]},"
                "\"observation_size\":3,\"state_size\":3,\"episode_limit\":20,\"statistics\":[\"met\"],\"masks\":true}",
        .size = sizeof(meeting), .agents = AGENTS, .observations = AGENTS * 3, .state = AGENTS + 1, .available = AGENTS * ACTIONS, .statistics = 1,
        .reset = reset, .step = step, .see = see,
    };
    return phx_serve(&world);
}
