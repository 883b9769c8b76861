using static Phalanx.Settings.Tests.StandIns;

namespace Phalanx.Settings.Tests;

/// <summary>The order of layers, and that every value knows where it comes from.</summary>
public sealed class LayersTests
{
    // Layer n sets every path from its own on to n, so that each path shows the strongest layer that reaches it: they must all be in order.
    private static readonly string[] Paths =
    [
        "walk.warmup", "walk.step.first", "search.rate", "walk.step.last", "walk.step.count", "length.threads", "length.steps_per_pass", "search.batch",
        "store.capacity", "length.seed", "length.steps",
    ];

    private static readonly Preset[] Presets =
    [
        Of("mine on a pair", "preset: mine\nalgorithm: climb\nenvironment: hill/round", 7),
        Of("mine", "preset: mine\nalgorithm: [anneal, climb]", 6),
        Of("pair", "algorithm: climb\nenvironment: hill/round", 5),
        Of("pair of a family", "algorithm: climb\nenvironment: hill/*", 4),
        Of("algorithm", "algorithm: climb", 3),
        Of("environment", "environment: hill/round", 2),
        Of("family", "environment: [plain, hill/*]", 1),
        Of("another algorithm", "algorithm: anneal", 1),
        Of("another environment", "environment: hill/steep", 1),
        Of("another name", "preset: other", 1),
    ];

    [Fact]
    public void A_value_of_a_later_layer_replaces_that_of_an_earlier_one_and_knows_where_it_comes_from()
    {
        using TemporaryFolder folder = new();
        string config = folder.Write("run.yaml", string.Concat(Paths[7..].Select(path => $"{path}: 8\n")));
        StandInRequest request = Request([.. Paths[9..].Select(path => $"{path}=10")]) with
        {
            Preset = "mine",
            ConfigFile = config,
            Values = Paths[8..].ToDictionary(path => path, path => (object?)9),
            Steps = 11,
        };

        ResolvedSettings<StandInRun> resolved = Resolver(Presets).Resolve(request);

        (string, SettingOrigin)[] expected =
        [
            ("1", new(SettingLayer.EnvironmentPreset, "'family', line 4", "source of family")),
            ("2", new(SettingLayer.EnvironmentPreset, "'environment', line 4", "source of environment")),
            ("3", new(SettingLayer.AlgorithmPreset, "'algorithm', line 4", "source of algorithm")),
            ("4", new(SettingLayer.PairPreset, "'pair of a family', line 5", "source of pair of a family")),
            ("5", new(SettingLayer.PairPreset, "'pair', line 5", "source of pair")),
            ("6", new(SettingLayer.NamedPreset, "'mine', line 5", "source of mine")),
            ("7", new(SettingLayer.NamedPreset, "'mine on a pair', line 6", "source of mine on a pair")),
            ("8", new(SettingLayer.File, $"'{config}', line 1")),
            ("9", new(SettingLayer.Value, "set from C#")),
            ("10", new(SettingLayer.Value, "--set")),
            ("11", new(SettingLayer.Option, "--steps")),
        ];
        Assert.Equal(expected, Paths.Select(path => (resolved[path].Text, resolved[path].Origin)));
        Assert.Equal(new SettingOrigin(SettingLayer.Default), resolved["env.sides"].Origin);
        Assert.Equal((8, 11L), (resolved.Run.Search.Batch, resolved.Run.Length.Steps));
    }

    [Fact]
    public void A_named_preset_holds_only_when_it_is_asked_for()
    {
        ResolvedSettings<StandInRun> resolved = Resolver(Presets).Resolve(Request());

        Assert.All(Paths[4..], path => Assert.Equal("5", resolved[path].Text));
    }

    [Fact]
    public void An_origin_is_shown_by_its_source_and_place()
    {
        Assert.Equal("default", new SettingOrigin(SettingLayer.Default).ToString());
        Assert.Equal("--set", new SettingOrigin(SettingLayer.Value, "--set").ToString());
        Assert.Equal("a paper ('a.yaml', line 4)", new SettingOrigin(SettingLayer.AlgorithmPreset, "'a.yaml', line 4", "a paper").ToString());
    }

    [Fact]
    public void Options_are_held_to_the_limits_of_their_settings() => Assert.Equal(
        "length.steps is -5; it must be a whole number of at least 1",
        Refusal(() => Resolver().Resolve(Request() with { Steps = -5 })));

    [Fact]
    public void A_file_names_what_the_arguments_do_not()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("run.yaml", "algorithm: {name: anneal, width: 8}\nenv:\n  name: hill/steep\n");

        StandInRun run = Resolver().Resolve(new SettingsRequest { ConfigFile = file }).Run;

        Assert.Equal(("anneal", "hill/steep"), (run.AlgorithmName, run.EnvironmentName));
        Assert.Equal(new MethodSettings { Width = 8 }, run.Algorithm);
    }

    [Fact]
    public void Names_that_contradict_each_other_or_are_missing_or_unknown_are_refused()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("run.yaml", "algorithm: {name: anneal}\n");

        Assert.Equal(
            $"the algorithm 'climb' was asked for, but '{file}' is for 'anneal'; leave out one of the two",
            Refusal(() => Resolver().Resolve(Request() with { ConfigFile = file })));
        Assert.Equal(
            "no environment is named; name one as an argument, or as env.name in --config",
            Refusal(() => Resolver().Resolve(new SettingsRequest { ConfigFile = file })));
        Assert.Equal(
            "no algorithm is named; name one as an argument, or as algorithm.name in --config",
            Refusal(() => Resolver().Resolve(new SettingsRequest { Environment = "hill/round" })));
        Assert.Equal("unknown algorithm 'climbb'", Refusal(() => Resolver().Resolve(Request() with { Algorithm = "climbb" })));
    }

    [Fact]
    public void What_is_shown_of_an_algorithm_alone_leaves_environments_out()
    {
        IReadOnlyList<ResolvedSetting> shown = Resolver(Presets).Show("climb", environment: null);

        Assert.DoesNotContain(shown, setting => setting.Path.StartsWith("env.", StringComparison.Ordinal));
        Assert.Equal("3", shown.Single(setting => setting.Path == Paths[3]).Text);
        ResolvedSetting width = shown.Single(setting => setting.Path == "algorithm.width");
        Assert.Equal(("32", "default"), (width.Text, width.Origin.ToString()));
        ResolvedSetting rate = shown.Single(setting => setting.Path == "search.rate");
        Assert.Equal(("a positive number", "a finite number above 0"), (rate.Description, rate.Allowed));
    }

    [Fact]
    public void What_is_shown_of_an_environment_alone_leaves_algorithms_out()
    {
        IReadOnlyList<ResolvedSetting> shown = Resolver(Presets).Show(algorithm: null, "hill/round");

        Assert.DoesNotContain(shown, setting => setting.Path.StartsWith("algorithm.", StringComparison.Ordinal));
        Assert.Equal("2", shown.Single(setting => setting.Path == Paths[3]).Text);
        Assert.Equal("default", shown.Single(setting => setting.Path == "search.exact").Origin.ToString());
    }

    private static Preset Of(string file, string scope, int layer) => Preset.Parse(
        $"{scope}\nsource: source of {file}\nvalues:\n{string.Concat(Paths[(layer - 1)..].Select(path => $"  {path}: {layer}\n"))}",
        file);
}
