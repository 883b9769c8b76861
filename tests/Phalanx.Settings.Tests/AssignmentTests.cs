using static Phalanx.Settings.Tests.StandIns;

namespace Phalanx.Settings.Tests;

/// <summary>Values given as texts, and every sentence that refuses one.</summary>
public sealed class AssignmentTests
{
    [Theory]
    [InlineData("search.rate=1e-3", "search.rate", "0.001")]
    [InlineData("search.rate = 0.25", "search.rate", "0.25")]
    [InlineData("search.rule=heavy", "search.rule", "heavy")]
    [InlineData("search.unit=inner_steps", "search.unit", "inner_steps")]
    [InlineData("search.exact=false", "search.exact", "false")]
    [InlineData("length.steps=2e6", "length.steps", "2000000")]
    [InlineData("length.steps_per_pass=1/8", "length.steps_per_pass", "0.125")]
    [InlineData("length.seed=18446744073709551615", "length.seed", "18446744073709551615")]
    [InlineData("length.threads=4", "length.threads", "4")]
    [InlineData("length.threads=", "length.threads", "null")]
    [InlineData("walk.step.last=1", "walk.step.last", "1")]
    [InlineData("env.height=-4", "env.height", "-4")]
    [InlineData("env.clip_at=null", "env.clip_at", "null")]
    [InlineData("env.clip_at=-10", "env.clip_at", "-10")]
    [InlineData("env.path=a b=c.json", "env.path", "\"a b=c.json\"")]
    [InlineData("env.path=null", "env.path", "\"null\"")]
    [InlineData("env.label=", "env.label", "null")]
    [InlineData("env.view=far_and_wide", "env.view", "far_and_wide")]
    [InlineData("algorithm.width=8", "algorithm.width", "8")]
    public void A_text_becomes_a_value(string assignment, string path, string written) =>
        Assert.Equal(written, Resolver().Resolve(Request(assignment))[path].Text);

    [Theory]
    [InlineData("search.rate=fast", "search.rate is 'fast'; it must be a finite number above 0")]
    [InlineData("search.rate=", "search.rate is ''; it must be a finite number above 0")]
    [InlineData("search.rate=0", "search.rate is 0; it must be a finite number above 0")]
    [InlineData("search.rate=NaN", "search.rate is NaN; it must be a finite number above 0")]
    [InlineData("search.rate=1e999", "search.rate is 1e999; it must be a finite number above 0")]
    [InlineData("search.rate=1/0", "search.rate is '1/0'; it must be a finite number above 0")]
    [InlineData("search.rate=0.1,5", "search.rate is '0.1,5'; it must be a finite number above 0")]
    [InlineData("search.decay=1.01", "search.decay is 1.01; it must be a finite number from 0 to 1")]
    [InlineData("search.momentum=1", "search.momentum is 1; it must be a finite number of at least 0 and below 1")]
    [InlineData("search.damping=0", "search.damping is 0; it must be a finite number above 0 and at most 1")]
    [InlineData("search.exact=yes", "search.exact is 'yes'; it must be true or false")]
    [InlineData("search.rule=heavvy", "search.rule is 'heavvy'; it must be one of plain, heavy; did you mean 'heavy'?")]
    [InlineData("search.rule=sgd", "search.rule is 'sgd'; it must be one of plain, heavy")]
    [InlineData("search.batch=many", "search.batch is 'many'; it must be a whole number from 1 to 2147483647")]
    [InlineData("search.batch=3e9", "search.batch is 3e9; it must be a whole number from 1 to 2147483647")]
    [InlineData("search.batch=2.5", "search.batch is 2.5; it must be a whole number from 1 to 2147483647")]
    [InlineData("search.batch=1e-40", "search.batch is 1e-40; it must be a whole number from 1 to 2147483647")]
    [InlineData("length.steps=0", "length.steps is 0; it must be a whole number of at least 1")]
    [InlineData("length.seed=-1", "length.seed is -1; it must be a whole number of at least 0")]
    [InlineData("length.threads=0", "length.threads is 0; it must be a whole number from 1 to 2147483647, or empty")]
    [InlineData("env.sides=11", "env.sides is 11; it must be a whole number from 2 to 10")]
    [InlineData("env.share=1", "env.share is 1; it must be a finite number above 0 and below 1")]
    [InlineData("env.clip_at=11", "env.clip_at is 11; it must be a finite number of at most 10, or empty")]
    [InlineData("env.height=none", "env.height is 'none'; it must be a finite number")]
    [InlineData("env.difficulty=heard", "env.difficulty is 'heard'; it must be one of easy, hard; did you mean 'hard'?")]
    [InlineData("env.view=wide", "env.view is 'wide'; it must be one of near, far_and_wide")]
    public void A_wrong_value_is_refused_with_what_is_allowed(string assignment, string sentence) =>
        Assert.Equal(sentence, Refusal(() => Resolver().Resolve(Request(assignment))));

