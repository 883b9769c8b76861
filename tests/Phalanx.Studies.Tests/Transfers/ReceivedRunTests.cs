using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Transfers;

namespace Phalanx.Studies.Tests.Transfers;

public sealed class ReceivedRunTests : IDisposable
{
    private const int PartBytes = 1000;

    private readonly Toys _toys = new();

    private string Run => _toys.At("run");

    public void Dispose() => _toys.Dispose();

    /// <summary>Snapshots are taken while another thread trains, each sends what is new, and from each a run goes on to the same end.</summary>
    [Fact]
    public async Task A_run_goes_on_from_every_snapshot_of_it_that_was_sent_while_it_was_trained()
    {
        Cell cell = Toys.Cell("training.steps=400", "checkpoint.interval=40", "checkpoint.keep=2", "evaluation.interval=80");
        var received = new ReceivedRun(_toys.At("hub", "run"), _toys.At("hub", "staging"));
        var training = Task.Run(() =>
        {
            using var trainer = Trainer.Start(cell.Settings, Run, Toys.Environments, Toys.Algorithms, new TrainerServices { Threads = 1, Retention = new Slow() });
            trainer.Run(CancellationToken.None);
        });
        int snapshots = 0;
        long whole = 0;
        bool ended;
        do
        {
            ended = training.IsCompleted;
            if (await Send(received) is { } sent)
            {
                snapshots++;
                whole = received.Manifest.Bytes;
                Assert.True(snapshots == 1 || sent <= whole);
                CheckGoesOn(cell, snapshots);
            }
        }
        while (!ended);
        await training;
        Assert.True(snapshots > 1);
        Assert.True(File.Exists(_toys.At("hub", "run", "summary.json")));
        Assert.Equal(400, received.Manifest.TEnv);
        SameFiles(Run, received.Path);

        // Nothing is sent twice.
        Assert.Equal(0, await Send(received));

        // Opened again, it is known by its files.
        Assert.Equal(received.Manifest.Files, new ReceivedRun(received.Path, _toys.At("hub", "staging")).Manifest.Files);
    }

    [Fact]
    public async Task A_damaged_part_is_refused_and_the_snapshot_before_it_still_counts()
    {
        Toys.Train(Toys.Cell("checkpoint.interval=20"), Run);
        LiveSnapshot snapshot = LiveSnapshot.Take(Run)!;
        foreach (RunManifestFile file in snapshot.Manifest.Files.Where(file => file.Bytes > 0))
        {
            var received = new ReceivedRun(_toys.At("damaged", file.Name, "run"), _toys.At("damaged", file.Name, "staging"));
            await RunTransfer.Send(snapshot, received.Manifest, (name, offset, bytes) =>
            {
                byte[] part = bytes.ToArray();
                part[^1] ^= (byte)(name == file.Name ? 1 : 0);
                received.Write(name, offset, part);
                return Task.CompletedTask;
            }, PartBytes, default);
            Assert.Contains(file.Name, Assert.Throws<InvalidDataException>(() => received.Take(snapshot.Manifest)).Message, StringComparison.Ordinal);
            Assert.Empty(received.Manifest.Files);
            received.Clear();
            await Send(received);
            Assert.Equal(snapshot.Manifest.TEnv, received.Manifest.TEnv);
        }
    }

    [Theory]
    [InlineData("../settings.yaml")]
    [InlineData("/etc/passwd")]
    [InlineData("checkpoints/../../x/state.json")]
    [InlineData("checkpoints/10/other.bin")]
    [InlineData("replay/episodes-1.bin")]
    [InlineData("settings.yaml\n")]
    [InlineData("SETTINGS.YAML")]
    [InlineData("events.out.tfevents./x")]
    [InlineData("")]
    public void Only_files_of_a_run_have_names(string name)
    {
        Assert.False(RunFileName.IsOne(name));
        var received = new ReceivedRun(_toys.At("hub", "run"), _toys.At("hub", "staging"));
        Assert.Throws<InvalidDataException>(() => received.Write(name, 0, [1]));
        Assert.False(Directory.Exists(_toys.At("hub")));
        Assert.Throws<InvalidDataException>(() => received.Take(new RunManifest(5, [new RunManifestFile(name, 1, new string('0', 64))])));
    }

