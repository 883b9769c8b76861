using Phalanx.Learning.Settings;
using Phalanx.Settings;
using static Phalanx.Learning.Tests.Settings.StandIns;

namespace Phalanx.Learning.Tests.Settings;

/// <summary>The format of presets, and who finds which.</summary>
public sealed class PresetTests
{
    [Fact]
    public void A_value_has_the_source_beside_it_or_that_of_its_preset()
    {
        ResolvedSettings<RunSettings> resolved = Resolver(Preset.Parse(
            """
            algorithm: qmix
            source: the paper
            values:
              learner.lr: 0.1
              learner.gamma: { value: 0.9, source: the repository }
              training.threads: { value: null }
            """,
            "a.yaml")).Resolve(Request());

        Assert.Equal((0.1, 0.9, null), (resolved.Run.Learner.Lr, resolved.Run.Learner.Gamma, resolved.Run.Training.Threads));
        Assert.Equal("the paper", resolved["learner.lr"].Origin.Source);
        Assert.Equal("the repository", resolved["learner.gamma"].Origin.Source);
        Assert.Equal("the paper", resolved["training.threads"].Origin.Source);
    }

    [Theory]
    [InlineData("values: {a.b: 1}", "a preset is for an algorithm, for an environment, or has a name in 'preset'")]
    [InlineData("algorithm: qmix", "a preset has values, each under the path of its setting")]
    [InlineData("algorithm: qmix\nvalues:", "a preset has values, each under the path of its setting")]
    [InlineData("algorithm: qmix\nvalues: {a.b: 1}", "a.b has no source, and neither has the preset")]
    [InlineData("algorithm: qmix\nsource: s\nvalues: {a.b: {source: t}}", "a.b has no value")]
    [InlineData("algorithm: qmix\nsource: s\nvalues: {a.b: {vaule: 1}}", "unknown key 'vaule'; did you mean 'value'?")]
    [InlineData("algorithms: qmix", "unknown key 'algorithms'; did you mean 'algorithm'?")]
    [InlineData("title: mine", "unknown key 'title'; there are preset, algorithm, environment, source, values")]
    [InlineData("algorithm: {a: b}", "algorithm is a name or a list of names")]
    [InlineData("environment: []", "environment is a name or a list of names")]
    [InlineData("preset: [a]", "preset is a text")]
    public void What_is_no_preset_is_refused(string yaml, string reason) =>
        Assert.Equal($"preset 'a.yaml': {reason}", Refusal(() => Preset.Parse(yaml, "a.yaml")));

    [Fact]
    public void A_wrong_value_in_a_preset_is_refused_with_its_line()
    {
        SettingsResolver resolver = Resolver(Preset.Parse("algorithm: qmix\nsource: s\nvalues:\n  learner.lr: -1\n", "a.yaml"));

        Assert.Equal("learner.lr is -1 in 'a.yaml', line 4; it must be a finite number above 0", Refusal(() => resolver.Resolve(Request())));
    }

    [Fact]
    public void An_unknown_or_unsuitable_name_is_refused_with_the_nearest_or_with_those_that_there_are()
    {
        SettingsResolver resolver = WithBuiltInPresets();

        Assert.Equal("unknown preset 'pymarl3'; did you mean 'pymarl'?", Refusal(() => resolver.Resolve(Request() with { Preset = "pymarl3" })));
        Assert.Equal("unknown preset 'fast'; there are pymarl, pymarl2", Refusal(() => resolver.Resolve(Request() with { Preset = "fast" })));
        Assert.Equal(
            "there is no preset 'paper' for qmix on matrix/qtran; there are pymarl, pymarl2",
            Refusal(() => resolver.Resolve(Request() with { Preset = "paper" })));
        Assert.Equal("unknown preset 'fast'; there is none", Refusal(() => Resolver().Resolve(Request() with { Preset = "fast" })));
    }

    [Theory]
    [InlineData("matrix/*", "matrix/qtran", true)]
    [InlineData("matrix/*", "matrix", false)]
    [InlineData("matrix/*", "matrix2/qtran", false)]
    [InlineData("battle/*", "battle/v2/zerg_5_vs_5", true)]
    [InlineData("matrix/qtran", "matrix/qtran-21", false)]
    public void A_family_is_all_names_below_it(string pattern, string environment, bool covered)
    {
        PresetLibrary library = new([Preset.Parse($"environment: {pattern}\nsource: s\nvalues: {{learner.lr: 1}}", "a.yaml")]);

        Assert.Equal(covered, library.CoversEnvironment(environment));
        Assert.Equal(covered ? 1 : 0, library.For("qmix", environment).Count);
    }

    [Fact]
    public void Of_two_families_the_smaller_wins()
    {
        PresetLibrary library = new(
        [
            Preset.Parse("environment: battle/v2/*\nsource: s\nvalues: {learner.lr: 2}", "small.yaml"),
            Preset.Parse("environment: battle/*\nsource: s\nvalues: {learner.lr: 1}", "large.yaml"),
        ]);

        Assert.Equal(["large.yaml", "small.yaml"], library.For("qmix", "battle/v2/zerg_5_vs_5").Select(preset => preset.File));
    }

    [Fact]
    public void Two_presets_of_equal_strength_must_not_set_the_same()
    {
        PresetLibrary library = new(
        [
            Preset.Parse("algorithm: qmix\nsource: s\nvalues: {learner.lr: 2}", "a.yaml"),
            Preset.Parse("algorithm: [vdn, qmix]\nsource: s\nvalues: {learner.lr: 1}", "b.yaml"),
        ]);

        Assert.Contains("a.yaml, b.yaml", Assert.Throws<InvalidOperationException>(() => library.For("qmix", null)).Message, StringComparison.Ordinal);
        Assert.Single(library.For("vdn", null));
    }

    [Fact]
    public void Presets_from_elsewhere_join_those_of_the_library()
    {
        PresetLibrary library = BuiltInPresets.Library.With(Preset.Parse("algorithm: mine\nsource: s\nvalues: {learner.lr: 2}", "mine.yaml"));

        Assert.True(library.CoversAlgorithm("mine"));
        Assert.True(library.CoversAlgorithm("qmix"));
        Assert.False(BuiltInPresets.Library.CoversAlgorithm("mine"));
        Assert.Empty(Preset.EmbeddedIn(typeof(PresetTests).Assembly));
    }
}
