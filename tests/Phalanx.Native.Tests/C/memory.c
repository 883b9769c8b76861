/* memory COUNT: makes and destroys as many batches; prints how many kilobytes stay in memory after each tenth part of them. */
#include <unistd.h>

#include "team.h"

static long resident(void) {
    long pages = 0, all;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%ld %ld", &all, &pages) != 2) exit(5);
    fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

int main(int count, char **words) {
    int batches = count > 1 ? atoi(words[1]) : 10000;
    const char *names[] = {"battle/3m", "predator-prey", "lbf/8x8-2p-3f", "matrix/qtran"};
    for (int i = 1; i <= batches; i++) {
        int64_t env;
        if (phx_make(names[i % 4], NULL, 2, &env)) fail(__FILE__, __LINE__, names[i % 4]);
        team_t t = team_of(env, 0, 2, i, 0, 0);
        EXPECT(begin(&t) == PHX_OK && go_on(&t) == PHX_OK);
        team_free(&t);
        EXPECT(phx_destroy(env) == PHX_OK);
        if (i % (batches / 10) == 0) printf("%ld\n", resident());
    }
    return failures > 0;
}
