/* Prints the list of environments, and the specification of each that is named on standard input. */
#include "team.h"

typedef int32_t text_of(int64_t env, char *text, int64_t size, int64_t *needed);

static int32_t list(int64_t env, char *text, int64_t size, int64_t *needed) {
    (void)env;
    return phx_list(text, size, needed);
}

static void print(text_of *of, int64_t env) {
    int64_t needed;
    EXPECT(of(env, NULL, 0, &needed) == PHX_BUFFER);
    char *text = room(needed, 1);
    EXPECT(of(env, text, needed, &needed) == PHX_OK);
    printf("%s\n", text);
    free(text);
}

int main(void) {
    static char name[256];
    print(list, 0);
    while (fgets(name, sizeof name, stdin)) {
        int64_t env;
        name[strcspn(name, "\n")] = 0;
        EXPECT(phx_make(name, NULL, 3, &env) == PHX_OK);
        print(phx_spec, env);
        EXPECT(phx_destroy(env) == PHX_OK);
    }
    return failures > 0;
}
