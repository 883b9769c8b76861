/*
 * Environments for teams of agents: matrix games, predator-prey, foraging, particles, warehouses and StarCraft-like battles.
 *
 * A batch is a number of equal environments that are stepped together. Every function returns 0 or one of the codes below; phx_last_error then has a
 * sentence. Strings are UTF-8 and end with a zero. Buffers are the caller's and as long as phx_sizes says. What happens in an episode depends on its seed,
 * the settings and the actions, and on nothing else.
 *
 * Threads: different batches are independent. Calls for one batch may run at the same time if they are for different environments of it.
 */
#ifndef PHALANX_ENVIRONMENTS_H
#define PHALANX_ENVIRONMENTS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PHX_ABI_VERSION 1

#define PHX_OK 0
#define PHX_ARGUMENT (-1) /* a null pointer, a number out of range, an environment twice in a list, a wrong size of a struct, actions of the other kind */
#define PHX_SETTINGS (-2) /* an unknown name or setting, a value that is not allowed, broken JSON */
#define PHX_HANDLE (-3)   /* no such handle: 0, destroyed, or never given out */
#define PHX_CONTRACT (-4) /* stepped before a reset or after the end; an action that does not exist or is not available */
#define PHX_FAULT (-5)    /* the library failed */
#define PHX_IN_USE (-6)   /* destroyed while another call is in it */
#define PHX_BUFFER (-7)   /* the buffer of a text is too small; *needed says how large it must be, and nothing else is written */

/* How an episode stands after a step. */
#define PHX_RUNNING 0
#define PHX_TERMINATED 1 /* the task ended: nothing would have followed */
#define PHX_TRUNCATED 2  /* the time limit ended it: more would have followed */

/* The sizes of a batch. Set size to sizeof(phx_sizes_t) before the call. */
typedef struct {
    int32_t size;
    int32_t count;        /* environments */
    int32_t agents;
    int32_t actions;      /* discrete actions of an agent; 0 where actions are continuous */
    int32_t dimensions;   /* numbers of a continuous action; 0 where actions are discrete */
    int32_t observation;  /* numbers that an agent sees */
    int32_t state;        /* numbers of the state */
    int32_t limit;        /* steps of the longest episode */
    int32_t statistics;
    int32_t features;     /* numbers of the state that describe one agent; 0 where there are none */
    int32_t entities;     /* 0 where there are none */
    int32_t entity_width;
} phx_sizes_t;

/*
 * Where to write what n environments look like now. A null pointer: not wanted. Row r of every buffer belongs to the r-th environment of the list.
 * Flags are 0 or 1. Set size to sizeof(phx_views_t), reserved to 0.
 */
typedef struct {
    int32_t size, reserved;
    float *observations;  /* n x agents x observation */
    float *state;         /* n x state */
    uint8_t *available;   /* n x agents x actions: 1 an agent may choose it */
    float *statistics;    /* n x statistics */
    float *features;      /* n x agents x features */
    float *entities;      /* n x entities x entity_width; the agents come first */
    uint8_t *absent;      /* n x entities: 1 the entity is not there */
    uint8_t *hidden;      /* n x agents x entities: 1 the agent does not see it */
    uint8_t *alive;       /* n x agents: 1 the agent is alive */
} phx_views_t;

/* The version of this interface, 1. */
int32_t phx_abi_version(void);

/* The environments with their settings: [{"name", "summary", "settings": [{"name", "type", "default", "min", "max", "above", "below", "optional",
   "one_of", "description"}]}]. A type is boolean, integer, number or text; a limit that is not there is null. *needed counts the zero at the end. */
int32_t phx_list(char *text, int64_t size, int64_t *needed);

/* Makes a batch. settings_json is an object such as {"punishment": -1.5}, or null for the defaults. *env becomes its handle, never 0. */
int32_t phx_make(const char *name, const char *settings_json, int32_t count, int64_t *env);

/* The specification: sizes, names of statistics and actions, bounds of continuous actions, parts of an observation. */
int32_t phx_spec(int64_t env, char *text, int64_t size, int64_t *needed);

int32_t phx_sizes(int64_t env, phx_sizes_t *sizes);

/* Begins an episode in n environments, with a seed for each; views may be null. */
int32_t phx_reset(int64_t env, const int32_t *which, int32_t n, const uint64_t *seeds, const phx_views_t *views);

/* Takes a step in n environments. actions: n x agents, where actions are discrete; numbers: n x agents x dimensions, where they are continuous; the other one
   is null. A call that fails before the step changes nothing. views may be null. */
int32_t phx_step(int64_t env, const int32_t *which, int32_t n, const int32_t *actions, const float *numbers, double *rewards, uint8_t *ended,
                 const phx_views_t *views);

/* Writes what n environments look like now. */
int32_t phx_views(int64_t env, const int32_t *which, int32_t n, const phx_views_t *views);

/* A picture of one environment in lines of text; empty where it draws none. */
int32_t phx_text(int64_t env, int32_t which, char *text, int64_t size, int64_t *needed);

int32_t phx_destroy(int64_t env);

/* The sentence of the last call that failed on this thread, cut to the buffer; returns its whole length without the zero. */
int64_t phx_last_error(char *text, int64_t size);

#ifdef __cplusplus
}
#endif

#endif
