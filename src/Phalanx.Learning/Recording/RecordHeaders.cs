using System.Globalization;
using Phalanx.Environments;
using Phalanx.Learning.Runs;
using Phalanx.Settings;

namespace Phalanx.Learning.Recording;

/// <summary>Headers of records.</summary>
public static class RecordHeaders
{
    /// <summary>The header of episodes in an environment; who plays them is still to be added.</summary>
    /// <param name="environment">The environment's name.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="spec">What it is.</param>
    /// <param name="seed">The seed that the seeds of the episodes are derived from.</param>
    public static RecordHeader Of(string environment, object settings, EnvironmentSpec spec, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new RecordHeader
        {
            Version = Build.Version,
            Environment = environment,
            Settings = SettingsDigest.ValuesOf(settings, RunNames.EnvironmentGroup).ToDictionary(),
            Seed = seed.ToString(CultureInfo.InvariantCulture),
            Agents = spec.Agents,
            Actions = spec.Actions.Count,
            ActionNames = spec.Actions.Names,
            Low = spec.Actions.Low.ToArray(),
            High = spec.Actions.High.ToArray(),
            Statistics = spec.Statistics,
            Observation = spec.ObservationSize,
            ObservationParts = [.. spec.ObservationParts.Select(part => new RecordedObservationPart(part.Name, part.Offset, part.Shape))],
            Entities = spec.Entities?.Count ?? 0,
            EpisodeLimit = spec.EpisodeLimit,
            Payoffs = spec.Payoffs is { } payoffs && payoffs.Values.Length <= RecordLimits.PayoffCells ? payoffs.Values.ToArray() : null,
        };
    }
}
