/*
 * Offers an environment written in C to Phalanx: copy this one file beside it, fill in a phx_world and call phx_serve. It needs the standard library of C99
 * alone, and a machine with little-endian numbers. docs/external.md has the messages, meeting.c is an example.
 */
#ifndef PHALANX_ENV_H
#define PHALANX_ENV_H

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PHX_RUNS 0
#define PHX_TERMINATED 1
#define PHX_TRUNCATED 2

/* Where one environment writes what there is to see of it now. Views that it does not have are empty. */
typedef struct {
    float *observations, *state;
    uint8_t *available, *alive;
    float *statistics, *features, *entities;
    uint8_t *absent, *hidden;
} phx_seen;

/* What an environment is. */
typedef struct {
    const char *spec; /* JSON: "protocol":1, the sizes, and what else docs/external.md says */
    size_t size;      /* bytes of one environment, which begin as zeros */
    int agents;
    int dimensions;   /* numbers of a continuous action; 0 where actions are discrete */
    /* How many numbers or flags of each view one environment has: */
    int observations, state, available, alive, statistics, features, entities, absent, hidden;
    void (*reset)(void *environment, uint64_t seed);
    /* Of actions and numbers one is given, the other null. Returns the reward. */
    double (*step)(void *environment, const int32_t *actions, const float *numbers, uint8_t *ended);
    void (*see)(const void *environment, phx_seen *seen);
} phx_world;

enum { PHX_HELLO = 1, PHX_SPEC, PHX_RESET, PHX_STEP, PHX_SEEN, PHX_STEPPED };

static size_t phx_padded(size_t bytes) { return (bytes + 7) & ~(size_t)7; }

static size_t phx_seen_size(const phx_world *w, size_t n) {
    return phx_padded(4 * n * w->observations) + phx_padded(4 * n * w->state) + phx_padded(n * w->available) + phx_padded(n * w->alive) +
           phx_padded(4 * n * w->statistics) + phx_padded(4 * n * w->features) + phx_padded(4 * n * w->entities) + phx_padded(n * w->absent) +
           phx_padded(n * w->hidden);
}

static void *phx_view(uint8_t **at, size_t n, size_t width, size_t row, size_t bytes) {
    uint8_t *view = *at + bytes * width * row;
    *at += phx_padded(bytes * width * n);
    return view;
}

static void phx_see(const phx_world *w, const uint8_t *worlds, const uint32_t *which, size_t n, uint8_t *body) {
    for (size_t row = 0; row < n; row++) {
        uint8_t *at = body;
        phx_seen seen;
        seen.observations = phx_view(&at, n, w->observations, row, 4);
        seen.state = phx_view(&at, n, w->state, row, 4);
        seen.available = phx_view(&at, n, w->available, row, 1);
        seen.alive = phx_view(&at, n, w->alive, row, 1);
        seen.statistics = phx_view(&at, n, w->statistics, row, 4);
        seen.features = phx_view(&at, n, w->features, row, 4);
        seen.entities = phx_view(&at, n, w->entities, row, 4);
        seen.absent = phx_view(&at, n, w->absent, row, 1);
        seen.hidden = phx_view(&at, n, w->hidden, row, 1);
        w->see(worlds + w->size * which[row], &seen);
    }
}

static int phx_answer(uint16_t kind, uint16_t number, const void *body, size_t bytes) {
    uint32_t length = (uint32_t)bytes;
    return fwrite(&length, 4, 1, stdout) == 1 && fwrite(&kind, 2, 1, stdout) == 1 && fwrite(&number, 2, 1, stdout) == 1 &&
           fwrite(body, 1, bytes, stdout) == bytes && fflush(stdout) == 0;
}

/* Speaks with Phalanx by standard input and output until it says good-bye. Returns what main is to return. */
static int phx_serve(const phx_world *w) {
    static const char greeting[9] = "PHXENV1\n";
    char heard[8];
    uint8_t *worlds = NULL, *question = NULL, *answer = NULL;
    size_t question_room = 0, answer_room = 0;
    signal(SIGINT, SIG_IGN); /* a Ctrl-C at the terminal is for Phalanx, which saves its run and then says good-bye */
    fwrite(greeting, 1, 8, stdout);
    fflush(stdout);
    if (fread(heard, 1, 8, stdin) != 8 || memcmp(heard, greeting, 8) != 0) return 1;
    for (;;) {
        struct { uint32_t length; uint16_t kind, number; } header;
        if (fread(&header, 8, 1, stdin) != 1) return 0;
        if (header.length >= question_room && !(question = realloc(question, question_room = 2 * (size_t)header.length + 8))) return 1;
        if (fread(question, 1, header.length, stdin) != header.length) return 1;
        question[header.length] = 0;
        if (header.kind == PHX_HELLO) {
            const char *count = strstr((char *)question, "\"environments\":"); /* all that is asked of the text */
            worlds = calloc(count ? (size_t)atoi(count + 15) : 1, w->size);
            if (!worlds || !phx_answer(PHX_SPEC, header.number, w->spec, strlen(w->spec))) return 1;
            continue;
        }
        if (header.kind != PHX_RESET && header.kind != PHX_STEP) return 0;
        size_t n = *(uint32_t *)question, before = header.kind == PHX_STEP ? 8 * n + phx_padded(n) : 0, bytes = before + phx_seen_size(w, n);
        if (bytes > answer_room && !(answer = realloc(answer, answer_room = bytes))) return 1;
        memset(answer, 0, bytes);
        const uint32_t *which;
        if (header.kind == PHX_RESET) {
            which = (const uint32_t *)(question + 8 + 8 * n);
            for (size_t i = 0; i < n; i++) w->reset(worlds + w->size * which[i], ((const uint64_t *)(question + 8))[i]);
        } else {
            which = (const uint32_t *)(question + 8);
            const uint8_t *actions = question + 8 + phx_padded(4 * n);
            size_t width = 4 * (size_t)w->agents * (w->dimensions ? w->dimensions : 1);
            for (size_t i = 0; i < n; i++) {
                const void *own = actions + width * i;
                ((double *)answer)[i] = w->step(worlds + w->size * which[i], w->dimensions ? NULL : own, w->dimensions ? own : NULL, answer + 8 * n + i);
            }
        }
        phx_see(w, worlds, which, n, answer + before);
        if (!phx_answer(header.kind == PHX_RESET ? PHX_SEEN : PHX_STEPPED, header.number, answer, bytes)) return 1;
    }
}

#endif
