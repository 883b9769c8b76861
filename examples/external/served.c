/* Any environment of the native library, in a process of its own: what the library offers to C, spoken to Phalanx.

     cc -O2 -I src/Phalanx.Native/include -o served examples/external/served.c libphalanx_environments.so -Wl,-rpath,.
     phalanx train qmix external --set env.command="./served predator-prey"

   docs/python.md says how the library is made. */
#include "phalanx_env.h"
#include "phalanx_environments.h"

typedef struct { int64_t batch; } served;

static const char *name;
static int declares_alive;

static void check(int32_t code) {
    char sentence[1024];
    if (!code) return;
    phx_last_error(sentence, sizeof sentence);
    fprintf(stderr, "%s\n", sentence);
    exit(1);
}

static const int32_t first[] = {0};

static void reset(void *environment, uint64_t seed) {
    served *world = environment;
    if (!world->batch) check(phx_make(name, NULL, 1, &world->batch));
    check(phx_reset(world->batch, first, 1, &seed, NULL));
}

static double step(void *environment, const int32_t *actions, const float *numbers, uint8_t *ended) {
    double reward;
    check(phx_step(((served *)environment)->batch, first, 1, actions, numbers, &reward, ended, NULL));
    return reward;
}

static void see(const void *environment, phx_seen *seen) {
    const phx_views_t views = {
        .size = sizeof views, .observations = seen->observations, .state = seen->state, .available = seen->available, .statistics = seen->statistics,
        .features = seen->features, .entities = seen->entities, .absent = seen->absent, .hidden = seen->hidden,
        .alive = declares_alive ? seen->alive : NULL, /* the library writes it in any case; there is room where it is declared */
    };
    check(phx_views(((const served *)environment)->batch, first, 1, &views));
}

int main(int count, char **words) {
    int64_t example, needed;
    phx_sizes_t sizes = {.size = sizeof sizes};
    char spec[1 << 16] = "{\"protocol\":1,\"masks\":true,", *rest = spec + strlen(spec) - 1;
    if (count != 2) return fprintf(stderr, "name the environment\n"), 2;
    name = words[1];
    check(phx_make(name, NULL, 1, &example));
    check(phx_sizes(example, &sizes));
    char comma = *rest;
    check(phx_spec(example, rest, sizeof spec - (rest - spec), &needed)); /* an object, whose brace gives way to the comma */
    *rest = comma;
    declares_alive = strstr(spec, "\"declares_alive\":true") != NULL;
    const phx_world world = {
        .spec = spec, .size = sizeof(served), .agents = sizes.agents, .dimensions = sizes.dimensions,
        .observations = sizes.agents * sizes.observation, .state = sizes.state, .available = sizes.agents * sizes.actions,
        .alive = declares_alive ? sizes.agents : 0, .statistics = sizes.statistics, .features = sizes.agents * sizes.features,
        .entities = sizes.entities * sizes.entity_width, .absent = sizes.entities, .hidden = sizes.agents * sizes.entities,
        .reset = reset, .step = step, .see = see,
    };
    return phx_serve(&world);
}
