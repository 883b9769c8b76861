using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Cluster.Tests.Hubs;

/// <summary>A hub over a copy of its studies that is not whole: what lacks a part begins again, and is not stuck.</summary>
public sealed class TornCopyTests : IDisposable
{
    private readonly ToyDesk _toys = new();

    public TornCopyTests() => ToyDesk.Train(ToyDesk.Settings(0), _toys["run"]);

    public void Dispose() => _toys.Dispose();

    [Theory]
    [InlineData("metrics.csv")]
    [InlineData("replay/episodes-000000000000.bin")]
    public async Task A_cell_whose_snapshot_is_not_whole_any_more_begins_again(string torn)
    {
        _toys.Submit(1);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        Assert.True((await _toys.Send(order, _toys["run"], done: false)).Taken);
        _toys.Desk.Dispose();
        Tear(Path.Combine(Attempt(1), torn));
        _toys.Reopen();
        Assert.Empty(_toys.FilesOf(order).Committed().Files);

        // The worker that has it goes on, and so does another.
        Assert.True((await _toys.Send(order, _toys["run"], done: false)).Taken);
        _toys.Desk.Dispose();
        Tear(Path.Combine(Attempt(1), torn));
        _toys.Reopen();
        _toys.PassLease();
        _toys.Join("b");
        CellOrder next = _toys.Take("b");
        Assert.Empty(_toys.FilesOf(next).Ready(next.Epoch).Files);
        Assert.True((await _toys.Send(next, _toys["run"], done: true)).Taken);
        Assert.Equal(1, _toys.Desk.Status().Studies.Single().Done);
    }

    /// <summary>A worker that trains in the hub's folder would find a part of a run there, which no trainer goes on from.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_attempt_of_a_scheduler_that_is_not_whole_is_not_gone_on_from(bool shares)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Attempt(3))!);
        Directory.Move(_toys["run"], Attempt(3));
        Tear(Path.Combine(Attempt(3), "metrics.csv"));
        _toys.Submit(1);
        Assert.True((shares ? _toys.JoinSharing("a") : _toys.Join("a")).Taken);
        CellOrder order = _toys.Take("a");
        Assert.Equal((4, 0), (order.Epoch, order.Home));
        Assert.Empty(_toys.FilesOf(order).Committed().Files);
        Assert.False(RunDirectory.IsAt(Attempt(4)));
        Assert.True(RunDirectory.IsAt(Attempt(3)));
    }

    [Fact]
    public async Task A_cell_that_is_done_and_whose_run_is_not_whole_any_more_is_told_of_in_a_sentence()
    {
        _toys.Submit(1);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        Assert.True((await _toys.Send(order, _toys["run"], done: true)).Taken);
        Tear(Directory.GetFiles(_toys["cells"], "metrics.csv", SearchOption.AllDirectories).Single());
        Assert.Contains("is done, and its run is not there any more, or not whole", Assert.Throws<UserErrorException>(() => _toys.FilesOf(order).Committed()).Message, StringComparison.Ordinal);

        // A hub that is started over it lets it be trained again.
        _toys.Reopen();
        Assert.Equal(0, _toys.Desk.Status().Studies.Single().Done);
        _toys.Join("a");
        Assert.True((await _toys.Send(_toys.Take("a"), _toys["run"], done: true)).Taken);
        Assert.Equal(1, _toys.Desk.Status().Studies.Single().Done);
    }

    private static void Tear(string path)
    {
        using FileStream stream = new(path, FileMode.Open);
        stream.SetLength(stream.Length / 2);
    }

    private string Attempt(int number) => _toys.At("studies", ToyDesk.Study, "attempts", "0000-vdn-0", $"{number}");
}
