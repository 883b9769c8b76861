/* Calls every function, and brings about every code. */
#include "team.h"

static int code_and_sentence(int code, int expected, const char *part) {
    char sentence[1024] = "";
    int64_t length = phx_last_error(sentence, sizeof sentence);
    int right = code == expected && length == (int64_t)strlen(sentence) && strstr(sentence, part) != NULL;
    if (!right) printf("code %d instead of %d, or '%s' is not in '%s'\n", code, expected, part, sentence);
    return right;
}

#define REFUSED(call, code, part) EXPECT(code_and_sentence(call, code, part))

static void texts(int64_t env) {
    int64_t needed = -1;
    char small[8] = "same", *text;
    REFUSED(phx_list(small, sizeof small, &needed), PHX_BUFFER, "and the buffer has 8");
    EXPECT(needed > 1000 && strcmp(small, "same") == 0);
    text = room(needed, 1);
    EXPECT(phx_list(text, needed, &needed) == PHX_OK && (int64_t)strlen(text) == needed - 1 && text[0] == '[');
    EXPECT(strstr(text, "\"name\":\"battle/3m\"") && strstr(text, "\"name\":\"predator-prey\"") && !strstr(text, "\"name\":\"external\""));
    free(text);
    REFUSED(phx_list(NULL, 10000000, &needed), PHX_ARGUMENT, "text is null");
    REFUSED(phx_list(small, sizeof small, NULL), PHX_ARGUMENT, "needed is null");
    REFUSED(phx_list(small, -1, &needed), PHX_ARGUMENT, "size is -1");
    EXPECT(phx_spec(env, NULL, 0, &needed) == PHX_BUFFER);
    text = room(needed, 1);
    EXPECT(phx_spec(env, text, needed, &needed) == PHX_OK && strstr(text, "\"episode_limit\":200"));
    free(text);
    EXPECT(phx_text(env, 0, NULL, 0, &needed) == PHX_BUFFER);
    text = room(needed, 1);
    EXPECT(phx_text(env, 0, text, needed, &needed) == PHX_OK && strchr(text, '\n'));
    free(text);
    REFUSED(phx_text(env, 3, small, sizeof small, &needed), PHX_ARGUMENT, "environment 3 is not there");
    REFUSED(phx_text(env, 2, small, sizeof small, &needed), PHX_CONTRACT, "no episode has begun");
}

static void making(void) {
    int64_t env = 77;
    REFUSED(phx_make("predator-pry", NULL, 1, &env), PHX_SETTINGS, "did you mean 'predator-prey'?");
    REFUSED(phx_make("predator-prey", "{\"punishment\": 5}", 1, &env), PHX_SETTINGS, "env.punishment is 5; it must be a finite number of at most 0");
    REFUSED(phx_make("predator-prey", "{\"punishmnt\": -5}", 1, &env), PHX_SETTINGS, "did you mean 'env.punishment'?");
    REFUSED(phx_make("predator-prey", "{\"punishment\": ", 1, &env), PHX_SETTINGS, "broken JSON");
    REFUSED(phx_make("predator-prey", "[]", 1, &env), PHX_SETTINGS, "an object of names and values");
    REFUSED(phx_make("matrix/file", NULL, 1, &env), PHX_SETTINGS, "env.path is empty");
    REFUSED(phx_make("external", NULL, 1, &env), PHX_SETTINGS, "starts programs");
    REFUSED(phx_make("predator-prey", NULL, 0, &env), PHX_ARGUMENT, "count is 0");
    REFUSED(phx_make("predator-prey", NULL, INT32_MAX, &env), PHX_ARGUMENT, "count is 2147483647");
    REFUSED(phx_make(NULL, NULL, 1, &env), PHX_ARGUMENT, "name is null");
    REFUSED(phx_make("predator-prey", NULL, 1, NULL), PHX_ARGUMENT, "env is null");
    EXPECT(env == 77);
    EXPECT(phx_make("battle/v2/terran_3_vs_3", NULL, 1, &env) == PHX_OK && phx_destroy(env) == PHX_OK);
}

