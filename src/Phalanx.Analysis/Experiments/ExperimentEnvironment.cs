using Phalanx.Settings;

namespace Phalanx.Analysis.Experiments;

/// <summary>An environment of an experiment.</summary>
/// <param name="Id">What the experiment calls it.</param>
/// <param name="Name">The registered name.</param>
/// <param name="Settings">Settings of every cell on it, its own and others; those of an arm are stronger.</param>
/// <param name="Normalise">The returns that count as 0 and as 1 where environments are put together; null where no bound is known.</param>
/// <param name="Where">Where it stands, as it follows a name in a sentence.</param>
public sealed record ExperimentEnvironment(
    string Id, string Name, IReadOnlyList<PlacedSetting> Settings, (double Low, double High)? Normalise = null, string Where = "")
{
    /// <summary>Whether it is a battle of the simulator rather than a game that the papers played.</summary>
    public bool IsSimulated => Name.StartsWith("battle/", StringComparison.Ordinal);

    /// <summary>What tables and figures call it: its name, and the settings that make it what it is.</summary>
    public string Title => Settings.Count == 0 ? Name : $"{Name}, {string.Join(", ", Settings.Select(setting => $"{setting.Path} {setting.Value.Text()}"))}";
}
