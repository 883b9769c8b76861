using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

/// <summary>
/// A round of training - an episode, its place in the replay, a training step, targets - allocates nothing once everything has been met.
/// Tests and checkpoints do, and lie outside of what is counted.
/// </summary>
public class TrainerAllocationTests
{
    private const long Warm = 3_000;

    [Theory]
    [InlineData("qmix", "matrix/qtran")]
    [InlineData("cw-qmix", "matrix/two-step")]
    [InlineData("resz", "matrix/qtran")]
    public void A_training_round_allocates_nothing_in_steady_state(string algorithm, string environment)
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SmallRun.Settings(environment, steps: Warm + 1_000, algorithm: algorithm) with
        {
            Evaluation = new() { Interval = 1_000_000, Episodes = 5 },
            Checkpoint = new() { Interval = 1_000_000 },
        };
        var rounds = new Rounds();
        var services = new TrainerServices { Players = InterruptedPlayer.Calling(rounds.Count), Observer = new Idle() };
        SmallRun.Train(settings, folder.At("run"), services: services);
        Assert.True(rounds.Counted > 100);
        Assert.Equal(0, rounds.Bytes);
    }

    /// <summary>Adds up what the rounds allocate on the thread that trains, which is the only one.</summary>
    private sealed class Rounds
    {
        private long _before;

        public long Bytes { get; private set; }

        public int Counted { get; private set; }

        public void Count(long tEnv)
        {
            long now = GC.GetAllocatedBytesForCurrentThread();
            if (tEnv > Warm)
            {
                Bytes += now - _before;
                Counted++;
            }

            _before = now;
        }
    }

    private sealed class Idle : ITrainerObserver;
}
