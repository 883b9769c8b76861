using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Transfers;

namespace Phalanx.Studies.Tests.Transfers;

public sealed class SharedRunTests : IDisposable
{
    private readonly Toys _toys = new();

    public void Dispose() => _toys.Dispose();

    /// <summary>A copy of a checkpoint that is not the newest any more goes on to the end of a run that nothing happened to.</summary>
    [Fact]
    public async Task A_run_goes_on_from_a_copy_of_a_checkpoint_that_counted()
    {
        Cell cell = Toys.Cell("training.steps=400", "checkpoint.interval=40", "evaluation.interval=80");
        string run = _toys.At("run");
        Toys.Train(cell, run);
        RunManifest manifest = LiveSnapshot.TakeAt(run, 200)!.Manifest;
        Assert.Null(LiveSnapshot.TakeAt(run, 201));
        Assert.DoesNotContain(manifest.Files, file => file.Name is "machine.json" or "summary.json" || file.Name.StartsWith("checkpoints/400", StringComparison.Ordinal));
        SharedRun.Check(run, manifest, RunManifest.Empty);
        await SharedRun.Copy(run, manifest, _toys.At("copy"));
        Assert.True(File.Exists(_toys.At("copy", "machine.json")));
        using (var trainer = Trainer.Resume(_toys.At("copy"), cell.Steps, Toys.Environments, Toys.Algorithms))
        {
            trainer.Run(CancellationToken.None);
        }

        string[] same = ["settings.yaml", "metrics.csv", "checkpoints/400/weights.safetensors", "checkpoints/400/state.json", "replay/episodes-000000000000.bin"];
        Assert.All(same, name => Assert.Equal(File.ReadAllBytes(_toys.At("run", name)), File.ReadAllBytes(_toys.At("copy", name))));
    }

    [Fact]
    public async Task A_damaged_run_is_not_copied()
    {
        Toys.Train(Toys.Cell("checkpoint.interval=20"), _toys.At("run"));
        RunManifest manifest = LiveSnapshot.TakeAt(_toys.At("run"), 20)!.Manifest;
        string weights = _toys.At("run", "checkpoints", "20", "weights.safetensors");
        byte[] content = File.ReadAllBytes(weights);
        content[^1] ^= 1;
        File.WriteAllBytes(weights, content);
        Assert.Throws<InvalidDataException>(() => SharedRun.Check(_toys.At("run"), manifest, RunManifest.Empty));
        await Assert.ThrowsAsync<InvalidDataException>(() => SharedRun.Copy(_toys.At("run"), manifest, _toys.At("copy")));
        Assert.False(Directory.Exists(_toys.At("copy")));
    }
}
