using Phalanx.Foundation;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Tests.Training;

/// <summary>Runs on a real disk that is too small: what the system itself says of it is understood.</summary>
public sealed class TrainerSmallDiskTests : IDisposable
{
    private const int Size = 2 << 20;

    private readonly TemporaryFolder _folder = new();

    private string Run => _folder.At("disk", "run");

    public void Dispose() => _folder.Dispose();

    [SmallDiskFact]
    public void A_full_disk_ends_the_run_with_its_sentence_and_a_resume_ends_with_the_same_bits()
    {
        using SmallDisk disk = Mount();
        MachineFaultException fault = Assert.Throws<MachineFaultException>(
            () => SmallRun.Train(Settings, Run, services: InterruptedPlayer.At(110, Fill)));
        Assert.Equal(MachineFault.FullDisk, fault.Fault);
        Assert.Contains("no space is left on the disk", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["0", "60"], _folder.Names("disk", "run", "checkpoints"));
        File.Delete(_folder.At("disk", "ballast"));
        SmallRun.Resume(Run);
        SmallRun.Train(Settings, _folder.At("whole"));
        SmallRun.AssertEqual(_folder.At("whole"), Run);
    }

    [SmallDiskFact]
    public void A_run_of_which_no_checkpoint_fits_is_not_begun()
    {
        using SmallDisk disk = Mount();
        Fill();
        MachineFaultException fault = Assert.Throws<MachineFaultException>(() => SmallRun.Train(Settings, Run));
        Assert.StartsWith($"the disk of '{Run}' has 0 MB left, and one checkpoint of this run takes ", fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Run));
    }

    private static RunSettings Settings => SmallRun.Settings() is var settings
        ? settings with { Checkpoint = settings.Checkpoint with { RetryMinutes = 0 } }
        : throw new InvalidOperationException();

    private SmallDisk Mount()
    {
        Directory.CreateDirectory(_folder.At("disk"));
        return SmallDisk.TryMount(_folder.At("disk"), Size)!;
    }

    /// <summary>Takes all the space there is.</summary>
    private void Fill()
    {
        using FileStream ballast = File.Create(_folder.At("disk", "ballast"));
        byte[] block = new byte[4096];
        try
        {
            for (int written = 0; written <= Size; written += block.Length)
            {
                ballast.Write(block);
                ballast.Flush();
            }
        }
        catch (IOException)
        {
        }
    }
}
