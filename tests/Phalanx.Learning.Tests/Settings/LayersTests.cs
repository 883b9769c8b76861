using Phalanx.Learning.Settings;
using Phalanx.Settings;
using static Phalanx.Learning.Tests.Settings.StandIns;

namespace Phalanx.Learning.Tests.Settings;

/// <summary>The order of layers, and that every value knows where it comes from.</summary>
public sealed class LayersTests
{
    // Layer n sets every path from its own on to n, so that each path shows the strongest layer that reaches it: they must all be in order.
    private static readonly string[] Paths =
    [
        "agent.hidden", "rollout.environments", "learner.target_interval", "evaluation.episodes", "evaluation.interval", "checkpoint.keep",
        "checkpoint.interval", "learner.shard_rows", "exploration.epsilon.steps", "learner.clip_norm", "training.seed", "training.steps", "training.threads",
    ];

    private static readonly Preset[] Presets =
    [
        Of("mine on a pair", "preset: mine\nalgorithm: qmix\nenvironment: matrix/qtran", 7),
        Of("mine", "preset: mine\nalgorithm: [vdn, qmix]", 6),
        Of("pair", "algorithm: qmix\nenvironment: matrix/qtran", 5),
        Of("pair of a family", "algorithm: qmix\nenvironment: matrix/*", 4),
        Of("algorithm", "algorithm: qmix", 3),
        Of("environment", "environment: matrix/qtran", 2),
        Of("family", "environment: [squeeze, matrix/*]", 1),
        Of("another algorithm", "algorithm: vdn", 1),
        Of("another environment", "environment: matrix/resq", 1),
        Of("another name", "preset: other", 1),
    ];

    [Fact]
    public void Every_layer_beats_the_weaker_ones_and_is_remembered()
    {
        using TemporaryFile config = new(string.Concat(Paths[7..].Select(path => $"{path}: 8\n")));
        RunRequest request = Request([.. Paths[9..].Select(path => $"{path}=10")]) with
        {
            Preset = "mine",
            ConfigFile = config.Path,
            Values = Paths[8..].ToDictionary(path => path, path => (object?)9),
            Seed = 11,
            Steps = 11,
            Threads = 11,
        };

        ResolvedSettings<RunSettings> resolved = Resolver(Presets).Resolve(request);

        (string, SettingOrigin)[] expected =
        [
            ("1", new(SettingLayer.EnvironmentPreset, "'family', line 4", "source of family")),
            ("2", new(SettingLayer.EnvironmentPreset, "'environment', line 4", "source of environment")),
            ("3", new(SettingLayer.AlgorithmPreset, "'algorithm', line 4", "source of algorithm")),
            ("4", new(SettingLayer.PairPreset, "'pair of a family', line 5", "source of pair of a family")),
            ("5", new(SettingLayer.PairPreset, "'pair', line 5", "source of pair")),
            ("6", new(SettingLayer.NamedPreset, "'mine', line 5", "source of mine")),
            ("7", new(SettingLayer.NamedPreset, "'mine on a pair', line 6", "source of mine on a pair")),
            ("8", new(SettingLayer.File, $"'{config.Path}', line 1")),
            ("9", new(SettingLayer.Value, "set from C#")),
            ("10", new(SettingLayer.Value, "--set")),
            ("11", new(SettingLayer.Option, "--seed")),
            ("11", new(SettingLayer.Option, "--steps")),
            ("11", new(SettingLayer.Option, "--threads")),
        ];
        Assert.Equal(expected, Paths.Select(path => (resolved[path].Text, resolved[path].Origin)));
        Assert.Equal(new SettingOrigin(SettingLayer.Default), resolved["env.actions"].Origin);
        Assert.Equal((11UL, 11L, 11), (resolved.Run.Training.Seed, resolved.Run.Training.Steps, resolved.Run.Training.Threads));
    }

    [Fact]
    public void A_named_preset_holds_only_when_it_is_asked_for()
    {
        ResolvedSettings<RunSettings> resolved = Resolver(Presets).Resolve(Request());

        Assert.All(Paths[4..], path => Assert.Equal("5", resolved[path].Text));
    }