    [Theory]
    [InlineData("search.ratte=1", "unknown setting 'search.ratte'; did you mean 'search.rate'?")]
    [InlineData("Search.Rate=1", "unknown setting 'Search.Rate'; did you mean 'search.rate'?")]
    [InlineData("rate=1", "unknown setting 'rate'; did you mean 'search.rate'?")]
    [InlineData("dekay=1", "unknown setting 'dekay'; did you mean 'search.decay'?")]
    [InlineData("length.batch=1", "unknown setting 'length.batch'; did you mean 'search.batch'?")]
    [InlineData("search.rate.x=1", "unknown setting 'search.rate.x'; did you mean 'search.rate'?")]
    [InlineData("store.flights=1", "unknown setting 'store.flights'; store has capacity")]
    [InlineData("brain.size=1", "unknown setting 'brain.size'; settings are in the groups env, algorithm, search, walk, length, store")]
    [InlineData("walk.step=1", "'walk.step' is a group of settings, not one; it has first, last, count")]
    [InlineData("env.squared=9", "unknown setting 'env.squared'; env has view, height, share, sides, seed, clip_at, path, label, difficulty")]
    public void An_unknown_setting_is_refused_with_the_nearest_right_one(string assignment, string sentence) =>
        Assert.Equal(sentence, Refusal(() => Resolver().Resolve(Request(assignment))));

    [Theory]
    [InlineData("search.rate", "--set 'search.rate' is not an assignment; write --set path=value")]
    [InlineData("=3", "--set '=3' is not an assignment; write --set path=value")]
    [InlineData("algorithm.name=anneal", "algorithm.name cannot be set; name the algorithm and the environment as arguments or in --config")]
    [InlineData("env.name=plain", "env.name cannot be set; name the algorithm and the environment as arguments or in --config")]
    public void A_text_that_assigns_to_no_setting_is_refused(string assignment, string sentence) =>
        Assert.Equal(sentence, Refusal(() => Resolver().Resolve(Request(assignment))));

    [Fact]
    public void Values_that_do_not_go_together_are_refused() => Assert.Equal(
        "search.batch is 6000; it must be at most store.capacity, which is 5000",
        Refusal(() => Resolver().Resolve(Request("search.batch=6000"))));

    [Fact]
    public void Of_two_assignments_to_one_setting_the_last_counts() =>
        Assert.Equal(2.0, Resolver().Resolve(Request("search.rate=1", "search.rate=2")).Run.Search.Rate);

    [Fact]
    public void A_refusal_shows_a_long_text_on_one_line_and_shortened()
    {
        string sentence = Refusal(() => Resolver().Resolve(Request($"search.rate=a\nb{new string('x', 5000)}")));

        Assert.Equal($"search.rate is 'a?b{new string('x', 57)}...'; it must be a finite number above 0", sentence);
    }
}
