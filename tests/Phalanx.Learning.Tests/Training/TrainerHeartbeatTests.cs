using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

public sealed class TrainerHeartbeatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder.At("run");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_tells_that_it_is_running_and_then_that_it_is_done()
    {
        RunStatus? during = null;
        TrainerServices services = InterruptedPlayer.At(100, () => during = Status());
        RunSummary summary = SmallRun.Train(SmallRun.Settings(), Run, services: services);

        Assert.Equal((RunState.Running, 240L), (during!.State, during.Steps));
        RunStatus done = Status();
        Assert.Equal((RunState.Done, null), (done.State, done.Error));
        Assert.Equal(
            (summary.TEnv, summary.Episodes, summary.TrainingSteps, 6, summary.TEnv),
            (done.TEnv, done.Episodes, done.TrainingSteps, done.Rows, done.Checkpoint));
        Assert.InRange(done.WallSeconds, summary.WallSeconds - 0.001, summary.WallSeconds + 60);
        Assert.True(done.Beat > during.Beat);
        Assert.DoesNotContain(".progress.tmp", _folder.Names("run"));
    }

    [Fact]
    public void A_cancelled_run_is_interrupted_and_one_that_is_resumed_counts_on()
    {
        using (var cancellation = new CancellationTokenSource())
        using (Trainer trainer = SmallRun.Start(SmallRun.Settings(), Run, services: InterruptedPlayer.At(90, cancellation.Cancel)))
        {
            trainer.Run(cancellation.Token);
            Assert.Equal(RunState.Interrupted, trainer.Status.State);
        }

        RunStatus interrupted = Status();
        Assert.Equal((RunState.Interrupted, 2), (interrupted.State, interrupted.Rows));
        Assert.InRange(interrupted.TEnv, 90, 100);
        RunStatus? during = null;
        SmallRun.Resume(Run, services: InterruptedPlayer.At(0, () => during = Status()));
        Assert.Equal((RunState.Running, interrupted.TEnv, interrupted.TEnv), (during!.State, during.TEnv, during.Checkpoint));
        Assert.Equal((RunState.Done, 240L), (Status().State, Status().TEnv));
        Assert.True(Status().WallSeconds > interrupted.WallSeconds);
    }

    [Theory]
    [InlineData(true, "the world has ended")]
    [InlineData(false, "TimeZoneNotFoundException: the world has ended")]
    public void A_run_that_fails_tells_why(bool ofUser, string sentence)
    {
        TrainerServices services = InterruptedPlayer.At(
            90, () => throw (ofUser ? new UserErrorException("the world has ended") : new TimeZoneNotFoundException("the world has ended")));
        using (Trainer trainer = SmallRun.Start(SmallRun.Settings(), Run, services: services))
        {
            Assert.ThrowsAny<Exception>(() => trainer.Run());
        }

        Assert.Equal((RunState.Failed, sentence), (Status().State, Status().Error));
    }

    [Fact]
    public void A_trainer_that_never_ran_leaves_no_heartbeat()
    {
        SmallRun.Start(SmallRun.Settings(), Run).Dispose();
        Assert.DoesNotContain("progress.json", _folder.Names("run"));
    }

    [Fact]
    public void A_run_that_cannot_write_its_heartbeat_is_the_same_run()
    {
        SmallRun.Train(SmallRun.Settings(), _folder.At("whole"));
        TrainerServices services = InterruptedPlayer.At(20, () =>
        {
            File.Delete(_folder.At("run", "progress.json"));
            _folder.Write("run/progress.json/in the way", "");
        });
        SmallRun.Train(SmallRun.Settings(), Run, services: services);
        SmallRun.AssertEqual(_folder.At("whole"), Run);
    }

    private RunStatus Status() => RunStatus.Read(_folder.At("run", "progress.json"))!;
}
