using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>A worker stands still while its slot trains on to the end. The cell is another's by then, and both results are compared.</summary>
[Collection(DrillsOfLoss.Name)]
public sealed class AuditDrills : IDisposable
{
    private readonly Theatre _theatre = new();

    public void Dispose() => _theatre.Dispose();

    [DrillFact]
    public void A_worker_that_comes_back_with_the_same_result_is_noted_and_one_with_another_is_an_alarm()
    {
        (_, ToolMachine[] workers) = _theatre.Begin(2);
        string[] lost = [.. workers.Select(worker => _theatre.Underway(worker).Cell)];
        Array.ForEach(workers, worker => worker.Signal("STOP"));
        ToolMachine third = _theatre.StartWorker();
        _theatre.EndsAsIfUndisturbed();

        // One of the two came to another result: that is made up here.
        string[] runs = [.. workers.Zip(lost).Select(pair => _theatre.At("scratch", pair.First.Worker, $"{Theatre.Study}-{pair.Second}-1"))];
        _theatre.Until(() => Array.TrueForAll(runs, run => File.Exists(Path.Combine(run, "summary.json"))), workers);
        File.AppendAllText(Path.Combine(runs[1], "settings.yaml"), "# other\n");
        Array.ForEach(workers, worker => worker.Signal("CONT"));
        _theatre.Until(() => _theatre.Journal.Count(entry => entry.Kind == JournalKind.Compared) == 2, workers);
        JournalEntry same = _theatre.Journal.Single(entry => entry.Kind == JournalKind.Compared && entry.Cell == lost[0]);
        Assert.Equal((workers[0].Worker, null), (same.Worker, same.Message));

        ToolMachine status = _theatre.Start($"cluster status --hub {_theatre.Address}");
        Assert.Equal(1, status.End());
        Assert.Contains(
            $"ALARM: drill/{lost[1]} is in doubt: {third.Worker} (epoch 2) and {workers[1].Worker} (epoch 1) came to different results, in settings.yaml",
            status.Output,
            StringComparison.Ordinal);
        Assert.DoesNotContain($"ALARM: drill/{lost[0]}", status.Output, StringComparison.Ordinal);
        Assert.Equal(1, _theatre.Start($"sweep sweep.yaml --hub {_theatre.Address} --key cluster/worker.key --cells elsewhere").End());
        Assert.Equal(0, _theatre.Start($"cluster retry drill/{lost[1]} --hub {_theatre.Address}").End());
        _theatre.Until(() => _theatre.Standings.All(cell => cell.IsOver), third);
        _theatre.EndsAsIfUndisturbed();
        Assert.Equal(0, _theatre.Start($"cluster status --hub {_theatre.Address}").End());
    }
}
