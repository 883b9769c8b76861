namespace Phalanx.Analysis.Statistics;

/// <summary>The scores that become 0 and 1. They are fixed for a task and never taken from the runs themselves, so that a run's score depends on no other run.</summary>
/// <param name="Low">The score that becomes 0. What is below stays below.</param>
/// <param name="High">The score that becomes 1.</param>
public sealed record NormalisationBounds(double Low, double High)
{
    /// <summary>The bounds of shares, such as a win rate, which stay as they are.</summary>
    public static NormalisationBounds Share { get; } = new(0, 1);

    /// <summary>Whether scores below <see cref="Low"/> count as it.</summary>
    public bool ClipsBelow { get; init; }

    /// <summary>A score on the scale on which <see cref="Low"/> is 0 and <see cref="High"/> is 1.</summary>
    /// <param name="score">The score.</param>
    public double Normalise(double score) => ((ClipsBelow ? Math.Max(score, Low) : score) - Low) / (High - Low);
}
