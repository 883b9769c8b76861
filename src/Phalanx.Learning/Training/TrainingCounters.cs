using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <summary>Where a run stands: everything that a checkpoint remembers besides parameters and replay.</summary>
internal sealed class TrainingCounters
{
    public long TEnv { get; set; }

    public long Episode { get; set; }

    public long TrainingSteps { get; set; }

    /// <summary>When every group's target last followed, in the unit of its rule.</summary>
    public Dictionary<string, long> LastTargetUpdate { get; init; } = [];

    /// <summary>Loss and norm since the last row of the metrics.</summary>
    public RunningMean Loss { get; set; }

    public RunningMean GradientNorm { get; set; }

    /// <summary>The figures of the best test so far.</summary>
    public IReadOnlyDictionary<string, double>? Best { get; set; }

    public static TrainingCounters Of(CheckpointState state) => new()
    {
        TEnv = state.TEnv,
        Episode = state.Episode,
        TrainingSteps = state.TrainingSteps,
        LastTargetUpdate = new(state.LastTargetUpdate),
        Loss = state.SinceLastRow.GetValueOrDefault(MetricsColumns.Loss),
        GradientNorm = state.SinceLastRow.GetValueOrDefault(MetricsColumns.GradNorm),
        Best = state.Best,
    };

    /// <summary>Remembers a test that is better than any before.</summary>
    public void Note(IReadOnlyDictionary<string, double> figures)
    {
        if (Best is null || figures[MetricsColumns.TestReturnMean] > Best[MetricsColumns.TestReturnMean])
        {
            Best = figures;
        }
    }
}
