namespace Phalanx.Analysis;

/// <summary>How long a projection may take, and where progress is reported.</summary>
public sealed record ProjectionOptions
{
    /// <summary>
    /// The most order tuples it goes through, (A!)^n for n agents with A actions: a larger game is refused rather than left to run for days.
    /// </summary>
    public long MaxOrderTuples { get; init; } = 50_000;

    /// <summary>Is told the part that is done, from 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }
}
