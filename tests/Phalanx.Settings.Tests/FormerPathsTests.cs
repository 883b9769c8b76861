using static Phalanx.Settings.Tests.StandIns;

namespace Phalanx.Settings.Tests;

/// <summary>Settings that were renamed: <c>search.rate</c> was <c>search.speed</c>, <c>pace.rate</c> and <c>pace.first.rate</c> once. {0} in a sentence is the file.</summary>
public sealed class FormerPathsTests
{
    [Theory]
    [InlineData("search:\n  speed: 1\n", "'search.speed' in {0}, line 2 is called 'search.rate' now")]
    [InlineData("search.speed: 1\n", "'search.speed' in {0}, line 1 is called 'search.rate' now")]
    [InlineData("pace:\n  rate: 1\n", "'pace.rate' in {0}, line 2 is called 'search.rate' now")]
    [InlineData("pace:\n  first:\n    rate: 1\n", "'pace.first.rate' in {0}, line 3 is called 'search.rate' now")]
    public void A_file_with_a_former_path_is_refused_with_the_path_of_today(string yaml, string sentence) => AssertFileRefused(yaml, sentence);

    [Fact]
    public void A_preset_with_a_former_path_is_refused_with_the_path_of_today()
    {
        Preset preset = Preset.Parse("algorithm: climb\nsource: s\nvalues:\n  search.speed: 1\n", "a.yaml");

        Assert.Equal("'search.speed' in 'a.yaml', line 4 is called 'search.rate' now", Refusal(() => Resolver(preset).Resolve(Request())));
    }

    [Fact]
    public void An_assignment_to_a_former_path_is_refused_with_the_path_of_today()
    {
        Dictionary<string, object?> values = new() { ["pace.rate"] = 1 };

        Assert.Equal("'search.speed' is called 'search.rate' now", Refusal(() => Resolver().Resolve(Request("search.speed=1"))));
        Assert.Equal("'pace.rate' is called 'search.rate' now", Refusal(() => Resolver().Resolve(Request() with { Values = values })));
    }

    [Theory]
    [InlineData("search:\n  sleep: 1\n", "unknown setting 'search.sleep' in {0}, line 2; search has rule, rate, decay, momentum, damping, exact, batch, unit")]
    [InlineData("pace:\n  sleep: 1\n", "unknown setting 'pace.sleep' in {0}, line 2; settings are in the groups env, algorithm, search, walk, length, store")]
    [InlineData("pace: 1\n", "unknown setting 'pace' in {0}, line 1; settings are in the groups env, algorithm, search, walk, length, store")]
    public void A_file_with_a_setting_that_no_longer_exists_is_refused_as_unknown(string yaml, string sentence) => AssertFileRefused(yaml, sentence);

    [Fact]
    public void A_former_path_that_another_setting_has_or_had_is_the_programmers_error()
    {
        Assert.Contains("another setting has that path", FailureOf(new Reused()), StringComparison.Ordinal);
        Assert.Contains("another setting has that path", FailureOf(new Shared()), StringComparison.Ordinal);
    }

    private static string FailureOf(object settings) =>
        Assert.Throws<ArgumentException>(() => SettingChecks.ThrowIfInvalid(settings, "env")).Message;

    private sealed record Reused
    {
        [Setting("a setting that takes the path of the next", FormerPaths = ["env.second"])]
        public int First { get; init; }

        public int Second { get; init; }
    }

    private sealed record Shared
    {
        [Setting("one of two that say the same of their past", FormerPaths = ["env.old"])]
        public int First { get; init; }

        [Setting("the other", FormerPaths = ["env.old"])]
        public int Second { get; init; }
    }
}