    [Fact]
    public async Task A_part_leaves_no_hole_and_does_not_change_what_counts()
    {
        Toys.Train(Toys.Cell("checkpoint.interval=20"), Run);
        var received = new ReceivedRun(_toys.At("hub", "run"), _toys.At("hub", "staging"));
        await Send(received);
        RunManifestFile segment = received.Manifest.Files.Single(file => file.Grows);
        Assert.Throws<InvalidDataException>(() => received.Write(segment.Name, segment.Bytes + 1, [1]));
        Assert.Throws<InvalidDataException>(() => received.Write(segment.Name, segment.Bytes - 1, [1]));
        Assert.Throws<InvalidDataException>(() => received.Write("metrics.csv", 1, [1]));

        // What came of a snapshot that never was completed goes.
        received.Write(segment.Name, segment.Bytes, [1, 2, 3]);
        received.Clear();
        SameFiles(Run, received.Path);
    }

    [Fact]
    public async Task What_is_fetched_is_what_was_sent_and_damage_is_refused()
    {
        Toys.Train(Toys.Cell("checkpoint.interval=20"), Run);
        LiveSnapshot snapshot = LiveSnapshot.Take(Run)!;
        await RunTransfer.Fetch(snapshot.Manifest, _toys.At("fetched"), (name, offset, bytes) => Part(name, offset, bytes, 0), PartBytes);
        SameFiles(Run, _toys.At("fetched"));
        await Assert.ThrowsAsync<InvalidDataException>(
            () => RunTransfer.Fetch(snapshot.Manifest, _toys.At("damaged"), (name, offset, bytes) => Part(name, offset, bytes, 1), PartBytes));
        Assert.False(Directory.Exists(_toys.At("damaged")));

        Task<ReadOnlyMemory<byte>> Part(string name, long offset, int bytes, byte change)
        {
            byte[] part = new byte[bytes];
            snapshot.ReadAt(snapshot.Manifest.Find(name)!, offset, part);
            part[0] ^= change;
            return Task.FromResult<ReadOnlyMemory<byte>>(part);
        }
    }

    private async Task<long?> Send(ReceivedRun received)
    {
        try
        {
            if (LiveSnapshot.Take(Run, received.Manifest) is not { } snapshot)
            {
                return null;
            }

            long sent = await RunTransfer.Send(snapshot, received.Manifest, (name, offset, bytes) =>
            {
                received.Write(name, offset, bytes.Span);
                return Task.CompletedTask;
            }, PartBytes, default);
            received.Take(snapshot.Manifest);
            received.Prune();
            return sent;
        }
        catch (IOException)
        {
            received.Clear(); // the run has pruned what was being sent
            return null;
        }
    }

    private void CheckGoesOn(Cell cell, int number)
    {
        string copy = _toys.At($"goes-on-{number}");
        RunSnapshot.Copy(_toys.At("hub", "run"), copy);
        using (var trainer = Trainer.Resume(copy, cell.Steps, Toys.Environments, Toys.Algorithms))
        {
            trainer.Run(CancellationToken.None);
        }

        string undisturbed = _toys.At("undisturbed");
        if (!Directory.Exists(undisturbed))
        {
            Toys.Train(cell, undisturbed);
        }

        SameFiles(undisturbed, copy, except: 2 * 3);
    }

    /// <summary>Everything but what tells of machines and times.</summary>
    /// <param name="one">A run.</param>
    /// <param name="other">Another.</param>
    /// <param name="except">How many files one of them may have that the other has not: checkpoints before the one that it went on from.</param>
    private static void SameFiles(string one, string other, int except = 0)
    {
        string[] both = [.. Names(one).Intersect(Names(other))];
        Assert.InRange(Names(one).Union(Names(other)).Count() - both.Length, 0, except);
        Assert.All(both, name => Assert.Equal(File.ReadAllBytes(Path.Combine(one, name)), File.ReadAllBytes(Path.Combine(other, name))));

        static string[] Names(string folder) =>
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path))
                .Where(name => name is "settings.yaml" or "metrics.csv" || name.StartsWith("checkpoints", StringComparison.Ordinal) || name.StartsWith("replay", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Makes a run long enough to be looked at.</summary>
    private sealed class Slow : ICheckpointRetention
    {
        public bool MayDelete(long tEnv)
        {
            Thread.Sleep(20);
            return true;
        }
    }
}
