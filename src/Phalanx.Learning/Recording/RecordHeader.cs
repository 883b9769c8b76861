using System.Collections.ObjectModel;

namespace Phalanx.Learning.Recording;

/// <summary>
/// What holds for all episodes of a record: the environment, the team, and what its numbers are. It names no time, place or user, so equal
/// runs have equal headers.
/// </summary>
public sealed record RecordHeader
{
    /// <summary>The version of Phalanx that wrote it.</summary>
    public required string Version { get; init; }

    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>
    /// Every setting of the environment by its path, as it would stand in a file of settings. A setting that names a file has the checksum of its content
    /// instead.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get => field ?? ReadOnlyDictionary<string, string>.Empty; init; }

    /// <summary>The algorithm that the team was trained by; null for a team that was not trained.</summary>
    public string? Algorithm { get; init; }

    /// <summary>What plays a team that was not trained: <c>random</c>, or the name of a script of the environment.</summary>
    public string? Policy { get; init; }

    /// <summary>After how many environment steps of training; null for a team that was not trained.</summary>
    public long? TEnv { get; init; }

    /// <summary>The seed that the seeds of the episodes are derived from, as text: it may need more digits than the numbers of a script have.</summary>
    public required string Seed { get; init; }

    /// <summary>How many agents the team has.</summary>
    public required int Agents { get; init; }

    /// <summary>How many discrete actions an agent has; 0 where actions are continuous.</summary>
    public int Actions { get; init; }

    /// <summary>What the discrete actions are called; empty where they have numbers alone.</summary>
    public IReadOnlyList<string> ActionNames { get => field ?? []; init; }

    /// <summary>The lowest value of each dimension of a continuous action; empty where actions are discrete.</summary>
    public IReadOnlyList<float> Low { get => field ?? []; init; }

    /// <summary>The highest values.</summary>
    public IReadOnlyList<float> High { get => field ?? []; init; }

    /// <summary>What is recorded of the outputs of the agents' networks.</summary>
    public RecordedOutputs Outputs { get; init; }

    /// <summary>The joint values, the first being what the method factorises; empty for a method that has none.</summary>
    public IReadOnlyList<string> Joint { get => field ?? []; init; }

    /// <summary>The statistics that the environment declares.</summary>
    public IReadOnlyList<string> Statistics { get => field ?? []; init; }

    /// <summary>How many numbers an agent observes.</summary>
    public int Observation { get; init; }

    /// <summary>The parts of an observation; empty where it is a row of numbers and no more.</summary>
    public IReadOnlyList<RecordedObservationPart> ObservationParts { get => field ?? []; init; }

    /// <summary>How many entities there are; 0 where the environment declares none.</summary>
    public int Entities { get; init; }

    /// <summary>How many steps an episode has at most.</summary>
    public required int EpisodeLimit { get; init; }

    /// <summary>The payoffs of a game of one step in the order of the flat index, the last agent's action counting fastest; null for other games.</summary>
    public IReadOnlyList<double>? Payoffs { get; init; }

    /// <summary>How many numbers a continuous action has; 0 where actions are discrete.</summary>
    internal int Dimensions => Low.Count;

    /// <summary>How many numbers are recorded of the outputs for an agent: one an action, or mean and deviation of each dimension.</summary>
    internal int OutputsPerAgent => Outputs switch
    {
        RecordedOutputs.None => 0,
        RecordedOutputs.MeanAndDeviation => 2 * Dimensions,
        _ => Actions,
    };
}

/// <summary>A part of an observation.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Shape">Its form, such as 5, 5, 3 for a window.</param>
public sealed record RecordedObservationPart(string Name, int Offset, IReadOnlyList<int> Shape)
{
    /// <summary>What the numbers along the last axis are called, such as the layers of a window; empty where they have no names, and in records of before there were any.</summary>
    public IReadOnlyList<string> Features { get => field ?? []; init; }
}
