using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;
using Phalanx.Studies.Transfers;

namespace Phalanx.Studies.Tests.Transfers;

/// <summary>A commit that ends half-way, and a copy of a run that is not whole, leave something that a cell goes on from, be it nothing.</summary>
public sealed class TornCommitTests : IDisposable
{
    private readonly Toys _toys = new();
    private readonly LiveSnapshot _early;
    private readonly LiveSnapshot _late;

    public TornCommitTests()
    {
        string run = _toys.At("run");
        Toys.Train(Toys.Cell("training.steps=20", "checkpoint.interval=20", "checkpoint.keep=5", "evaluation.interval=10"), run);
        _early = LiveSnapshot.Take(run)!;
        using (var trainer = Trainer.Resume(run, 40, Toys.Environments, Toys.Algorithms, services: new TrainerServices { Threads = 1 }))
        {
            trainer.Run(CancellationToken.None);
        }

        _late = LiveSnapshot.Take(run)!;
        Assert.True(_late.Manifest.TEnv > _early.Manifest.TEnv && _late.Manifest.Find("metrics.csv")!.Bytes > _early.Manifest.Find("metrics.csv")!.Bytes);
    }

    public void Dispose() => _toys.Dispose();

    /// <summary>A disk that fails at one change leaves what a process leaves that is killed there.</summary>
    [Fact]
    public async Task A_commit_that_ends_at_any_change_of_the_disk_leaves_a_snapshot_that_counts_and_is_whole()
    {
        int change = 0;
        for (bool failed = true; failed; change++)
        {
            string hub = $"hub-{change}";
            ReceivedRun received = Open(hub);
            await Send(_early, received);
            received.Take(_early.Manifest);
            await Send(_late, received);
            using (FileWriting.Failing(_toys.At(hub), new FailingChange(change)))
            {
                failed = Record.Exception(() => received.Take(_late.Manifest)) is IOException;
            }

            // The hub goes on, or is started again.
            foreach (ReceivedRun each in (ReceivedRun[])[received, Open(hub)])
            {
                Assert.Contains(each.Manifest.TEnv, (long[])[_early.Manifest.TEnv, _late.Manifest.TEnv]);
                await CheckWhole(each);
            }

            Assert.True(failed || received.Manifest == _late.Manifest);
            ReceivedRun again = Open(hub);
            again.Clear();
            await Send(_late, again);
            again.Take(_late.Manifest);
            again.Prune();
            await CheckWhole(again);
        }

        Assert.True(change > 5);
    }

    [Theory]
    [InlineData("metrics.csv")]
    [InlineData("replay/episodes-000000000000.bin")]
    [InlineData("checkpoints/40/state.json")]
    public async Task A_copy_of_a_run_that_is_not_whole_counts_as_nothing_and_the_run_comes_anew(string torn)
    {
        ReceivedRun received = Open("hub");
        await Send(_late, received);
        received.Take(_late.Manifest);
        using (FileStream stream = new(_toys.At("hub", "run", torn), FileMode.Open))
        {
            stream.SetLength(stream.Length / 2);
        }

        Assert.Null(LiveSnapshot.Take(received.Path));
        Assert.Null(LiveSnapshot.TakeAt(received.Path, _late.Manifest.TEnv));
        ReceivedRun again = Open("hub");
        Assert.Empty(again.Manifest.Files);
        again.Clear();
        await Send(_late, again);
        again.Take(_late.Manifest);
        again.Prune();
        Assert.Equal(_late.Manifest.Files, Open("hub").Manifest.Files);
        await CheckWhole(again);
    }

    /// <summary>A segment only grows, also where the checksum of its beginning is right.</summary>
    [Fact]
    public async Task A_commit_that_is_refused_takes_nothing_of_a_segment_that_counts()
    {
        ReceivedRun received = Open("hub");
        await Send(_late, received);
        received.Take(_late.Manifest);
        RunManifestFile segment = _late.Manifest.Files.Single(file => file.Grows);
        RunManifestFile shorter = _early.Manifest.Files.Single(file => file.Grows);
        Assert.True(shorter.Bytes < segment.Bytes);
        RunManifest missing = With(new RunManifestFile("settings.yaml", 1, new string('0', 64)));
        RunManifest[] hostile = [With(shorter), missing with { Files = [.. missing.Files.Select(file => file == segment ? shorter : file)] }];
        foreach (RunManifest manifest in hostile)
        {
            Assert.Throws<InvalidDataException>(() => received.Take(manifest));
            received.Clear();
            Assert.Equal(_late.Manifest, received.Manifest);
            await CheckWhole(received);
        }

        RunManifest With(RunManifestFile changed) => _late.Manifest with { Files = [.. _late.Manifest.Files.Select(file => file.Name == changed.Name ? changed : file)] };
    }

    private static Task<long> Send(LiveSnapshot snapshot, ReceivedRun received) => RunTransfer.Send(
        snapshot,
        received.Manifest,
        (name, offset, bytes) =>
        {
            received.Write(name, offset, bytes.Span);
            return Task.CompletedTask;
        },
        partBytes: 1000,
        default);

    private ReceivedRun Open(string hub) => new(_toys.At(hub, "run"), _toys.At(hub, "staging"));

    /// <summary>What a worker fetches has every checksum that the manifest tells.</summary>
    private async Task CheckWhole(ReceivedRun received)
    {
        string fetched = _toys.At("fetched");
        await RunTransfer.Fetch(received.Manifest, fetched, Part, partBytes: 1000);
        Directory.Delete(fetched, recursive: true);

        Task<ReadOnlyMemory<byte>> Part(string name, long offset, int bytes)
        {
            byte[] part = new byte[bytes];
            return Task.FromResult<ReadOnlyMemory<byte>>(part.AsMemory(0, received.ReadAt(name, offset, part)));
        }
    }

    /// <summary>A disk that makes so many changes and no more.</summary>
    private sealed class FailingChange(int before) : IFileFaults
    {
        private int _changes;

        public void BeforeChange(string path)
        {
            if (_changes++ >= before)
            {
                throw new IOException("the disk of this test fails");
            }
        }

        public int BeforeWrite(string path, int count) => count;
    }
}
