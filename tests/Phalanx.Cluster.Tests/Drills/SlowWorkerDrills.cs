using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>A machine that is slow is no machine that is lost.</summary>
[Collection(OneDrillAtATime.Name)]
[Trait("Category", "Slow")]
public sealed class SlowWorkerDrills : IDisposable
{
    private readonly Theatre _theatre = new(lease: 6, Sweeps.LongCells) { Patience = TimeSpan.FromMinutes(15) };

    public void Dispose() => _theatre.Dispose();

    [DrillFact]
    public void A_worker_that_is_slow_is_shown_beside_the_median_and_keeps_its_cell()
    {
        (_, ToolMachine[] workers) = _theatre.Begin(2);
        CellStanding cell = _theatre.Underway(workers[0]);
        int slot = workers[0].Children.Single();
        using (new Brake(slot))
        {
            _theatre.Until(() => _theatre.Status().Split('\n').Any(line => line.Contains(cell.Cell, StringComparison.Ordinal)
                && line.Contains($"on {workers[0].Worker}", StringComparison.Ordinal) && line.Contains("less than half of the median", StringComparison.Ordinal)), workers);
        }

        _theatre.EndsAsIfUndisturbed();
        Assert.All(_theatre.Standings, each => Assert.Equal(1, each.Epoch));
    }

    /// <summary>Lets a process work for a twentieth of the time.</summary>
    private sealed class Brake : IDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly Task _braking;

        public Brake(int process) => _braking = Task.Run(() =>
        {
            while (!_end.IsCancellationRequested)
            {
                ToolMachine.Signal(process, "STOP");
                Thread.Sleep(950);
                ToolMachine.Signal(process, "CONT");
                Thread.Sleep(50);
            }
        });

        public void Dispose()
        {
            _end.Cancel();
            _braking.Wait();
            _end.Dispose();
        }
    }
}