static void stepping(int64_t env) {
    team_t t = team_of(env, 0, 2, 5, 0, 0);
    int32_t last = 2, twice[] = {1, 0, 1}, beyond[] = {0, 3}, backwards[] = {1, 0};
    uint64_t seeds[3] = {1, 2, 3};
    EXPECT(t.sizes.count == 3 && t.sizes.agents == 8 && t.sizes.actions == 6 && t.sizes.dimensions == 0 && t.sizes.limit == 200);
    t.sizes.size = 8;
    REFUSED(phx_sizes(env, &t.sizes), PHX_ARGUMENT, "the size of phx_sizes_t is 8");
    REFUSED(phx_sizes(env, NULL), PHX_ARGUMENT, "sizes is null");
    REFUSED(phx_views(env, t.which, 2, &t.views), PHX_CONTRACT, "no episode has begun");
    REFUSED(phx_step(env, t.which, 2, t.actions, NULL, t.rewards, t.ended, &t.views), PHX_CONTRACT, "no episode has begun");
    REFUSED(phx_reset(env, t.which, -1, seeds, NULL), PHX_ARGUMENT, "n is -1");
    REFUSED(phx_reset(env, NULL, 2, seeds, NULL), PHX_ARGUMENT, "which is null");
    REFUSED(phx_reset(env, t.which, 2, NULL, NULL), PHX_ARGUMENT, "seeds is null");
    REFUSED(phx_reset(env, twice, 3, seeds, NULL), PHX_ARGUMENT, "environment 1 is twice in the list");
    REFUSED(phx_reset(env, beyond, 2, seeds, NULL), PHX_ARGUMENT, "environment 3 is not there");
    REFUSED(phx_views(env, t.which, 1, &t.views), PHX_CONTRACT, "no episode has begun"); /* what is refused changes nothing */
    EXPECT(phx_reset(env, t.which, 0, seeds, &t.views) == PHX_OK);
    EXPECT(phx_reset(env, backwards, 2, seeds, NULL) == PHX_OK);
    EXPECT(begin(&t) == PHX_OK);
    t.views.size = 4;
    REFUSED(phx_views(env, t.which, 2, &t.views), PHX_ARGUMENT, "the size of phx_views_t is 4");
    t.views.size = sizeof t.views;
    REFUSED(phx_views(env, t.which, 2, NULL), PHX_ARGUMENT, "views is null");
    act_at_random(&t);
    REFUSED(phx_step(env, t.which, 2, NULL, t.numbers, t.rewards, t.ended, NULL), PHX_ARGUMENT, "are discrete");
    REFUSED(phx_step(env, t.which, 2, t.actions, t.numbers, t.rewards, t.ended, NULL), PHX_ARGUMENT, "are discrete");
    REFUSED(phx_step(env, t.which, 2, t.actions, NULL, NULL, t.ended, NULL), PHX_ARGUMENT, "rewards is null");
    REFUSED(phx_step(env, t.which, 2, t.actions, NULL, t.rewards, NULL, NULL), PHX_ARGUMENT, "ended is null");
    REFUSED(phx_step(env, &last, 1, t.actions, NULL, t.rewards, t.ended, NULL), PHX_CONTRACT, "no episode has begun");
    int32_t kept = t.actions[9];
    t.actions[9] = 99;
    REFUSED(phx_step(env, t.which, 2, t.actions, NULL, t.rewards, t.ended, NULL), PHX_CONTRACT, "agent 1 was told to take action 99");
    t.actions[9] = kept;
    EXPECT(phx_step(env, t.which, 2, t.actions, NULL, t.rewards, t.ended, NULL) == PHX_OK);
    for (int step = 1; step < 200; step++) {
        EXPECT(phx_views(env, t.which, 2, &t.views) == PHX_OK);
        act_at_random(&t);
        EXPECT(phx_step(env, t.which, 2, t.actions, NULL, t.rewards, t.ended, &t.views) == PHX_OK);
        if (t.ended[0] || t.ended[1]) break;
    }
    EXPECT(t.ended[0] || t.ended[1]);
    act_at_random(&t);
    REFUSED(phx_step(env, t.which, 2, t.actions, NULL, t.rewards, t.ended, NULL), PHX_CONTRACT, "no episode is running; reset it first");
    team_free(&t);
}

