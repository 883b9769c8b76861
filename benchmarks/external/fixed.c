/* An environment that costs nothing, 8 agents that see 100 numbers and have 14 actions: what is left is the conversation.

     cc -O2 -I examples/external -o fixed benchmarks/external/fixed.c
*/
#include "phalanx_env.h"

enum { AGENTS = 8, OBSERVATION = 100, ACTIONS = 14 };

static void reset(void *environment, uint64_t seed) { *(uint64_t *)environment = seed % 2; }

static double step(void *environment, const int32_t *actions, const float *numbers, uint8_t *ended) {
    (void)actions, (void)numbers;
    *ended = ++*(uint64_t *)environment % 1000000 == 0 ? PHX_TERMINATED : PHX_RUNS;
    return 1;
}

static void see(const void *environment, phx_seen *seen) {
    (void)environment;
    memset(seen->available, 1, AGENTS * ACTIONS);
}

int main(void) {
    const phx_world world = {
        .spec = "{\"protocol\":1,\"name\":\"fixed\",\"agents\":8,\"actions\":{\"count\":14},\"observation_size\":100,\"state_size\":1,"
                "\"episode_limit\":1000000,\"masks\":true}",
        .size = sizeof(uint64_t), .agents = AGENTS, .observations = AGENTS * OBSERVATION, .state = 1, .available = AGENTS * ACTIONS,
        .reset = reset, .step = step, .see = see,
    };
    return phx_serve(&world);
}
