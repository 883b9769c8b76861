using Phalanx.Foundation;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Tests.Settings;

public enum Sight
{
    One,
    StepOneHot,
}

/// <summary>An environment's settings, with a setting of every kind there is.</summary>
public sealed record GameSettings
{
    [Setting("what agents see")]
    public Sight Observation { get; init; }

    [Setting("a number of any size")]
    public double Punishment { get; init; } = -2;

    [Setting("a number in an open interval", Above = 0, Below = 1)]
    public double Share { get; init; } = 0.5;

    [Setting("a whole number in a closed interval", Min = 2, Max = 10)]
    public int Actions { get; init; } = 3;

    [Setting("where payoffs come from")]
    public ulong Seed { get; init; }

    [Setting("a number or none", Max = 10)]
    public double? ClipAt { get; init; }

    [Setting("a file")]
    public string Path { get; init; } = "";

    [Setting("a text or none")]
    public string? Label { get; init; }

    [Setting("one of two texts", OneOf = ["easy", "hard"])]
    public string Difficulty { get; init; } = "easy";

    public int Squared => Actions * Actions;
}

/// <summary>An algorithm's settings: all that the presets mention.</summary>
public sealed record MethodSettings
{
    public int Embedding { get; init; } = 32;

    public int HypernetLayers { get; init; } = 2;

    public double LambdaOpt { get; init; } = 1;

    public double LambdaNopt { get; init; } = 0.1;
}

/// <summary>Registries that know the names of the presets' first customers.</summary>
internal static class StandIns
{
    public static readonly string[] Algorithms = ["iql", "vdn", "vdn-s", "qmix", "qtran-base"];

    public static readonly string[] Environments =
    [
        "matrix/qtran", "matrix/resq", "matrix/resq-noisy", "matrix/weighted-qmix", "matrix/qplex-1", "matrix/qplex-3", "matrix/pymarl2",
        "matrix/qtran-21", "matrix/random", "matrix/two-step", "matrix/m-step", "battle/3m",
    ];

    public static SettingsResolver Resolver(params Preset[] presets) => new(Method, Game, new PresetLibrary(presets));

    public static SettingsResolver WithBuiltInPresets() => new(Method, Game);

    public static RunSettings Run(GameSettings? game = null) =>
        new() { AlgorithmName = "qmix", EnvironmentName = "matrix/qtran", Algorithm = new MethodSettings(), Env = game ?? new GameSettings() };

    public static RunRequest Request(params string[] set) => new() { Algorithm = "qmix", Environment = "matrix/qtran", Set = set };

    public static string Refusal(Action action) => Assert.Throws<UserErrorException>(action).Message;

    private static MethodSettings Method(string name) =>
        Algorithms.Contains(name) ? new MethodSettings() : throw new UserErrorException($"unknown algorithm '{name}'");

    private static GameSettings Game(string name) =>
        Environments.Contains(name) ? new GameSettings() : throw new UserErrorException($"unknown environment '{name}'");
}
