using Phalanx.Foundation;

namespace Phalanx.Learning.Rollouts;

/// <summary>Some episodes that are played together. The addresses of all random streams of an episode follow from it.</summary>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Purpose">What the episodes are played for; those of another purpose draw from other streams.</param>
/// <param name="FirstEpisode">The number of the first of them, counted by purpose from 0.</param>
/// <param name="Episodes">How many.</param>
/// <param name="Progress">How far the run is, and how much to explore, the same throughout.</param>
public readonly record struct Round(ulong Seed, RoundPurpose Purpose, long FirstEpisode, int Episodes, RunProgress Progress);

/// <summary>What episodes are played for.</summary>
public sealed class RoundPurpose
{
    private RoundPurpose(string name)
    {
        Environment = StreamPurpose.Named($"{name} environment");
        Exploration = StreamPurpose.Named($"{name} exploration");
    }

    /// <summary>To learn from.</summary>
    public static RoundPurpose Training { get; } = new("training");

    /// <summary>To evaluate the team.</summary>
    public static RoundPurpose Evaluation { get; } = new("evaluation");

    /// <summary>To measure weights that were chosen by tests: episodes that no test had.</summary>
    public static RoundPurpose AbsoluteEvaluation { get; } = new("absolute evaluation");

    /// <summary>Where the seeds of environments come from.</summary>
    internal StreamPurpose Environment { get; }

    /// <summary>Where the draws of action rules come from.</summary>
    internal StreamPurpose Exploration { get; }
}
