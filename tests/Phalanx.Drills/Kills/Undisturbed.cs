using System.Diagnostics;
using Phalanx.Learning.Training;

namespace Phalanx.Drills.Kills;

/// <summary>A run that ended in peace: what those that are killed are compared with, and how often and how long its stages were.</summary>
/// <param name="Kind">What was trained.</param>
/// <param name="Result">What it came to.</param>
/// <param name="Stages">Its stages.</param>
/// <param name="Start">What the process took beside the stages: to start, to open the run and to end.</param>
internal sealed record Undisturbed(
    TraineeKind Kind, RunResult Result, IReadOnlyDictionary<TrainingStage, StageCount> Stages, TimeSpan Start)
{
    /// <summary>Of the entries of a stage, those among which one is chosen: few, so that a run is killed many times before it ends.</summary>
    private const int Part = 6;

    public static Undisturbed Train(TraineeKind kind, string folder)
    {
        var watch = Stopwatch.StartNew();
        TraineeEnd end = Trainee.Run(kind, folder, threads: 1, moment: null);
        if (end.Failure is not null)
        {
            throw new InvalidOperationException($"{kind.Name} fails undisturbed: {end.Failure}");
        }

        TimeSpan stages = end.Stages.Values.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Time);
        var result = new RunResult(folder);
        Directory.Delete(folder, recursive: true);
        return new Undisturbed(kind, result, end.Stages, watch.Elapsed - stages);
    }

    /// <summary>A random moment of a stage, or shortly after it.</summary>
    /// <param name="stage">The stage; null for the start of the process.</param>
    /// <param name="random">Where the moment comes from.</param>
    public KillMoment Moment(TrainingStage? stage, Random random)
    {
        if (stage is null || !Stages.TryGetValue(stage.Value, out StageCount count))
        {
            return new KillMoment(null, 1, Start * random.NextDouble());
        }

        int entry = 1 + random.Next(Math.Max(1, count.Entries / Part));
        return new KillMoment(stage, entry, count.Time / count.Entries * (1.2 * random.NextDouble()));
    }
}