    [Fact]
    public void An_origin_speaks_for_itself()
    {
        Assert.Equal("default", new SettingOrigin(SettingLayer.Default).ToString());
        Assert.Equal("--set", new SettingOrigin(SettingLayer.Value, "--set").ToString());
        Assert.Equal("a paper ('a.yaml', line 4)", new SettingOrigin(SettingLayer.AlgorithmPreset, "'a.yaml', line 4", "a paper").ToString());
    }

    [Fact]
    public void Options_are_held_to_the_limits_of_their_settings() => Assert.Equal(
        "training.steps is -5; it must be a whole number of at least 1",
        Refusal(() => Resolver().Resolve(Request() with { Steps = -5 })));

    [Fact]
    public void A_file_names_what_the_arguments_do_not()
    {
        using TemporaryFile file = new("algorithm: {name: vdn, embedding: 8}\nenv:\n  name: matrix/resq\n");

        RunSettings run = Resolver().Resolve(new SettingsRequest { ConfigFile = file.Path }).Run;

        Assert.Equal(("vdn", "matrix/resq"), (run.AlgorithmName, run.EnvironmentName));
        Assert.Equal(new MethodSettings { Embedding = 8 }, run.Algorithm);
    }

    [Fact]
    public void Names_that_contradict_each_other_or_are_missing_or_unknown_are_refused()
    {
        using TemporaryFile file = new("algorithm: {name: vdn}\n");

        Assert.Equal(
            $"the algorithm 'qmix' was asked for, but '{file.Path}' is for 'vdn'; leave out one of the two",
            Refusal(() => Resolver().Resolve(Request() with { ConfigFile = file.Path })));
        Assert.Equal(
            "no environment is named; name one as an argument, or as env.name in --config",
            Refusal(() => Resolver().Resolve(new SettingsRequest { ConfigFile = file.Path })));
        Assert.Equal(
            "no algorithm is named; name one as an argument, or as algorithm.name in --config",
            Refusal(() => Resolver().Resolve(new SettingsRequest { Environment = "matrix/qtran" })));
        Assert.Equal("unknown algorithm 'qmx'", Refusal(() => Resolver().Resolve(Request() with { Algorithm = "qmx" })));
    }

    [Fact]
    public void What_is_shown_of_an_algorithm_alone_leaves_environments_out()
    {
        IReadOnlyList<ResolvedSetting> shown = Resolver(Presets).Show("qmix", environment: null);

        Assert.DoesNotContain(shown, setting => setting.Path.StartsWith("env.", StringComparison.Ordinal));
        Assert.Equal("3", shown.Single(setting => setting.Path == Paths[3]).Text);
        ResolvedSetting embedding = shown.Single(setting => setting.Path == "algorithm.embedding");
        Assert.Equal(("32", "default"), (embedding.Text, embedding.Origin.ToString()));
        ResolvedSetting rate = shown.Single(setting => setting.Path == "learner.lr");
        Assert.Equal(("learning rate", "a finite number above 0"), (rate.Description, rate.Allowed));
    }

    [Fact]
    public void What_is_shown_of_an_environment_alone_leaves_algorithms_out()
    {
        IReadOnlyList<ResolvedSetting> shown = Resolver(Presets).Show(algorithm: null, "matrix/qtran");

        Assert.DoesNotContain(shown, setting => setting.Path.StartsWith("algorithm.", StringComparison.Ordinal));
        Assert.Equal("2", shown.Single(setting => setting.Path == Paths[3]).Text);
        Assert.Equal("default", shown.Single(setting => setting.Path == "agent.agent_id").Origin.ToString());
    }

    private static Preset Of(string file, string scope, int layer) => Preset.Parse(
        $"{scope}\nsource: source of {file}\nvalues:\n{string.Concat(Paths[(layer - 1)..].Select(path => $"  {path}: {layer}\n"))}",
        file);
}
