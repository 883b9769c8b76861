using Phalanx.Cluster.Clients;
using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Looks at a cluster's status every second: where a cell falls back, the steps between were trained for nothing.</summary>
internal sealed class LostWork : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<string, (long Epoch, long TEnv)> _last = [];
    private readonly Task _looking;
    private long _steps;

    public LostWork(string hub, string key) => _looking = Task.Run(() => Look(hub, key));

    /// <summary>Steps that were trained for nothing, but for those between two looks.</summary>
    public long Steps => Volatile.Read(ref _steps);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task Look(string hub, string key)
    {
        await using ClusterClient client = await Connect(hub, key);
        while (true)
        {
            HubStatus? status = await client.StatusOrNothing(_end.Token);

            foreach (CellStatus cell in status?.Studies.SelectMany(study => study.Shown) ?? [])
            {
                (long epoch, long tEnv) = _last.GetValueOrDefault(cell.Cell);

                // A hub that was just started has not heard yet how far its workers are.
                if (cell.Epoch > epoch || cell.Rate > 0)
                {
                    Interlocked.Add(ref _steps, Math.Max(0, tEnv - cell.TEnv));
                    _last[cell.Cell] = (cell.Epoch, cell.TEnv);
                }
            }

            await Task.Delay(TimeSpan.FromSeconds(1), _end.Token);
        }
    }

    private async Task<ClusterClient> Connect(string hub, string key)
    {
        while (true)
        {
            try
            {
                return await ClusterClient.Connect(hub, key, _end.Token);
            }
            catch (UserErrorException)
            {
                // The machine is full of work.
            }
        }
    }
}
