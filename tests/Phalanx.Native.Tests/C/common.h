/* What the programs of these tests share: failing with a sentence, random numbers and a hash that the tests have too. */
#ifndef COMMON_H
#define COMMON_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "phalanx_environments.h"

static int failures = 0;

static void fail(const char *file, int line, const char *what) {
    char sentence[512] = "";
    phx_last_error(sentence, sizeof sentence);
    printf("%s:%d: %s; the last error: %s\n", file, line, what, sentence);
    failures++;
}

#define EXPECT(condition) ((condition) ? (void)0 : fail(__FILE__, __LINE__, #condition))

static inline uint64_t next_random(uint64_t *state) {
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* Eight bytes at a time; the last ones are filled up with zeros. */
static inline uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length) {
    const char *from = bytes;
    for (size_t i = 0; i < length; i += 8) {
        uint64_t word = 0;
        memcpy(&word, from + i, length - i < 8 ? length - i : 8);
        hash = (hash ^ word) * 0x100000001B3u;
        hash ^= hash >> 29;
    }
    return hash;
}

#endif
