using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <summary>The progress of a run: everything that a checkpoint saves besides parameters and replay.</summary>
internal sealed class TrainingCounters
{
    public long TEnv { get; set; }

    public long Episode { get; set; }

    public long TrainingSteps { get; set; }

    /// <summary>Episodes skipped because their environments misbehaved.</summary>
    public long SkippedEpisodes { get; set; }

    /// <summary>The environment step at which the next test falls due. Where it is reached already, the test is the next thing to be made.</summary>
    public long NextEvaluation { get; set; }

    /// <summary>When every group's target was last updated, in the unit of its rule.</summary>
    public Dictionary<string, long> LastTargetUpdate { get; init; } = [];

    /// <summary>Loss, norm and the algorithm's own figures since the last row of the metrics.</summary>
    public Dictionary<string, RunningMean> SinceLastRow { get; init; } = [];

    /// <summary>The largest of each figure since the last row of the metrics, of those of which the largest is told.</summary>
    public Dictionary<string, double> LargestSinceLastRow { get; init; } = [];

    /// <summary>The figures of the best test so far.</summary>
    public IReadOnlyDictionary<string, double>? Best { get; set; }

    public static TrainingCounters Of(CheckpointState state) => new()
    {
        TEnv = state.TEnv,
        Episode = state.Episode,
        TrainingSteps = state.TrainingSteps,
        SkippedEpisodes = state.SkippedEpisodes,
        NextEvaluation = state.NextEvaluation,
        LastTargetUpdate = new(state.LastTargetUpdate),
        SinceLastRow = new(state.SinceLastRow),
        LargestSinceLastRow = new(state.LargestSinceLastRow),
        Best = state.Best,
    };

    /// <summary>Adds the figure of one training step to those since the last row.</summary>
    public void Add(string figure, double value) => SinceLastRow[figure] = SinceLastRow.GetValueOrDefault(figure).With(value);

    /// <summary>Keeps the figure of one training step where it is the largest since the last row.</summary>
    public void Raise(string figure, double value) => LargestSinceLastRow[figure] = Math.Max(LargestSinceLastRow.GetValueOrDefault(figure), value);

    /// <summary>Keeps the figures of a test that is better than all before it.</summary>
    public void UpdateBest(IReadOnlyDictionary<string, double> figures)
    {
        if (Best is null || figures[MetricsColumns.TestReturnMean] > Best[MetricsColumns.TestReturnMean])
        {
            Best = figures;
        }
    }
}