/* An action is refused that is not available, also where the masks were never asked for. */
static void unavailable(void) {
    int64_t env;
    int32_t which = 0, nothing[3] = {0, 0, 0};
    uint64_t seed = 1;
    double reward;
    uint8_t ended;
    EXPECT(phx_make("battle/3m", "{}", 1, &env) == PHX_OK && phx_reset(env, &which, 1, &seed, NULL) == PHX_OK);
    REFUSED(phx_step(env, &which, 1, nothing, NULL, &reward, &ended, NULL), PHX_CONTRACT, "action 0, which is not available");
    int32_t stop[3] = {1, 1, 1};
    EXPECT(phx_step(env, &which, 1, stop, NULL, &reward, &ended, NULL) == PHX_OK);
    REFUSED(phx_step(env, &which, 1, nothing, NULL, &reward, &ended, NULL), PHX_CONTRACT, "action 0, which is not available");
    EXPECT(phx_destroy(env) == PHX_OK);
}

/* Entities come alone too, without their masks. */
static void some_views(void) {
    int64_t env;
    EXPECT(phx_make("battle/3m", NULL, 2, &env) == PHX_OK);
    team_t t = team_of(env, 0, 2, 9, 0, 0);
    EXPECT(begin(&t) == PHX_OK && t.sizes.entities == 6);
    size_t numbers = 2 * 6 * (size_t)t.sizes.entity_width;
    float *alone = room(numbers, 4);
    uint8_t hidden[2 * 3 * 6];
    phx_views_t some = {.size = sizeof some, .entities = alone}, masks = {.size = sizeof masks, .hidden = hidden};
    EXPECT(phx_views(env, t.which, 2, &some) == PHX_OK && memcmp(alone, t.views.entities, numbers * 4) == 0);
    EXPECT(phx_views(env, t.which, 2, &masks) == PHX_OK && memcmp(hidden, t.views.hidden, sizeof hidden) == 0);
    free(alone);
    team_free(&t);
    EXPECT(phx_destroy(env) == PHX_OK);
}

static void continuous(void) {
    int64_t env;
    EXPECT(phx_make("two-quadratics", NULL, 1, &env) == PHX_OK);
    team_t t = team_of(env, 0, 1, 7, 0, 0);
    EXPECT(t.sizes.actions == 0 && t.sizes.dimensions > 0 && begin(&t) == PHX_OK);
    REFUSED(phx_step(env, t.which, 1, t.actions, NULL, t.rewards, t.ended, NULL), PHX_ARGUMENT, "are continuous");
    t.numbers[0] = 1e9f;
    REFUSED(phx_step(env, t.which, 1, NULL, t.numbers, t.rewards, t.ended, NULL), PHX_CONTRACT, "dimension 0 of the action of agent 0");
    t.numbers[0] = 0;
    EXPECT(phx_step(env, t.which, 1, NULL, t.numbers, t.rewards, t.ended, &t.views) == PHX_OK);
    team_free(&t);
    EXPECT(phx_destroy(env) == PHX_OK);
}

int main(void) {
    int64_t env = 0, second = 0, needed;
    EXPECT(phx_abi_version() == PHX_ABI_VERSION);
    EXPECT(phx_last_error(NULL, 0) == 0);
    making();
    EXPECT(phx_make("predator-prey", "{\"punishment\": -1.5, \"agents\": 8}", 3, &env) == PHX_OK && env > 0);
    EXPECT(phx_make("predator-prey", NULL, 1, &second) == PHX_OK && second > env);
    stepping(env);
    texts(env);
    unavailable();
    some_views();
    continuous();
    EXPECT(phx_destroy(second) == PHX_OK);
    REFUSED(phx_destroy(second), PHX_HANDLE, "there is no handle");
    REFUSED(phx_destroy(0), PHX_HANDLE, "there is no handle 0");
    REFUSED(phx_spec(-5, NULL, 0, &needed), PHX_HANDLE, "there is no handle -5");
    REFUSED(phx_views(second, NULL, 0, NULL), PHX_HANDLE, "never given out, or is destroyed");
    char cut[11];
    EXPECT(phx_last_error(cut, sizeof cut) > 11 && strcmp(cut, "there is n") == 0);
    EXPECT(phx_destroy(env) == PHX_OK);
    printf(failures ? "%d failures\n" : "every function and every code\n", failures);
    return failures > 0;
}
