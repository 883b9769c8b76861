using static Phalanx.Settings.Tests.StandIns;

namespace Phalanx.Settings.Tests;

/// <summary>The format of presets, and which of them hold for an algorithm on an environment.</summary>
public sealed class PresetTests
{
    [Fact]
    public void A_value_has_the_source_beside_it_or_that_of_its_preset()
    {
        ResolvedSettings<StandInRun> resolved = Resolver(Preset.Parse(
            """
            algorithm: climb
            source: the paper
            values:
              search.rate: 0.1
              search.decay: { value: 0.9, source: the repository }
              length.threads: { value: null }
            """,
            "a.yaml")).Resolve(Request());

        Assert.Equal((0.1, 0.9, null), (resolved.Run.Search.Rate, resolved.Run.Search.Decay, resolved.Run.Length.Threads));
        Assert.Equal("the paper", resolved["search.rate"].Origin.Source);
        Assert.Equal("the repository", resolved["search.decay"].Origin.Source);
        Assert.Equal("the paper", resolved["length.threads"].Origin.Source);
    }

    [Theory]
    [InlineData("values: {a.b: 1}", "a preset is for an algorithm, for an environment, or has a name in 'preset'")]
    [InlineData("algorithm: climb", "a preset has values, each under the path of its setting")]
    [InlineData("algorithm: climb\nvalues:", "a preset has values, each under the path of its setting")]
    [InlineData("algorithm: climb\nvalues: {a.b: 1}", "a.b has no source, and neither has the preset")]
    [InlineData("algorithm: climb\nsource: s\nvalues: {a.b: {source: t}}", "a.b has no value")]
    [InlineData("algorithm: climb\nsource: s\nvalues: {a.b: {vaule: 1}}", "unknown key 'vaule'; did you mean 'value'?")]
    [InlineData("algorithms: climb", "unknown key 'algorithms'; did you mean 'algorithm'?")]
    [InlineData("title: mine", "unknown key 'title'; there are preset, algorithm, environment, source, values")]
    [InlineData("algorithm: {a: b}", "algorithm is a name or a list of names")]
    [InlineData("environment: []", "environment is a name or a list of names")]
    [InlineData("preset: [a]", "preset is a text")]
    public void A_text_that_is_no_preset_is_refused_with_the_reason(string yaml, string reason) =>
        Assert.Equal($"preset 'a.yaml': {reason}", Refusal(() => Preset.Parse(yaml, "a.yaml")));

    [Fact]
    public void A_wrong_value_in_a_preset_is_refused_with_its_line()
    {
        SettingsResolver<StandInRun> resolver = Resolver(Preset.Parse("algorithm: climb\nsource: s\nvalues:\n  search.rate: -1\n", "a.yaml"));

        Assert.Equal("search.rate is -1 in 'a.yaml', line 4; it must be a finite number above 0", Refusal(() => resolver.Resolve(Request())));
    }

    [Fact]
    public void A_name_of_no_preset_or_of_one_for_others_is_refused_with_the_nearest_or_with_those_that_there_are()
    {
        SettingsResolver<StandInRun> resolver = Resolver(
            Preset.Parse("preset: careful\nsource: s\nvalues: {search.rate: 1}", "a.yaml"),
            Preset.Parse("preset: bold\nalgorithm: climb\nsource: s\nvalues: {search.rate: 2}", "b.yaml"),
            Preset.Parse("preset: paper\nalgorithm: anneal\nsource: s\nvalues: {search.rate: 3}", "c.yaml"));

        Assert.Equal("unknown preset 'carefull'; did you mean 'careful'?", Refusal(() => resolver.Resolve(Request() with { Preset = "carefull" })));
        Assert.Equal("unknown preset 'fast'; there are bold, careful", Refusal(() => resolver.Resolve(Request() with { Preset = "fast" })));
        Assert.Equal(
            "there is no preset 'paper' for climb on hill/round; there are bold, careful",
            Refusal(() => resolver.Resolve(Request() with { Preset = "paper" })));
        Assert.Equal("unknown preset 'fast'; there is none", Refusal(() => Resolver().Resolve(Request() with { Preset = "fast" })));
    }

    [Theory]
    [InlineData("hill/*", "hill/round", true)]
    [InlineData("hill/*", "hill", false)]
    [InlineData("hill/*", "hill2/round", false)]
    [InlineData("isle/*", "isle/far/green", true)]
    [InlineData("hill/round", "hill/round-21", false)]
    public void A_family_is_all_names_below_it(string pattern, string environment, bool covered)
    {
        PresetLibrary library = new([Preset.Parse($"environment: {pattern}\nsource: s\nvalues: {{search.rate: 1}}", "a.yaml")]);

        Assert.Equal(covered ? 1 : 0, library.For("climb", environment).Count);
    }

    [Fact]
    public void Of_two_families_that_hold_the_smaller_is_stronger()
    {
        PresetLibrary library = new(
        [
            Preset.Parse("environment: isle/far/*\nsource: s\nvalues: {search.rate: 2}", "small.yaml"),
            Preset.Parse("environment: isle/*\nsource: s\nvalues: {search.rate: 1}", "large.yaml"),
        ]);

        Assert.Equal(["large.yaml", "small.yaml"], library.For("climb", "isle/far/green").Select(preset => preset.File));
    }

    [Fact]
    public void Two_presets_of_equal_strength_must_not_set_the_same_setting()
    {
        PresetLibrary library = new(
        [
            Preset.Parse("algorithm: climb\nsource: s\nvalues: {search.rate: 2}", "a.yaml"),
            Preset.Parse("algorithm: [anneal, climb]\nsource: s\nvalues: {search.rate: 1}", "b.yaml"),
        ]);

        Assert.Contains("a.yaml, b.yaml", Assert.Throws<InvalidOperationException>(() => library.For("climb", null)).Message, StringComparison.Ordinal);
        Assert.Single(library.For("anneal", null));
    }

    [Fact]
    public void Presets_from_elsewhere_join_those_of_the_library()
    {
        PresetLibrary library = new([Preset.Parse("algorithm: climb\nsource: s\nvalues: {search.rate: 1}", "a.yaml")]);
        PresetLibrary larger = library.With(Preset.Parse("algorithm: mine\nsource: s\nvalues: {search.rate: 2}", "mine.yaml"));

        Assert.True(larger.CoversAlgorithm("mine"));
        Assert.True(larger.CoversAlgorithm("climb"));
        Assert.False(library.CoversAlgorithm("mine"));
    }

    [Fact]
    public void The_presets_that_an_assembly_carries_are_its_resources_below_presets()
    {
        Preset preset = Assert.Single(Preset.EmbeddedIn(typeof(PresetTests).Assembly));

        Assert.Equal("presets/embedded.yaml", preset.File);
        Assert.Equal(["search.rate", "search.exact"], preset.Paths);
        Assert.Empty(Preset.EmbeddedIn(typeof(PresetLibrary).Assembly));
    }
}
