/* A batch with all of its buffers, and a team that acts at random. */
#ifndef TEAM_H
#define TEAM_H

#include "common.h"

typedef struct {
    int64_t env;
    phx_sizes_t sizes;
    phx_views_t views;
    int32_t *which, *actions;
    float *numbers, low, high;
    double *rewards;
    uint8_t *ended;
    uint64_t random, seed, hash;
    int32_t first, n; /* the environments of this team, which may be some of a batch */
} team_t;

static inline void *room(size_t count, size_t size) {
    void *bytes = calloc(count + 1, size);
    if (!bytes) exit(3);
    return bytes;
}

/* A team for n environments of a batch, from the first on. */
static inline team_t team_of(int64_t env, int32_t first, int32_t n, uint64_t seed, float low, float high) {
    team_t t = {.env = env, .first = first, .n = n, .random = seed, .seed = seed, .low = low, .high = high};
    t.sizes.size = sizeof t.sizes;
    if (phx_sizes(env, &t.sizes)) exit(4);
    size_t rows = n, agents = rows * t.sizes.agents, entities = rows * t.sizes.entities;
    t.views = (phx_views_t){.size = sizeof t.views,
        .observations = room(agents * t.sizes.observation, 4), .state = room(rows * t.sizes.state, 4), .available = room(agents * t.sizes.actions, 1),
        .statistics = room(rows * t.sizes.statistics, 4), .features = room(agents * t.sizes.features, 4),
        .entities = room(entities * t.sizes.entity_width, 4), .absent = room(entities, 1), .hidden = room(entities * t.sizes.agents, 1),
        .alive = room(agents, 1)};
    t.which = room(rows, 4);
    t.actions = room(agents, 4);
    t.numbers = room(agents * t.sizes.dimensions, 4);
    t.rewards = room(rows, 8);
    t.ended = room(rows, 1);
    for (int32_t i = 0; i < n; i++) t.which[i] = first + i;
    return t;
}

static inline void team_free(team_t *t) {
    free(t->views.observations); free(t->views.state); free(t->views.available); free(t->views.statistics); free(t->views.features);
    free(t->views.entities); free(t->views.absent); free(t->views.hidden); free(t->views.alive);
    free(t->which); free(t->actions); free(t->numbers); free(t->rewards); free(t->ended);
}

static inline void hash_views(team_t *t) {
    size_t rows = t->n, agents = rows * t->sizes.agents, entities = rows * t->sizes.entities;
    const phx_views_t *v = &t->views;
    t->hash = hash_bytes(t->hash, v->observations, agents * t->sizes.observation * 4);
    t->hash = hash_bytes(t->hash, v->state, rows * t->sizes.state * 4);
    t->hash = hash_bytes(t->hash, v->available, agents * t->sizes.actions);
    t->hash = hash_bytes(t->hash, v->statistics, rows * t->sizes.statistics * 4);
    t->hash = hash_bytes(t->hash, v->features, agents * t->sizes.features * 4);
    t->hash = hash_bytes(t->hash, v->entities, entities * t->sizes.entity_width * 4);
    t->hash = hash_bytes(t->hash, v->absent, entities);
    t->hash = hash_bytes(t->hash, v->hidden, entities * t->sizes.agents);
    t->hash = hash_bytes(t->hash, v->alive, agents);
}

static inline void act_at_random(team_t *t) {
    for (int32_t agent = 0; agent < t->n * t->sizes.agents && t->sizes.actions > 0; agent++) {
        const uint8_t *mask = t->views.available + (size_t)agent * t->sizes.actions;
        int32_t count = 0, action = 0;
        for (int32_t i = 0; i < t->sizes.actions; i++) count += mask[i];
        int32_t left = (int32_t)(next_random(&t->random) % (uint64_t)count);
        while (!mask[action] || left-- > 0) action++;
        t->actions[agent] = action;
    }
    for (int32_t i = 0; i < t->n * t->sizes.agents * t->sizes.dimensions; i++) {
        float share = (float)(next_random(&t->random) >> 40) * 0x1p-24f;
        t->numbers[i] = t->low + (t->high - t->low) * share;
    }
}

static inline int begin(team_t *t) {
    uint64_t *seeds = room(t->n, 8);
    for (int32_t i = 0; i < t->n; i++) seeds[i] = next_random(&t->seed);
    int code = phx_reset(t->env, t->which, t->n, seeds, &t->views);
    free(seeds);
    if (!code) hash_views(t);
    return code;
}

/* One step of all, and a new episode where one ended. */
static inline int go_on(team_t *t) {
    act_at_random(t);
    int discrete = t->sizes.actions > 0, again = 0;
    int code = phx_step(t->env, t->which, t->n, discrete ? t->actions : NULL, discrete ? NULL : t->numbers, t->rewards, t->ended, &t->views);
    if (code) return code;
    t->hash = hash_bytes(t->hash, t->rewards, (size_t)t->n * 8);
    t->hash = hash_bytes(t->hash, t->ended, t->n);
    hash_views(t);
    for (int32_t i = 0; i < t->n && !code; i++) {
        if (!t->ended[i]) continue;
        uint64_t seed = next_random(&t->seed);
        code = phx_reset(t->env, t->which + i, 1, &seed, NULL);
        again = 1;
    }
    if (!code && again) {
        code = phx_views(t->env, t->which, t->n, &t->views);
        hash_views(t);
    }
    return code;
}

#endif
