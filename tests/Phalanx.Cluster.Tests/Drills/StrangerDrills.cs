using System.Net;
using Phalanx.Cluster.Keys;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Who does not belong to a cluster is told so in one sentence, and gets nothing.</summary>
[Collection(DrillsOfLoss.Name)]
public sealed class StrangerDrills : IDisposable
{
    // And what it takes to start and to end.
    private static readonly TimeSpan HalfAMinute = TimeSpan.FromSeconds(30 + 15);

    private readonly Theatre _theatre = new(sweep: Sweeps.ShortCells);

    public void Dispose() => _theatre.Dispose();

    [DrillFact]
    public void A_worker_with_a_key_of_another_cluster_is_told_so()
    {
        _theatre.StartHub();
        ClusterKey.Make(_theatre.At("other"));
        ToolMachine stranger = _theatre.BeginWorker($"--key {_theatre.At("other", ClusterKey.WorkerFile)}");
        Assert.Equal(2, stranger.End());
        Assert.Matches(@"error: what answers at 127\.0\.0\.1:\d+ has another key", stranger.Output);
    }

    [DrillFact]
    public void A_worker_of_a_hub_that_was_given_other_keys_ends_and_does_not_wait_for_it()
    {
        ToolMachine hub = _theatre.StartHub();
        ToolMachine worker = _theatre.StartWorker();
        hub.Kill();
        ClusterKey.Make(_theatre.At("cluster"));
        _theatre.StartHub();
        Assert.Equal(2, worker.End());
        Assert.Matches(@"error: what answers at 127\.0\.0\.1:\d+ has another key", worker.Output);
    }

    [DrillFact]
    public void Two_hubs_do_not_share_a_port()
    {
        _theatre.StartHub();
        Directory.CreateDirectory(_theatre.At("elsewhere"));
        ToolMachine second = _theatre.StartIn("elsewhere", $"cluster start --listen {_theatre.Address}");
        Assert.Equal(2, second.End());
        Assert.Contains($"error: the hub cannot listen on {_theatre.Address}: another program does", second.Output, StringComparison.Ordinal);
    }

    [DrillFact]
    public void A_machine_that_computes_other_bits_is_refused_by_a_sentence_that_names_both()
    {
        _theatre.Begin(1);
        ToolMachine other = _theatre.BeginWorker("", ("PHALANX_SIMD", "128"));
        Assert.Equal(2, other.End());
        Assert.Contains("error: this machine computes other bits than the study: here it is kernels 128", other.Output, StringComparison.Ordinal);
        Assert.Contains("--simd 128", other.Output, StringComparison.Ordinal);
        _theatre.EndsAsIfUndisturbed();
    }

    [DrillFact]
    public void A_hub_on_any_address_is_refused_at_once()
    {
        ToolMachine hub = _theatre.Start("cluster start --listen 0.0.0.0:7300");
        Assert.Equal(2, hub.End());
        Assert.Contains("error: a hub does not listen on 0.0.0.0", hub.Output, StringComparison.Ordinal);
    }

    [DrillFact]
    [Trait("Category", "Slow")]
    public void A_hub_that_is_not_there_is_told_of_after_half_a_minute()
    {
        ToolMachine lost = _theatre.BeginWorker();
        Assert.Equal(2, lost.End(HalfAMinute));
        Assert.Contains("cannot be reached", lost.Output, StringComparison.Ordinal);
    }

    [DrillFact]
    [Trait("Category", "Slow")]
    public void A_hub_behind_a_router_that_maps_its_port_is_told_of_after_half_a_minute()
    {
        _theatre.StartHub();
        using var router = new TcpForwarder(IPEndPoint.Parse(_theatre.Address));
        ToolMachine worker = _theatre.Start($"cluster join {router.Address} --scratch scratch");
        Assert.Equal(2, worker.End(HalfAMinute));
        Assert.Contains(
            $"error: the hub at {router.Address} was reached but does not answer; the key may be of another cluster, or the hub must be started with --listen and the very address that workers use",
            worker.Output, StringComparison.Ordinal);
    }
}
