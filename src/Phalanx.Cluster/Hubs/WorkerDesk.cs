using System.Collections.Immutable;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Wiring;
using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Hubs;

/// <summary>A worker as the hub knows it. Nothing of it is in a file: after a restart workers introduce themselves again.</summary>
internal sealed class WorkerDesk(WorkerHello hello, string bits, bool shares)
{
    /// <summary>Its name.</summary>
    public string Name => hello.Worker;

    /// <summary>Its bit class, in words.</summary>
    public string Class => bits;

    /// <summary>How many slots it has.</summary>
    public int Slots => hello.Slots;

    /// <summary>The most bytes that a replay may take in a slot.</summary>
    public long SlotMemory => hello.SlotMemory;

    /// <summary>Whether it trains in the hub's own folder.</summary>
    public bool Shares => shares;

    /// <summary>When it was heard of, by the hub's clock.</summary>
    public long Heard { get; set; }

    /// <summary>What is wrong with its machine.</summary>
    public string? Note { get; set; }

    /// <summary>What its slots are doing.</summary>
    public ImmutableArray<SlotNews> News { get; set; } = [];

    /// <summary>The cells that it was given; some may have ended since.</summary>
    public Dictionary<(string Study, string Cell), CellGrant> Given { get; } = [];

    /// <summary>Whether a worker may join others. Those that lost their leases make room: when they come back, they introduce themselves again.</summary>
    /// <param name="others">Those that are there, it itself among them where it joins again.</param>
    /// <param name="hello">The worker.</param>
    /// <param name="hasLostLease">Whether one is silent for that long.</param>
    public static bool HasRoom(Dictionary<string, WorkerDesk> others, WorkerHello hello, Predicate<WorkerDesk> hasLostLease)
    {
        while (true)
        {
            WorkerDesk[] rest = [.. others.Values.Where(other => other.Name != hello.Worker)];
            if (rest.Length < WorkerLimits.MostWorkers && rest.Sum(other => other.Slots) + hello.Slots <= WorkerLimits.MostSlotsTogether)
            {
                return true;
            }

            WorkerDesk silent = rest.MinBy(other => other.Heard)!;
            if (!hasLostLease(silent))
            {
                return false;
            }

            others.Remove(silent.Name);
        }
    }
}
