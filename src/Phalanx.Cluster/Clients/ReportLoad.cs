using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Keys;
using Phalanx.Cluster.Wiring;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Clients;

/// <summary>
/// Workers that train nothing and report to a hub as real ones do: they take cells, tell that these come further, and never end one. It measures how long a
/// report waits for its answer, and keeps a hub busy that is measured from outside.
/// </summary>
public sealed class ReportLoad : IAsyncDisposable
{
    private readonly ClusterKey _key;
    private readonly HubLink[] _links;
    private readonly ReportingWorker[] _workers;

    private ReportLoad(ClusterKey key, HubLink[] links, ReportingWorker[] workers) => (_key, _links, _workers) = (key, links, workers);

    /// <summary>How many cells the workers have.</summary>
    public int Cells => _workers.Sum(worker => worker.Cells);

    /// <summary>Connects, and lets the workers join.</summary>
    /// <param name="hub">The hub's address.</param>
    /// <param name="key">The file of the worker's key.</param>
    /// <param name="workers">How many workers report.</param>
    /// <param name="slots">How many slots each has.</param>
    /// <param name="connections">How many connections they share.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserErrorException">The hub cannot be reached, or refuses a worker.</exception>
    public static async Task<ReportLoad> Connect(string hub, string key, int workers, int slots, int connections, CancellationToken cancellation = default)
    {
        var read = ClusterKey.ReadWorker(key);
        HubLink[] links = [.. Enumerable.Range(0, connections).Select(_ => new HubLink(hub, read, log: null))];
        var load = new ReportLoad(read, links, [.. Enumerable.Range(0, workers).Select(number => new ReportingWorker(links[number % connections], number, slots))]);
        try
        {
            foreach (HubLink link in links)
            {
                await link.Connect(cancellation: cancellation).ConfigureAwait(false);
            }

            foreach (ReportingWorker worker in load._workers)
            {
                await worker.Join().ConfigureAwait(false);
            }

            return load;
        }
        catch (HubUnreachableException failure)
        {
            await load.DisposeAsync().ConfigureAwait(false);
            throw new UserErrorException(failure.Message, failure);
        }
    }

    /// <summary>Reports for a time, the workers one after the other within every interval.</summary>
    /// <param name="time">How long.</param>
    /// <param name="interval">How often each worker reports.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How long each report waited for its answer.</returns>
    public async Task<IReadOnlyList<TimeSpan>> Report(TimeSpan time, TimeSpan interval, CancellationToken cancellation)
    {
        ConcurrentQueue<TimeSpan> answers = new();
        long begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(_workers.Select(async (worker, number) =>
        {
            await Task.Delay(interval * number / _workers.Length, cancellation).ConfigureAwait(false);
            while (Stopwatch.GetElapsedTime(begun) < time)
            {
                TimeSpan answer = await worker.Report().ConfigureAwait(false);
                answers.Enqueue(answer);
                await Task.Delay(answer < interval ? interval - answer : TimeSpan.Zero, cancellation).ConfigureAwait(false);
            }
        })).ConfigureAwait(false);
        return [.. answers];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (HubLink link in _links)
        {
            await link.DisposeAsync().ConfigureAwait(false);
        }

        _key.Dispose();
    }

    private sealed class ReportingWorker(HubLink link, int number, int slots)
    {
        private static readonly WireClass Class = new("load", "load", "load", "load", "load");

        private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"load-{number:D4}");
        private readonly CellOrder?[] _orders = new CellOrder?[slots];
        private long _steps;

        public int Cells => _orders.Count(order => order is not null);

        public async Task Join()
        {
            WireAnswer answer = await link.Hub(hub => hub.Join(new WorkerHello(_name, Class, slots, long.MaxValue))).ConfigureAwait(false);
            if (!answer.Taken)
            {
                throw new UserErrorException(answer.Sentence ?? "the hub refuses a worker");
            }
        }

        public async Task<TimeSpan> Report()
        {
            _steps++;
            SlotNews[] news = [.. _orders.Select((order, slot) => new SlotNews(slot, order?.Study, order?.Cell, order?.Epoch ?? 0, _steps, order is null ? 0 : 1, null, null))];
            long asked = Stopwatch.GetTimestamp();
            Orders orders = await link.Hub(hub => hub.Report(new WorkerReport(_name, true, null, [.. news]))).ConfigureAwait(false);
            TimeSpan answer = Stopwatch.GetElapsedTime(asked);
            foreach (SlotDirective directive in orders.Slots)
            {
                _orders[directive.Slot] = directive.Stop ? null : directive.Start ?? _orders[directive.Slot];
            }

            return answer;
        }
    }
}
