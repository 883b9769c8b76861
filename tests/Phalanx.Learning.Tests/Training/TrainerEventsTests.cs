using Phalanx.Foundation;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

/// <summary>The events of TensorBoard over the life of a run: one curve, however often it was continued.</summary>
public class TrainerEventsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_curve_of_a_run_that_crashed_again_and_again_is_that_of_an_undisturbed_one(ulong seed)
    {
        using var folder = new TemporaryFolder();
        SmallRun.Train(SmallRun.Settings(), folder.At("whole"));
        var random = new RandomStream(seed, StreamPurpose.Named("crashes of a test"), 0);
        string run = folder.At("run");
        bool begun = false;
        for (int crash = 0; crash < 5; crash++)
        {
            // Crashes lie further and further on, so that the run gets somewhere, and between a test and a checkpoint as well as elsewhere.
            long at = (40 * crash) + random.NextInt(60);
            Crash(run, at, begun);
            begun |= Directory.Exists(Path.Combine(run, "checkpoints"));
            if (!begun)
            {
                Directory.Delete(run, recursive: true);
                continue;
            }

            // As a machine without power does, it leaves a part of a record.
            string file = Assert.Single(Directory.GetFiles(run, "events.*"));
            using FileStream stream = new(file, FileMode.Append);
            stream.Write(new byte[] { 24, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3 }.AsSpan(0, random.NextInt(12)));
        }

        SmallRun.Resume(run);
        Assert.Equal(Curve(folder.At("whole")), Curve(run));
    }

    private static void Crash(string run, long at, bool begun)
    {
        var crash = InterruptedPlayer.At(at, () => throw new TimeZoneNotFoundException());
        using Trainer trainer = begun
            ? Trainer.Resume(run, null, Environments.EnvironmentRegistry.WithBuiltIns(), SmallRun.Algorithms, services: crash)
            : SmallRun.Start(SmallRun.Settings(), run, services: crash);
        Assert.Throws<TimeZoneNotFoundException>(() => trainer.Run());
    }

    private static (string Tag, long Step, float Value)[] Curve(string run) =>
        [.. EventFileReader.Read(Assert.Single(Directory.GetFiles(run, "events.*"))).SelectMany(read => read.Scalars.Select(scalar => (scalar.Tag, read.Step, scalar.Value)))];
}
