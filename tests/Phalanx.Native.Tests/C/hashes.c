/* hashes STEPS COPIES: for each line "name <tab> settings <tab> low <tab> high" on standard input, the hash of everything that happens. */
#include "team.h"

int main(int count, char **words) {
    int steps = count > 1 ? atoi(words[1]) : 500, copies = count > 2 ? atoi(words[2]) : 8;
    static char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        char *name = strtok(line, "\t\n"), *settings = strtok(NULL, "\t\n"), *low = strtok(NULL, "\t\n"), *high = strtok(NULL, "\t\n");
        int64_t env;
        if (phx_make(name, settings, copies, &env)) {
            fail(__FILE__, __LINE__, name);
            continue;
        }
        team_t team = team_of(env, 0, copies, 1, strtof(low, NULL), strtof(high, NULL));
        int code = begin(&team);
        for (int step = 0; step < steps && !code; step++) code = go_on(&team);
        if (code) fail(__FILE__, __LINE__, name);
        printf("%s %016llx\n", name, (unsigned long long)team.hash);
        team_free(&team);
        EXPECT(phx_destroy(env) == PHX_OK);
    }
    return failures > 0;
}
