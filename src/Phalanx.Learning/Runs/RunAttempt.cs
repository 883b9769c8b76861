using System.Text.Json.Serialization;
using Phalanx.Numerics.Probing;

namespace Phalanx.Learning.Runs;

/// <summary>One process that trained a run, from its start or from a checkpoint on.</summary>
public sealed record RunAttempt
{
    /// <summary>The environment steps that were collected when it began: 0, or those of the checkpoint that it resumed from.</summary>
    public required long TEnv { get; init; }

    /// <summary>When it began; null when that is unknown.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>What it ran on; null when that is unknown.</summary>
    public Machine? Machine { get; init; }

    /// <summary>The instructions of the processor; null when they are unknown.</summary>
    public string? Architecture { get; init; }

    /// <summary>The digest of the numeric probe, where the process had computed it, as those of a cluster have; null when it is unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Probe { get; init; }

    /// <summary>The version of Phalanx; null when it is unknown.</summary>
    public string? Version { get; init; }

    /// <summary>How many of the newest replayed episodes were not in the checkpoint that it resumed from, because there had been no space for them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long MissingEpisodes { get; init; }

    /// <summary>How long it trained, up to the last checkpoint that it saved.</summary>
    public double WallSeconds { get; init; }

    /// <summary>What decided the last digits of its results; null when that is unknown.</summary>
    [JsonIgnore]
    public BitClass? Bits => Machine is { } machine && Architecture is { } architecture ? new(machine.Simd, machine.DotNet, architecture) : null;

    /// <summary>What trained a run that has no record of its beginning.</summary>
    internal static RunAttempt Unknown { get; } = new() { TEnv = 0 };

    /// <summary>This process, which begins now.</summary>
    internal static RunAttempt Beginning(long tEnv) => new()
    {
        TEnv = tEnv,
        StartedAt = DateTimeOffset.UtcNow,
        Machine = Machine.Current,
        Architecture = BitClass.CurrentArchitecture,
        Probe = NumericProbe.Known,
        Version = Build.Version,
    };
}
