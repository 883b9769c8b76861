using System.Globalization;
using System.Text;
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
            ObservationParts = PartsOf(spec),
            Entities = spec.Entities?.Count ?? 0,
            EpisodeLimit = spec.EpisodeLimit,
            Payoffs = spec.Payoffs is { } payoffs && payoffs.Values.Length <= RecordLimits.PayoffCells ? payoffs.Values.ToArray() : null,
        };
    }

    /// <summary>The parts of observations. Names of more numbers than a header has room for are left out: the record is true without them.</summary>
    private static RecordedObservationPart[] PartsOf(EnvironmentSpec spec)
    {
        long bytes = spec.ObservationParts.SelectMany(part => part.Features).Sum(name => (long)Encoding.UTF8.GetByteCount(name));
        bool named = bytes <= RecordLimits.FeatureNames;
        return
        [
            .. spec.ObservationParts.Select(part => new RecordedObservationPart(part.Name, part.Offset, part.Shape) { Features = named ? part.Features : [] }),
        ];
    }
}
