using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

public class StageClockTests
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void A_stage_ends_when_the_next_begins_and_its_times_add_up()
    {
        var clock = new StageClock();
        clock.Enter(TrainingStage.Playing);
        Thread.Sleep(Nap);
        clock.Enter(TrainingStage.Learning);
        TimeSpan once = clock.TimeOf(TrainingStage.Playing);
        Assert.True(once >= Nap / 2);
        Assert.Equal(TimeSpan.Zero, clock.TimeOf(TrainingStage.Learning));
        Thread.Sleep(Nap);
        Assert.Equal(once, clock.TimeOf(TrainingStage.Playing));
        clock.Enter(TrainingStage.Playing);
        Thread.Sleep(Nap);
        clock.Leave();
        Assert.True(clock.TimeOf(TrainingStage.Playing) >= once + (Nap / 2));
        Assert.True(clock.TimeOf(TrainingStage.Learning) >= Nap / 2);
        Assert.Equal(TimeSpan.Zero, clock.TimeOf(TrainingStage.Saving));
    }

    [Fact]
    public void After_the_last_stage_no_time_is_counted()
    {
        var clock = new StageClock();
        clock.Leave();
        clock.Enter(TrainingStage.Testing);
        clock.Leave();
        TimeSpan time = clock.TimeOf(TrainingStage.Testing);
        Thread.Sleep(Nap);
        clock.Leave();
        Assert.Equal(time, clock.TimeOf(TrainingStage.Testing));
    }
}
