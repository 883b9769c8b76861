using Phalanx.Learning.Training;

namespace Phalanx.Drills.Kills;

/// <summary>
/// Runs are killed with SIGKILL at random moments of every stage and begun again, on one thread and on two. In the end each must have the metrics and the weights
/// of an undisturbed one, byte for byte.
/// </summary>
internal sealed class KillDrill : Drill
{
    private static readonly TrainingStage?[] Targets =
        [TrainingStage.Playing, TrainingStage.Learning, TrainingStage.Testing, TrainingStage.Saving, null, TrainingStage.Sampling];

    private static readonly string[] Places = ["Opening", "Playing", "Sampling", "Learning", "Testing", "Saving", "Closing"];

    public override string Name => "kill";

    public override string Description => "Kills runs of five ways to learn at random moments; each must end as an undisturbed one.";

    public override int LongCount => 200;

    public override int ShortCount => TraineeKind.All.Count;

    public override DrillReport Run(DrillRequest request)
    {
        var table = new DrillTable(["run", "learns from", "threads", "kills", .. Places.Select(place => $"in {place.ToLowerInvariant()}"), "equal"]);
        List<string> failures = [];
        var total = new KillCount();
        using var folder = new DrillFolder();
        for (int kind = 0; kind < TraineeKind.All.Count; kind++)
        {
            // The kills of a kind, half of them on one thread and half on two; where there is one, the kinds take turns.
            int kills = (request.Count / TraineeKind.All.Count) + (kind < request.Count % TraineeKind.All.Count ? 1 : 0);
            Undisturbed undisturbed = Undisturbed.Train(TraineeKind.All[kind], folder.At("undisturbed"));
            foreach (int threads in (int[])[1, 2])
            {
                int share = (kills + (threads + kind) % 2) / 2;
                if (share == 0)
                {
                    continue;
                }

                request.Progress.WriteLine($"{undisturbed.Kind.Name} on {threads} threads: {share} kills");
                var count = new KillCount();
                string? failure = Disturb(undisturbed, threads, share, request.RandomOf((kind * 2) + threads), folder, count);
                if (failure is not null)
                {
                    failures.Add($"{undisturbed.Kind.Name} on {threads} threads: {failure}");
                }

                total.Add(count);
                Add(table, undisturbed.Kind.Name, undisturbed.Kind.Source, threads, count, failure is null ? "yes" : "no");
            }
        }

        Add(table, "all", "", "", total, failures.Count == 0 ? "yes" : "no");
        return new DrillReport(table, failures);
    }

    /// <summary>Kills a run so many times, ends it, and compares. A run that ended before it was killed is compared, and another one is begun.</summary>
    /// <returns>What differs or failed; null for nothing.</returns>
    private static string? Disturb(Undisturbed undisturbed, int threads, int kills, Random random, DrillFolder folder, KillCount count)
    {
        int attempts = random.Next(Targets.Length);
        while (true)
        {
            string run = folder.At("disturbed");
            folder.Delete("disturbed");
            TraineeEnd end;
            do
            {
                KillMoment? moment = count.Total < kills ? undisturbed.Moment(Targets[attempts++ % Targets.Length], random) : null;
                end = Trainee.Run(undisturbed.Kind, run, threads, moment);
                if (end.Failure is not null)
                {
                    return $"after {count.Total} kills: {end.Failure}";
                }

                if (end.KilledIn is { } place)
                {
                    count.Add(place);
                }
            }
            while (end.KilledIn is not null);

            if (undisturbed.Result.FirstDifference(new RunResult(run)) is { } difference)
            {
                return $"{difference} is not that of the undisturbed run, after {count.Total} kills";
            }

            if (count.Total >= kills)
            {
                return null;
            }
        }
    }

    private static void Add(DrillTable table, string run, string source, object threads, KillCount count, string equal) =>
        table.Add([run, source, threads, count.Total, .. Places.Select(place => (object)count.In(place)), equal]);
}
