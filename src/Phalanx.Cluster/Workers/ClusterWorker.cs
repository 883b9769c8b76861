using System.Diagnostics;
using System.Globalization;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Keys;
using Phalanx.Cluster.Wiring;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Workers;

/// <summary>
/// A machine that works for a hub: it dials out, says again and again what its slots do, and does what the hub answers. While the hub is away it trains on.
/// </summary>
public sealed class ClusterWorker : IAsyncDisposable
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(3.5);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(60);

    private readonly WorkerOptions _options;
    private readonly Action<string> _log;
    private readonly string _name;
    private readonly ClusterKey _key;
    private readonly HubLink _link;
    private readonly List<WorkerSlot> _slots = [];
    private long _pausedSince;

    /// <summary>A worker; nothing is done yet.</summary>
    /// <param name="options">How the machine works.</param>
    /// <param name="log">Is told what happens, in a line each.</param>
    /// <exception cref="UserErrorException">The key cannot be read, or the address is none.</exception>
    public ClusterWorker(WorkerOptions options, Action<string> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _log) = (options, log);
        _name = string.Create(CultureInfo.InvariantCulture, $"{options.Name}-{Guid.NewGuid().ToString("N")[..6]}");
        _key = ClusterKey.ReadWorker(options.Key);
        _link = new HubLink(options.Hub, _key, log: null);
    }

    private int Slots => _options.Slots ?? Math.Max(1, Environment.ProcessorCount / _options.Threads);

    /// <summary>Works until it is cancelled: trains cells for a hub of studies, or plays rounds for a run, whichever is at the address.</summary>
    /// <param name="cancellation">Ends it: what is trained is saved, sent, and given back.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="UserErrorException">The hub cannot be reached or refuses this machine.</exception>
    /// <exception cref="IOException">The hub was away for too long.</exception>
    public async Task Run(CancellationToken cancellation)
    {
        if (await Begin(cancellation).ConfigureAwait(false) is not { } terms)
        {
            await new RoundAgent(_options, _name, Slots, _log).Run(cancellation).ConfigureAwait(false);
            return;
        }

        using var bench = new WorkerBench(_options, _name, _link, terms, _log);
        int count = Slots;
        _slots.AddRange(Enumerable.Range(0, count).Select(number => new WorkerSlot(number, bench)));
        try
        {
            SlotProcess first = bench.StartProcess();
            _slots[0].Take(first);
            var hello = new WorkerHello(_name, WireClass.Of(first.AskClass()), count, _options.Memory / count, bench.Nonce);
            await JoinFirst(hello).ConfigureAwait(false);
            _log($"{_name} works for the hub at {_options.Hub} with {count} slots{(bench.IsShared ? $", in its folder {Shown.Name(bench.Disk)}" : "")}");
            await Report(bench, hello, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await End(bench).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync().ConfigureAwait(false);
        _key.Dispose();
    }

    /// <summary>What the hub needs of a worker; null where it is a trainer whose rounds are played elsewhere.</summary>
    private async Task<HubTerms?> Begin(CancellationToken cancellation)
    {
        try
        {
            await _link.Connect(cancellation: cancellation).ConfigureAwait(false);
            return await _link.Rounds(rounds => rounds.ArePlayed()).ConfigureAwait(false) ? null : await _link.Hub(hub => hub.Terms()).ConfigureAwait(false);
        }
        catch (HubUnreachableException failure)
        {
            throw new UserErrorException(failure.Message, failure);
        }
    }

    private async Task JoinFirst(WorkerHello hello)
    {
        try
        {
            if (await Join(hello).ConfigureAwait(false) is { } later)
            {
                throw new UserErrorException(later);
            }
        }
        catch (HubUnreachableException failure)
        {
            throw new UserErrorException($"the hub does not answer: {failure.Message}", failure);
        }
    }

    /// <summary>Introduces this machine to the hub.</summary>
    /// <returns>Why the hub does not take it yet; null where it does.</returns>
    private async Task<string?> Join(WorkerHello hello)
    {
        WireAnswer answer = await _link.Hub(hub => hub.Join(hello)).ConfigureAwait(false);
        return answer.Taken ? null
            : answer.Later ? answer.Sentence
            : throw new UserErrorException(answer.Sentence ?? "the hub refuses this machine");
    }

    /// <summary>Reports until it is cancelled.</summary>
    private async Task Report(WorkerBench bench, WorkerHello hello, CancellationToken cancellation)
    {
        var watch = new LinkWatch(_link, _options.Hub, _options.Patience, away => _log(away ? "the hub does not answer; training goes on" : "the hub is back"));
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                await ReportOnce(bench, hello).ConfigureAwait(false);
                watch.Heard();
            }
            catch (HubUnreachableException)
            {
                await watch.Missed(cancellation).ConfigureAwait(false);
            }

            await bench.Wait(TimeSpan.FromSeconds(bench.Terms.ReportSeconds), cancellation).ConfigureAwait(false);
        }
    }

    private async Task ReportOnce(WorkerBench bench, WorkerHello hello)
    {
        bool space = FreeSpace.At(bench.Disk) is not { } free || free >= bench.Terms.MinFreeBytes;
        SlotNews[] news = [.. _slots.Select(slot => slot.News)];
        if (news.Any(slot => slot.Outcome == SlotOutcome.MachineFault))
        {
            _pausedSince = Stopwatch.GetTimestamp();
        }

        bool rested = _pausedSince == 0 || Stopwatch.GetElapsedTime(_pausedSince) > PauseAfterFault;
        string? note = !space ? "its disk is full" : !rested ? "a slot met a fault of the machine" : null;
        Orders orders = await _link.Hub(hub => hub.Report(new WorkerReport(_name, space && rested, note, [.. news]))).ConfigureAwait(false);
        if (!orders.Known)
        {
            // The hub was started again, and left another nonce in its folder, which may take a while to be seen here.
            if (await Join(hello with { Nonce = bench.Nonce }).ConfigureAwait(false) is null)
            {
                bench.Wake();
            }

            return;
        }

        foreach (SlotDirective directive in orders.Slots.Where(directive => directive.Slot >= 0 && directive.Slot < _slots.Count))
        {
            if (directive.Stop)
            {
                _slots[directive.Slot].Release();
            }
            else if (directive.Start is { } order)
            {
                _slots[directive.Slot].Start(order);
            }
        }
    }

    /// <summary>Saves what is trained, sends it, and gives the cells back, as far as that can be done in the time of a Ctrl-C.</summary>
    private async Task End(WorkerBench bench)
    {
        bench.IsEnding = true;
        using var deadline = new CancellationTokenSource(EndPatience);
        await Task.WhenAll(_slots.Select(slot => slot.End(deadline.Token))).ConfigureAwait(false);
        SlotNews[] news = [.. _slots.Select(slot => slot.News).Where(slot => slot.Cell is not null)];
        if (news.Length == 0)
        {
            return;
        }

        try
        {
            var last = new WorkerReport(_name, false, "it has ended", [.. news.Select(slot => slot with { Outcome = slot.Outcome ?? SlotOutcome.Stopped })]);
            await _link.Hub(hub => hub.Report(last)).WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HubUnreachableException or TimeoutException)
        {
            // The leases end by themselves.
        }
    }
}
