using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Runs;
using Phalanx.Settings;

namespace Phalanx.Analysis.Verdicts;

/// <summary>The runs that there are of an experiment.</summary>
public interface IExperimentRuns
{
    /// <summary>What a run came to; null where there is no such run, or not a whole one.</summary>
    /// <param name="arm">The arm's id.</param>
    /// <param name="environment">The environment's id.</param>
    /// <param name="seed">The seed.</param>
    IRunFigures? Find(string arm, string environment, ulong seed);

    /// <summary>The settings of the runs of an arm on an environment that are ours; none where nothing is known of them.</summary>
    /// <param name="arm">The arm's id.</param>
    /// <param name="environment">The environment's id.</param>
    IReadOnlyList<ResolvedSetting> OwnSettings(string arm, string environment) => [];
}

/// <summary>What one run came to.</summary>
public interface IRunFigures
{
    /// <summary>Why the run failed: its numbers stopped being finite, or it was stopped by its own fault. Null for a sound run.</summary>
    string? Failure { get; }

    /// <summary>The joint action that the team takes in a one-step game; null elsewhere.</summary>
    IReadOnlyList<int>? GreedyJointAction { get; }

    /// <summary>A figure; null where the run does not have it.</summary>
    /// <param name="metric">Which one.</param>
    /// <param name="rows">The rows that it is taken over.</param>
    double? Of(Metric metric, RowRange rows);

    /// <summary>A column over training; null where the run does not have it.</summary>
    /// <param name="column">The column of <c>metrics.csv</c>.</param>
    RunCurve? CurveOf(string column);
}
