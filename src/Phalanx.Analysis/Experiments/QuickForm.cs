using Phalanx.Settings;

namespace Phalanx.Analysis.Experiments;

/// <summary>The short form of an experiment.</summary>
/// <param name="Settings">Settings that are stronger than all others of the experiment.</param>
/// <param name="Seeds">The seeds.</param>
/// <param name="Arms">The ids of the arms; empty for all that are not optional.</param>
/// <param name="Environments">The ids of the environments; empty for all.</param>
public sealed record QuickForm(
    IReadOnlyList<PlacedSetting> Settings, IReadOnlyList<ulong> Seeds, IReadOnlyList<string> Arms, IReadOnlyList<string> Environments);
