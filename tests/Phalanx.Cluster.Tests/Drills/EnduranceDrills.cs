using System.Diagnostics;
using System.Globalization;
using Phalanx.Studies.Ledgers;
using Xunit.Abstractions;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>
/// A study of an hour in which a machine is struck every minute, by a seed that is told. PHALANX_DRILL_MINUTES and PHALANX_DRILL_PAUSE (seconds between two
/// blows) change that, PHALANX_DRILL_SEED chooses the blows, and PHALANX_DRILL_LOG names a file that tells what happens. The folder of a drill that fails stays.
/// </summary>
[Collection(OneDrillAtATime.Name)]
[Trait("Category", "Slow")]
public sealed class EnduranceDrills(ITestOutputHelper output)
{
    private const int Workers = 3;

    // The study gets longer at its end: by another algorithm. The first two make it up at the beginning.
    private static readonly string[] Algorithms =
    [
        "qmix", "coma", "vdn", "resq", "qatten", "iql", "cw-qmix", "dmix", "qplex", "vdn-s", "qtran-base", "ow-qmix", "resz", "qmix-ns", "diql", "qtran-alt", "qmix-lin", "ddn", "datten",
    ];

    private static readonly string? Log = Environment.GetEnvironmentVariable("PHALANX_DRILL_LOG");

    private readonly double _minutes = Variable("MINUTES", 60);
    private readonly double _pause = Variable("PAUSE", 60);
    private readonly int _seed = (int)Variable("SEED", Random.Shared.Next(1_000_000));
    private readonly long _began = Stopwatch.GetTimestamp();

    private double Elapsed => Stopwatch.GetElapsedTime(_began).TotalSeconds;

    private int Lease => (int)Math.Max(3, _pause / 4);

    private string Settings => string.Create(CultureInfo.InvariantCulture, $"report_seconds: 0.5\nupload_seconds: {Math.Max(1, _pause / 12)}\nmin_free_bytes: 0\n");

    [DrillFact]
    public async Task A_study_in_which_a_machine_is_struck_every_minute_ends_as_if_undisturbed()
    {
        using var theatre = new Theatre(Lease, Sweep(algorithms: 2), Settings) { IsKept = true };
        Tell($"seed {_seed}, {_minutes} minutes, a blow every {_pause} seconds, leases of {Lease} s; in {theatre.Folder}");
        ToolMachine hub = theatre.StartHub();
        var blows = new RandomBlows(theatre, hub, [.. Enumerable.Range(0, Workers).Select(_ => theatre.BeginWorker())], _seed, Lease, Tell);
        var study = new GrowingStudy(theatre, [.. Enumerable.Range(2, Algorithms.Length - 1).Select(Sweep)], left: Workers + 1);
        await using var lost = new LostWork(theatre.Address, theatre.At("cluster", "worker.key"));
        double end = Elapsed + (_minutes * 60);
        double limit = (2 * end) + 600;
        for (double next = Elapsed + _pause; !blows.AreRepaired || !study.IsOver; Thread.Sleep(100))
        {
            if (Elapsed > next && Elapsed < end)
            {
                blows.Strike();
                next += _pause;
            }

            blows.Repair();
            study.GoOn(grows: Elapsed < end - (4 * _pause), blows.HasHub);
            Assert.True(Elapsed < limit, "the study does not end");
        }

        Assert.True(Elapsed > end - (5 * _pause), "the study, all algorithms of it, was over before its time: make its cells longer for this machine");
        study.EqualsTheSweep();
        Tell(Summary(theatre, blows, lost));
        theatre.IsKept = false;
    }

    /// <summary>Cells of very different lengths, with and without replay; most are struck once or more often.</summary>
    private string Sweep(int algorithms) => string.Create(CultureInfo.InvariantCulture, $"""
        name: drill
        algorithms: [{string.Join(", ", Algorithms.Take(algorithms))}]
        environments: [predator-prey, switch-2]
        seeds: 4
        set:
          training.steps: {(int)Math.Max(15_000, 5000 * _pause)}
          agent.hidden: 16
          learner.batch_episodes: 8
          rollout.environments: 1
          replay.capacity_episodes: 100
          checkpoint.interval: 1500
          checkpoint.keep: 3
          evaluation.interval: 5000
          evaluation.episodes: 4
        """);

    private static double Variable(string name, double standard) =>
        Environment.GetEnvironmentVariable($"PHALANX_DRILL_{name}") is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : standard;

    private string Summary(Theatre theatre, RandomBlows blows, LostWork lost)
    {
        IReadOnlyList<JournalEntry> journal = theatre.Journal;
        long steps = theatre.Plan.Cells.Sum(cell => cell.Cell.Steps);
        string counts = string.Join(", ", blows.Counts.Select(count => $"{count.Key} {count.Value}"));
        string kinds = string.Join(", ", journal.GroupBy(entry => entry.Kind).Select(group => $"{group.Key} {group.Count()}"));
        return string.Create(CultureInfo.InvariantCulture, $"{blows.Counts.Values.Sum()} blows: {counts}; {theatre.Plan.Cells.Count} cells, {steps} steps, about {lost.Steps} more in vain; journal: {kinds}");
    }

    private void Tell(string line)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{Elapsed,7:F1} {line}");
        output.WriteLine(text);
        if (Log is { Length: > 0 })
        {
            File.AppendAllText(Log, text + "\n");
        }
    }
}
