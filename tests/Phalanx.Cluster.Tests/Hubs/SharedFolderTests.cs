using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Hubs;
using Phalanx.Learning.Runs;

namespace Phalanx.Cluster.Tests.Hubs;

/// <summary>Attempts that workers write in the hub's own folder: the hub looks at them, and writes nothing there.</summary>
public sealed class SharedFolderTests : IDisposable
{
    private readonly ToyDesk _toys = new();

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void A_worker_with_another_word_than_the_hubs_is_refused_and_one_that_was_started_again_has_another()
    {
        string word = File.ReadAllText(_toys.At("studies", ".nonce"));
        Assert.True(_toys.JoinSharing("a").Taken);
        _toys.Reopen();
        Assert.NotEqual(word, File.ReadAllText(_toys.At("studies", ".nonce")));
        WireAnswer answer = _toys.Desk.Join(new WorkerHello("a", ToyDesk.Wide, 1, long.MaxValue, word));
        Assert.Equal((false, true), (answer.Taken, answer.Later));
    }

    [Fact]
    public void An_attempt_that_is_whole_counts_and_becomes_the_cell_when_it_is_done()
    {
        (CellOrder order, string attempt) = Attempt("a");
        RunManifest live = LiveSnapshot.TakeAt(attempt, 40)!.Manifest;
        Assert.True(_toys.FilesOf(order).CommitShared(order.Epoch, live, done: false).Taken);
        Assert.Equal(live.Files, _toys.FilesOf(order).Committed().Files);
        _toys.Reopen();
        Assert.Equal(live.Files, _toys.FilesOf(order).Committed().Files);
        Assert.True(_toys.FilesOf(order).CommitShared(order.Epoch, LiveSnapshot.Take(attempt)!.Manifest, done: true).Taken);
        Assert.Equal(1, _toys.Desk.Status().Studies.Single().Done);
        Assert.False(Directory.Exists(attempt));
    }

    [Fact]
    public void An_attempt_that_is_damaged_or_not_to_be_seen_does_not_count()
    {
        (CellOrder order, string attempt) = Attempt("a");
        RunManifest manifest = LiveSnapshot.TakeAt(attempt, 40)!.Manifest;
        foreach (RunManifestFile file in manifest.Files.Where(file => file.Bytes > 0))
        {
            string path = Path.Combine(attempt, file.Name);
            byte[] content = File.ReadAllBytes(path);
            File.WriteAllBytes(path, content[..^1]);
            WireAnswer shorter = _toys.FilesOf(order).CommitShared(order.Epoch, manifest, done: false);
            Assert.Equal((false, true), (shorter.Taken, shorter.Later || content.Length > file.Bytes));
            File.WriteAllBytes(path, [(byte)(content[0] ^ 1), .. content[1..]]);
            WireAnswer damaged = _toys.FilesOf(order).CommitShared(order.Epoch, manifest, done: false);
            Assert.Equal((false, false), (damaged.Taken, damaged.Later));
            Assert.Contains(file.Name, damaged.Sentence, StringComparison.Ordinal);
            File.WriteAllBytes(path, content);
        }

        Assert.Empty(_toys.FilesOf(order).Committed().Files);
        Assert.True(_toys.FilesOf(order).CommitShared(order.Epoch, manifest, done: false).Taken);
    }

    [Fact]
    public void An_old_epoch_does_not_count_and_its_attempt_goes_only_when_another_does()
    {
        (CellOrder first, string attempt) = Attempt("a");
        RunManifest manifest = LiveSnapshot.TakeAt(attempt, 40)!.Manifest;
        Assert.True(_toys.FilesOf(first).CommitShared(first.Epoch, manifest, done: false).Taken);
        _toys.PassLease();
        (CellOrder second, string successor) = Attempt("b");
        Assert.Equal(first.Epoch, second.Home);
        Assert.True(_toys.FilesOf(first).CommitShared(first.Epoch, manifest, done: true).Stale);
        Assert.True(Directory.Exists(attempt));
        Assert.True(_toys.FilesOf(second).CommitShared(second.Epoch, LiveSnapshot.TakeAt(successor, 40)!.Manifest, done: false).Taken);
        Assert.False(Directory.Exists(attempt));
    }

    /// <summary>The hub copies what counts into an attempt of its own, and only that one it writes.</summary>
    [Fact]
    public async Task A_worker_that_sends_goes_on_from_an_attempt_of_one_that_shares()
    {
        (CellOrder first, string attempt) = Attempt("a");
        Assert.True(_toys.FilesOf(first).CommitShared(first.Epoch, LiveSnapshot.TakeAt(attempt, 40)!.Manifest, done: false).Taken);
        _toys.PassLease();
        _toys.Join("b");
        CellOrder second = _toys.Take("b");
        CellDesk files = _toys.FilesOf(second);
        Assert.True(Directory.Exists(attempt));
        Assert.Equal(40, files.Ready(second.Epoch).TEnv);
        Assert.False(Directory.Exists(attempt));
        Assert.NotNull(files.Committed().Find("machine.json"));
        ToyDesk.Train(ToyDesk.Settings(0), _toys["run"]);
        Assert.True((await _toys.Send(second, _toys["run"], done: true)).Taken);
        Assert.Equal(1, _toys.Desk.Status().Studies.Single().Done);
    }

    [Fact]
    public void An_attempt_that_is_gone_is_begun_anew()
    {
        (CellOrder first, string attempt) = Attempt("a");
        Assert.True(_toys.FilesOf(first).CommitShared(first.Epoch, LiveSnapshot.TakeAt(attempt, 40)!.Manifest, done: false).Taken);
        _toys.PassLease();
        Directory.Delete(attempt, recursive: true);
        _toys.Reopen();
        _toys.Join("b");
        CellOrder second = _toys.Take("b");
        Assert.Empty(_toys.FilesOf(second).Ready(second.Epoch).Files);
        Assert.True(_toys.FilesOf(second).Write(second.Epoch, "metrics.csv", 0, [1]).Taken);
        Assert.False(Directory.Exists(attempt));
    }

    /// <summary>Another scheduler's attempts are its own.</summary>
    [Fact]
    public void An_attempt_of_a_batch_scheduler_is_left_alone()
    {
        (CellOrder first, string attempt) = Attempt("a");
        Assert.True(_toys.FilesOf(first).CommitShared(first.Epoch, LiveSnapshot.TakeAt(attempt, 40)!.Manifest, done: false).Taken);
        string other = _toys.At("studies", ToyDesk.Study, "attempts", first.Cell, "2");
        ToyDesk.Train(ToyDesk.Settings(0), other);
        _toys.PassLease();
        (CellOrder second, string successor) = Attempt("b");
        Assert.Equal(3, second.Epoch);
        Assert.True(_toys.FilesOf(second).CommitShared(second.Epoch, LiveSnapshot.TakeAt(successor, 40)!.Manifest, done: false).Taken);
        Assert.True(Directory.Exists(other));
    }

    /// <summary>A worker that trains its cell in the hub's folder.</summary>
    private (CellOrder Order, string Attempt) Attempt(string worker)
    {
        if (_toys.Desk.Status().Studies.IsEmpty)
        {
            _toys.Submit(1);
        }

        Assert.True(_toys.JoinSharing(worker).Taken);
        CellOrder order = _toys.Take(worker);
        string attempt = _toys.At("studies", ToyDesk.Study, "attempts", order.Cell, $"{order.Epoch}");
        ToyDesk.Train(ToyDesk.Settings(0), attempt);
        return (order, attempt);
    }
}
