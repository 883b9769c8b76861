/* The same small world as meeting.py, in C without any library: two agents walk on a line and are to meet in a cell that the seed decides.

     cc -O2 -o meeting examples/external/meeting.c
     phalanx train qmix external --set env.command=./meeting

   Messages are as docs/external.md says. A machine with little-endian numbers is taken for granted. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS = 7, LIMIT = 20, AGENTS = 2, ACTIONS = 3, OBSERVATION = 3, STATE = 3 };
enum { HELLO = 1, SPEC, RESET, STEP, SEEN, STEPPED, ERROR, CLOSE };

typedef struct { int goal, place[AGENTS], steps; } meeting;

static const char spec[] =
    "{\"protocol\":1,\"name\":\"meeting\",\"agents\":2,\"actions\":{\"names\":[\"left\",\"stay\",\"right\"]},"
    "\"observation_size\":3,\"state_size\":3,\"episode_limit\":20,\"statistics\":[\"met\"],\"masks\":true}";

/* The world. */

static void begin(meeting *world, uint64_t seed) {
    world->goal = 1 + (int)(seed % (CELLS - 2));
    world->place[0] = 0;
    world->place[1] = CELLS - 1;
    world->steps = 0;
}

static int met(const meeting *world) { return world->place[0] == world->goal && world->place[1] == world->goal; }

static double act(meeting *world, const int32_t *actions, uint8_t *ended) {
    for (int i = 0; i < AGENTS; i++) world->place[i] += actions[i] - 1;
    world->steps++;
    *ended = met(world) ? 1 : world->steps == LIMIT ? 2 : 0;
    return met(world) ? 10.0 : -0.1;
}

/* Messages. */

static uint8_t *buffer;
static size_t length, capacity;

static void *extend(size_t bytes) { /* a block, with its padding */
    size_t padded = (bytes + 7) & ~(size_t)7;
    if (length + padded > capacity) {
        capacity = 2 * (length + padded);
        buffer = realloc(buffer, capacity);
        if (!buffer) exit(1);
    }
    memset(buffer + length, 0, padded);
    length += padded;
    return buffer + length - padded;
}

static void answer(uint16_t kind, uint16_t number, const void *body, size_t bytes) {
    uint32_t size = (uint32_t)bytes;
    fwrite(&size, 4, 1, stdout);
    fwrite(&kind, 2, 1, stdout);
    fwrite(&number, 2, 1, stdout);
    fwrite(body, 1, bytes, stdout);
    fflush(stdout);
}

static void write_views(const meeting *worlds, const uint32_t *which, uint32_t n) {
    float *seen = extend(n * AGENTS * OBSERVATION * sizeof(float));
    for (uint32_t e = 0; e < n; e++)
        for (int i = 0; i < AGENTS; i++) {
            const meeting *world = &worlds[which[e]];
            *seen++ = (float)(world->place[i] / (double)CELLS);
            *seen++ = (float)(world->goal / (double)CELLS);
            *seen++ = (float)(world->steps / (double)LIMIT);
        }
    float *state = extend(n * STATE * sizeof(float));
    for (uint32_t e = 0; e < n; e++) {
        const meeting *world = &worlds[which[e]];
        for (int i = 0; i < AGENTS; i++) *state++ = (float)(world->place[i] / (double)CELLS);
        *state++ = (float)(world->goal / (double)CELLS);
    }
    uint8_t *available = extend(n * AGENTS * ACTIONS);
    for (uint32_t e = 0; e < n; e++)
        for (int i = 0; i < AGENTS; i++) {
            *available++ = worlds[which[e]].place[i] > 0;
            *available++ = 1;
            *available++ = worlds[which[e]].place[i] < CELLS - 1;
        }
    float *statistics = extend(n * sizeof(float));
    for (uint32_t e = 0; e < n; e++) statistics[e] = (float)met(&worlds[which[e]]);
}

int main(void) {
    static const char greeting[] = "PHXENV1\n";
    char heard[8];
    fwrite(greeting, 1, 8, stdout);
    fflush(stdout);
    if (fread(heard, 1, 8, stdin) != 8 || memcmp(heard, greeting, 8) != 0) return 1;

    meeting *worlds = NULL;
    uint8_t *body = NULL;
    for (;;) {
        uint32_t bytes;
        uint16_t kind, number;
        if (fread(&bytes, 4, 1, stdin) != 1 || fread(&kind, 2, 1, stdin) != 1 || fread(&number, 2, 1, stdin) != 1) return 0;
        body = realloc(body, (size_t)bytes + 1);
        if (!body || fread(body, 1, bytes, stdin) != bytes) return 1;
        body[bytes] = 0;
        length = 0;
        uint32_t n = bytes >= 8 ? *(uint32_t *)body : 0;
        if (kind == HELLO) {
            /* All that is asked of the text is how many worlds there are to be. */
            const char *count = strstr((char *)body, "\"environments\":");
            worlds = calloc(count ? (size_t)atoi(count + 15) : 1, sizeof(meeting));
            answer(SPEC, number, spec, sizeof spec - 1);
        } else if (kind == RESET) {
            const uint64_t *seeds = (const uint64_t *)(body + 8);
            const uint32_t *which = (const uint32_t *)(body + 8 + 8 * (size_t)n);
            for (uint32_t e = 0; e < n; e++) begin(&worlds[which[e]], seeds[e]);
            write_views(worlds, which, n);
            answer(SEEN, number, buffer, length);
        } else if (kind == STEP) {
            const uint32_t *which = (const uint32_t *)(body + 8);
            const int32_t *actions = (const int32_t *)(body + 8 + ((4 * (size_t)n + 7) & ~(size_t)7));
            extend(n * sizeof(double));
            extend(n);
            for (uint32_t e = 0; e < n; e++) {
                uint8_t ended;
                double reward = act(&worlds[which[e]], actions + e * AGENTS, &ended);
                memcpy(buffer + 8 * e, &reward, 8);
                buffer[8 * (size_t)n + e] = ended;
            }
            write_views(worlds, which, n);
            answer(STEPPED, number, buffer, length);
        } else {
            return 0; /* CLOSE */
        }
    }
}
