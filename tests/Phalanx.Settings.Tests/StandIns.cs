using Phalanx.Foundation;

namespace Phalanx.Settings.Tests;

public enum View
{
    Near,
    FarAndWide,
}

/// <summary>An environment's settings, with a setting of every kind there is.</summary>
public sealed record PlaceSettings
{
    [Setting("a name")]
    public View View { get; init; }

    [Setting("a number of any size")]
    public double Height { get; init; } = -2;

    [Setting("a number in an open interval", Above = 0, Below = 1)]
    public double Share { get; init; } = 0.5;

    [Setting("a whole number in a closed interval", Min = 2, Max = 10)]
    public int Sides { get; init; } = 3;

    [Setting("a whole number without a sign")]
    public ulong Seed { get; init; }

    [Setting("a number or none", Max = 10)]
    public double? ClipAt { get; init; }

    [Setting("a text")]
    public string Path { get; init; } = "";

    [Setting("a text or none")]
    public string? Label { get; init; }

    [Setting("one of two texts", OneOf = ["easy", "hard"])]
    public string Difficulty { get; init; } = "easy";

    public int Squared => Sides * Sides;
}

/// <summary>An algorithm's settings.</summary>
public sealed record MethodSettings
{
    public int Width { get; init; } = 32;

    public double Weight { get; init; } = 0.1;
}

/// <summary>What is asked for, with an option that stands for a setting.</summary>
internal sealed record StandInRequest : SettingsRequest
{
    public long? Steps { get; init; }

    public override IEnumerable<SettingOption> Options => [new("length.steps", "--steps", Steps)];
}

/// <summary>A resolver that knows a few algorithms and environments.</summary>
internal static class StandIns
{
    public static readonly string[] Algorithms = ["climb", "climb-fast", "anneal"];

    public static readonly string[] Environments = ["hill/round", "hill/steep", "plain"];

    public static SettingsResolver<StandInRun> Resolver(params Preset[] presets) => new(name => new(Method(name)), name => new(Place(name)), new PresetLibrary(presets));

    public static StandInRun Run(PlaceSettings? place = null) =>
        new() { AlgorithmName = "climb", EnvironmentName = "hill/round", Algorithm = new MethodSettings(), Env = place ?? new PlaceSettings() };

    public static StandInRequest Request(params string[] set) => new() { Algorithm = "climb", Environment = "hill/round", Set = set };

    public static string Refusal(Action action) => Assert.Throws<UserErrorException>(action).Message;

    /// <summary>Asserts that a file of settings is refused by a sentence, in which {0} stands for the file.</summary>
    public static void AssertFileRefused(string yaml, string sentence)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("run.yaml", yaml);
        Assert.Equal(
            sentence.Replace("{0}", $"'{file}'", StringComparison.Ordinal),
            Refusal(() => Resolver().Resolve(Request() with { ConfigFile = file })));
    }

    private static MethodSettings Method(string name) =>
        Algorithms.Contains(name) ? new MethodSettings() : throw new UserErrorException($"unknown algorithm '{name}'");

    private static PlaceSettings Place(string name) =>
        Environments.Contains(name) ? new PlaceSettings() : throw new UserErrorException($"unknown environment '{name}'");
}
