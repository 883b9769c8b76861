using Phalanx.Environments;
using Phalanx.Learning.Algorithms;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>All kinds of files that are read.</summary>
internal static class FuzzTargets
{
    /// <summary>The kinds, with real files of runs that are trained for it.</summary>
    public static IReadOnlyList<FuzzTarget> All(DrillFolder folder)
    {
        (EnvironmentRegistry environments, AlgorithmRegistry algorithms) = (SampleRun.Environments, SampleRun.Algorithms);
        string[] runs = [SampleRun.Train(folder.At("run")), SampleRun.Train(folder.At("one-step"), "matrix/qtran", steps: 100)];
        return
        [
            new SettingsTarget(folder.At("settings.yaml"), environments, algorithms),
            new AssignmentTarget(folder.At("assigned.yaml"), environments, algorithms),
            new PayoffTarget(folder.At("payoff.json")),
            new PayoffTarget(folder.At("payoff.csv")),
            new BattleTarget(folder.At("map.yaml"), environments),
            new ExperimentTarget(folder.At("experiment.yaml"), environments, algorithms),
            new SweepTarget(folder.At("sweep.yaml"), environments, algorithms),
            new SafetensorsTarget(),
            new CheckpointTarget(SampleRun.Train(folder.At("checkpoints"))),
            new SegmentTarget(SampleRun.Train(folder.At("segments"))),
            new MetricsTarget(folder.At("metrics.csv"), Path.Combine(runs[0], "metrics.csv")),
            new EventsTarget(folder.At("events"), [.. runs.SelectMany(run => Directory.EnumerateFiles(run, "events.*"))]),
            .. JsonTarget.Of(folder, runs),
            new RecordTarget(folder.At("record.phxr"), [.. runs.SelectMany(run => Directory.EnumerateFiles(Path.Combine(run, "records")).Take(2))]),
        ];
    }
}
